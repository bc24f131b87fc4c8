"""Walks a tree of HTML elements and collects paragraphs and tables. Knows elements, not what a form asks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from extract.document import Cell, Paragraph, Place, Span, Table
from extract.html_controls import control_span
from extract.html_looks import Look, is_hidden, look_of
from extract.ticks import TEXT_OF, TickHabits, find_marks

_PART = "body"
_SILENT = frozenset({"script", "style", "head", "template", "noscript", "iframe", "object", "embed", "svg", "math",
                     "audio", "video", "canvas", "map", "link", "meta", "title", "datalist"})  # fmt: skip
_BLOCKS = frozenset({"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "form", "fieldset",
                     "legend", "ul", "ol", "dl", "dt", "dd", "li", "blockquote", "address", "pre", "center", "figure",
                     "figcaption", "hr", "details", "summary", "caption", "body", "html", "h1", "h2", "h3", "h4", "h5",
                     "h6"})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend"})
_CONTROLS = frozenset({"input", "select", "textarea"})
_DEEPEST = 120
_MOST_SPAN = 200
_MOST_CELLS = 50_000
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u202f]+")


@dataclass(kw_only=True)
class Walker:
    """One document's walk: numbers of paragraphs and tables, and what was left out."""

    habit: TickHabits
    paragraphs: int = 0
    tables: int = 0
    cells: int = 0
    losses: list[str] = field(default_factory=list)

    def walk(self, element: Element, flow: "Flow", look: Look, depth: int = 0) -> None:
        """Put an element's content into the flow. What is nested deeper than any form needs is a loss."""
        if depth > _DEEPEST:
            self.losses.append("too_deep")
            return
        flow.words(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, flow, look, depth)
            flow.words(child.tail, look)

    def _child(self, child: Element, flow: "Flow", look: Look, depth: int) -> None:
        tag = str(child.tag)
        if tag in _SILENT:
            return
        if is_hidden(child):
            self.losses.append("hidden_text")
        elif tag in _CONTROLS:
            span = control_span(child)
            if span is not None:
                flow.add(span)
        elif tag == "br":
            flow.end()
        elif tag == "img":
            self.losses.append("picture")
        elif tag == "table":
            self._table(child, flow, look, depth)
        elif tag in _BLOCKS:
            flow.end()
            flow.heading, flow.list_item = tag in _HEADINGS, tag == "li"
            self.walk(child, flow, look_of(child, look), depth + 1)
            flow.end()
        else:
            self.walk(child, flow, look_of(child, look), depth + 1)

    def _table(self, table: Element, flow: "Flow", look: Look, depth: int) -> None:
        flow.end()
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
        caption = table.find("caption")
        if caption is not None:
            self._child(caption, flow, look, depth + 1)
        if all(len(row) <= 1 for row in rows) and table.find(".//table") is not None:
            for cell in (cell for row in rows for cell in row):  # only there to place what it holds
                self.walk(cell, flow, look_of(cell, look), depth + 1)
                flow.end()
            return
        self.tables += 1
        number = self.tables
        spots = list(_spots(rows))
        self.cells += len(spots)
        if self.cells > _MOST_CELLS:
            self.losses.append("too_long")
            return
        found: dict[int, list[Cell]] = {}
        for spot in spots:
            found.setdefault(spot.row, []).append(self._cell(spot, number, look, depth))
        if found:
            built = tuple(tuple(found[row]) for row in sorted(found))
            flow.items.append(Table(rows=built, place=Place(part=_PART, table=number)))

    def _cell(self, spot: "_Spot", number: int, look: Look, depth: int) -> Cell:
        place = Place(part=_PART, table=number, row=spot.row + 1, column=spot.column + 1)
        inner = Flow(walker=self, place=place)
        self.walk(spot.element, inner, look_of(spot.element, look), depth + 1)
        return Cell(
            content=tuple(inner.finished()), row=spot.row, column=spot.column, place=place, row_span=spot.row_span,
            column_span=spot.column_span, header=spot.element.tag == "th",
        )  # fmt: skip


@dataclass(kw_only=True)
class Flow:
    """Paragraphs and tables as they come, and the line that is being written."""

    walker: Walker
    place: Place = field(default_factory=lambda: Place(part=_PART))
    items: list[Paragraph | Table] = field(default_factory=list)
    heading: bool = False
    list_item: bool = False
    _line: list[Span] = field(default_factory=list)

    def words(self, text: str | None, look: Look) -> None:
        """Text with its white space as browsers show it."""
        plain = _SPACES.sub(" ", text or "")
        if not plain or (plain == " " and not self._line):
            return
        if plain.startswith(" ") and (not self._line or self._line[-1].text.endswith(" ")):
            plain = plain[1:]
        if plain:
            self._line.append(_span(plain, look))

    def add(self, span: Span) -> None:
        """A control."""
        self._line.append(span)

    def end(self) -> None:
        """The line is complete."""
        spans = _tidy(self._line, self.walker.habit)
        if spans:
            self.walker.paragraphs += 1
            place = replace(self.place, paragraph=self.walker.paragraphs)
            self.items.append(Paragraph(spans=spans, place=place, heading=self.heading, list_item=self.list_item))
        self._line = []
        self.heading = self.list_item = False

    def finished(self) -> list[Paragraph | Table]:
        """All items, the last line included."""
        self.end()
        return self.items


def _span(text: str, look: Look) -> Span:
    return Span(
        text=text, bold=look.bold, italic=look.italic, underline=look.underline, strike=look.strike,
        highlight=look.highlight, grey=look.grey, size=look.size,
    )  # fmt: skip


def _tidy(line: Sequence[Span], habit: TickHabits) -> tuple[Span, ...]:
    """Neighbours that look alike as one, ticks as spans of their own, no space at the ends."""
    merged: list[Span] = []
    for span in line:
        last = merged[-1] if merged else None
        if last and not (last.control or span.control) and replace(last, text="") == replace(span, text=""):
            merged[-1] = replace(last, text=last.text + span.text)
        else:
            merged.append(span)
    if not any(each.text.strip() or each.control for each in merged):
        return ()
    if not merged[-1].control:
        merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip())
    return tuple(part for each in merged for part in _with_marks(each, habit) if part.text or part.control)


def _with_marks(span: Span, habit: TickHabits) -> Iterator[Span]:
    if span.control is not None:
        yield span
        return
    position = 0
    for found in find_marks(span.text, habit):
        yield replace(span, text=span.text[position : found.start])
        yield replace(span, text=TEXT_OF[found.mark.state], mark=found.mark)
        position = found.end
    yield replace(span, text=span.text[position:])


@dataclass(frozen=True, kw_only=True)
class _Spot:
    element: Element
    row: int
    column: int
    row_span: int
    column_span: int


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (each for each in child if each.tag == "tr")


def _spots(rows: Sequence[Sequence[Element]]) -> Iterator[_Spot]:
    """Where each cell stands once those that span rows have taken their places."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            across, down = _span_of(cell, "colspan"), min(_span_of(cell, "rowspan"), len(rows) - number)
            taken.update((number + y, column + x) for y in range(down) for x in range(across))
            yield _Spot(element=cell, row=number, column=column, row_span=down, column_span=across)
            column += across


def _span_of(cell: Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isdecimal() and len(text) < 6 else 1
