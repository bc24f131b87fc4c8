"""An original as the page draws it: blocks, runs of text in one look, and the marks on them. No markup here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.document import Paragraph, SourceDocument, Span, Table
from triage.web.marks import Mark
from triage.web.names import NameCover
from triage.web.text_index import MOST_PARAGRAPHS, TextIndex, drawn_spans, is_prompt

DEEPEST = 6  # tables within tables


@dataclass(frozen=True, kw_only=True)
class Run:
    """Text in one look. `anchors` begin here; `ends` are the numbers of the quotes that end here."""

    text: str
    look: tuple[str, ...] = ()  # bold, italic, underline, prompt
    struck: bool = False
    tick: str = ""  # on, off, unsure
    covered: bool = False  # initials in place of a name
    mark: str = ""  # evidence, against, source
    anchors: tuple[str, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One paragraph. `page` is set where a new page begins."""

    runs: tuple[Run, ...]
    heading: bool
    list_item: bool
    page: int | None = None


@dataclass(frozen=True, kw_only=True)
class Box:
    """One cell."""

    content: "tuple[Line | Grid, ...]"
    rows: int
    columns: int
    label: bool


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One table."""

    rows: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One document. `cut` says that it is longer than what is drawn; `hidden` that it has hidden text."""

    content: tuple[Line | Grid, ...]
    cut: bool
    hidden: bool


def draw(document: SourceDocument, marks: Sequence[Mark], cover: NameCover) -> Drawing:
    """The document with its marks; names covered as `cover` says."""
    pen = _Pen(TextIndex(document), marks, cover)
    content = pen.items(document.items, 0)
    hidden = any(span.hidden and span.text.strip() for each in document.paragraphs() for span in each.spans)
    return Drawing(content=content, cut=pen.cut, hidden=hidden)


@dataclass(frozen=True, kw_only=True)
class _Part:
    """What one paragraph has of a mark."""

    mark: Mark
    start: int
    end: int

    def covers(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end

    def opens(self, paragraph: int, start: int) -> bool:
        first = self.mark.stretches[0]
        return (first.paragraph, first.start) == (paragraph, start)

    def closes(self, paragraph: int, end: int) -> bool:
        last = self.mark.stretches[-1]
        return (last.paragraph, last.end) == (paragraph, end)


class _Pen:
    """Walks the document in the same order as TextIndex, so that paragraph numbers agree."""

    def __init__(self, index: TextIndex, marks: Sequence[Mark], cover: NameCover) -> None:
        self._index, self._cover = index, cover
        self._number, self._page = -1, 1
        self.cut = False
        self._marks: dict[int, list[_Part]] = {}
        for mark in marks:
            for each in mark.stretches:
                self._marks.setdefault(each.paragraph, []).append(_Part(mark=mark, start=each.start, end=each.end))

    def items(self, items: tuple[Paragraph | Table, ...], depth: int) -> tuple[Line | Grid, ...]:
        drawn: list[Line | Grid] = []
        for item in items:
            if isinstance(item, Paragraph):
                self._number += 1
                if self._number < MOST_PARAGRAPHS:
                    drawn.append(self._line(item))
                else:
                    self.cut = True
            elif depth < DEEPEST:
                grid = self._grid(item, depth)
                if grid.rows:
                    drawn.append(grid)
            else:
                for row in item.rows:
                    for cell in row:
                        drawn.extend(self.items(cell.content, depth))
        return tuple(drawn)

    def _grid(self, table: Table, depth: int) -> Grid:
        rows = []
        for row in table.rows:
            if self._number >= MOST_PARAGRAPHS:
                self.cut = True
                break
            rows.append(
                tuple(
                    Box(
                        content=self.items(cell.content, depth + 1),
                        rows=cell.row_span,
                        columns=cell.column_span,
                        label=cell.header,
                    )
                    for cell in row
                )
            )
        return Grid(rows=tuple(row for row in rows if row))

    def _line(self, paragraph: Paragraph) -> Line:
        page = self._index.places[self._number].page
        turned = page is not None and page > self._page
        self._page = page if page is not None and turned else self._page
        return Line(
            runs=tuple(self._runs(paragraph)),
            heading=paragraph.heading,
            list_item=paragraph.list_item,
            page=page if turned else None,
        )

    def _runs(self, paragraph: Paragraph) -> Iterator[Run]:
        spans, marks = drawn_spans(paragraph), self._marks.get(self._number, [])
        covered = self._cover.stretches("".join(span.text for span in spans))
        edges = [(each.start, each.end) for each in marks] + [(each.start, each.end) for each in covered]
        cuts = {at for edge in edges for at in edge}
        offset = 0
        for span in spans:
            stop = offset + len(span.text)
            for start, end in pairwise(sorted({offset, stop} | {at for at in cuts if offset < at < stop})):
                name = next((each for each in covered if each.start <= start < each.end), None)
                shown = span.text[start - offset : end - offset]
                if name is not None:
                    shown = name.initials if name.start == start else ""
                run = Run(text=shown, look=_look(span), struck=span.strike, covered=name is not None, tick=_tick(span))
                yield self._marked(run, [each for each in marks if each.covers(start, end)], start, end)
            offset = stop

    def _marked(self, run: Run, marks: list[_Part], start: int, end: int) -> Run:
        return replace(
            run,
            mark=_kind([each.mark for each in marks]),
            anchors=tuple(each.mark.anchor for each in marks if each.opens(self._number, start)),
            ends=tuple(each.mark.number for each in marks if each.mark.number and each.closes(self._number, end)),
        )


def _tick(span: Span) -> str:
    return span.mark.state.value if span.mark else ""


def _look(span: Span) -> tuple[str, ...]:
    looks = {"bold": span.bold, "italic": span.italic, "underline": span.underline, "prompt": is_prompt(span)}
    return tuple(name for name, wanted in looks.items() if wanted)


def _kind(marks: Sequence[Mark]) -> str:
    if any(each.number and not each.denies for each in marks):
        return "evidence"
    if any(each.number for each in marks):
        return "against"
    return "source" if marks else ""
