"""Tables that run over a page break, put together again: the rows of one table, and an answer cut in two."""

import re
from dataclasses import dataclass, replace

from extract.document import Cell, Paragraph, Table

_SAME_EDGE = 3.0  # points
_PROSE = 40  # characters: shorter paragraphs are labels and answers, which nothing goes on from
_SENTENCE_END = re.compile(r"[.!?:;]['\"’”)]*\s*$")


@dataclass(frozen=True, kw_only=True)
class PageItems:
    """What one page gave, and its height in points."""

    items: list[Paragraph | Table]
    height: float


def joined_pages(pages: list[PageItems]) -> list[Paragraph | Table]:
    """All items in order; a table at a page's head goes on with one at the foot of the page before."""
    found: list[Paragraph | Table] = []
    before: float | None = None
    for page in pages:
        items = list(page.items)
        if before is not None and found and items and _goes_on(found[-1], items[0], before, page.height):
            found[-1] = _joined(found[-1], items.pop(0))  # type: ignore[arg-type]  # both are tables
        elif before is not None and found and items and _is_rest_of_paragraph(found[-1], items[0]):
            found[-1] = _with_words(found[-1], items.pop(0))  # type: ignore[arg-type]  # both are paragraphs
        found.extend(items)
        before = page.height
    return found


def _goes_on(one: Paragraph | Table, two: Paragraph | Table, height_before: float, height: float) -> bool:
    if not isinstance(one, Table) or not isinstance(two, Table) or not one.rows or not two.rows:
        return False
    last = one.rows[-1][-1].place.box
    first = two.place.box
    if last is None or first is None or last[3] < 0.8 * height_before or first[1] > 0.2 * height:
        return False
    edges, other = _edges(one), _edges(two)
    return len(edges) == len(other) and all(abs(a - b) <= _SAME_EDGE for a, b in zip(edges, other, strict=True))


def _edges(table: Table) -> list[float]:
    """Where columns begin, from the left, and where the last one ends."""
    begins: dict[int, float] = {}
    end = 0.0
    for cell in (cell for row in table.rows for cell in row):
        if cell.place.box is not None:
            begins[cell.column] = cell.place.box[0]
            end = max(end, cell.place.box[2])
    return [*(begins[column] for column in sorted(begins)), end]


def _joined(one: Table, two: Table) -> Table:
    rows = list(one.rows)
    new = list(two.rows)
    if _texts(new[0]) == _texts(rows[0]) and any(_texts(rows[0])):
        new.pop(0)  # the heading row, printed again
    elif _is_rest_of_row(rows[-1], new[0]):
        rows[-1] = tuple(_with_rest(above, below) for above, below in zip(rows[-1], new.pop(0), strict=True))
    shift = 1 + max(cell.row + cell.row_span - 1 for row in rows for cell in row)
    base = new[0][0].row if new else 0
    moved = [tuple(replace(cell, row=cell.row - base + shift) for cell in row) for row in new]
    return replace(one, rows=(*rows, *moved))


def _texts(row: tuple[Cell, ...]) -> list[str]:
    return [cell.text for cell in row]


def _is_rest_of_row(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """Whether a row is the rest of the one before the break: no label, and text that goes on in mid-sentence."""
    if len(above) != len(below) or any(a.column != b.column for a, b in zip(above, below, strict=True)):
        return False
    pairs = [(a.text, b.text) for a, b in zip(above, below, strict=True) if b.text]
    if not pairs or len(pairs) == len(below) or below[0].text:
        return False
    return all(a and (not _SENTENCE_END.search(a) or b[:1].islower()) for a, b in pairs)


def _is_cut(paragraph: Paragraph) -> bool:
    """Whether a paragraph stops in mid-sentence, on words that more can be added to."""
    ending = paragraph.spans[-1]
    return not ending.mark and not ending.control and not _SENTENCE_END.search(paragraph.text)


def _is_rest_of_paragraph(one: Paragraph | Table, two: Paragraph | Table) -> bool:
    """Whether prose goes on over a page break: it stopped in mid-sentence, and goes on in lower case as it was set."""
    if not isinstance(one, Paragraph) or not isinstance(two, Paragraph) or not _is_cut(one):
        return False
    last, first = one.spans[-1], two.spans[0]
    alike = last.size == first.size and last.bold == first.bold
    return alike and first.control is None and len(one.text) >= _PROSE and two.text[:1].islower()


def _with_words(one: Paragraph, two: Paragraph) -> Paragraph:
    tail = replace(one.spans[-1], text=one.spans[-1].text.rstrip() + " ")
    return replace(one, spans=(*one.spans[:-1], tail, *two.spans))


def _with_rest(above: Cell, below: Cell) -> Cell:
    if not below.content:
        return above
    last, first = above.content[-1], below.content[0]
    if isinstance(last, Paragraph) and isinstance(first, Paragraph) and _is_cut(last):
        return replace(above, content=(*above.content[:-1], _with_words(last, first), *below.content[1:]))
    return replace(above, content=(*above.content, *below.content))
