"""Pages without ruled tables: paragraphs that stand side by side become rows, and running lines of pages are left out.

Works only where a reader gave boxes; other documents come back unchanged.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.blank_sentences import has_blank
from extract.boilerplate import is_toned
from extract.caption_rows import is_lone_box, joined, with_choices_joined
from extract.choices import is_option
from extract.document import Cell, Paragraph, SourceDocument, Table
from extract.option_lines import heads_columns, with_options_joined
from extract.shapes import all_bold, has_mark, is_controlled, is_filled_in, is_leaning
from extract.values import tidy

COLUMN_TOLERANCE = 14.0  # points by which the left edges of one column may differ
ROW_GAP = 30.0  # points between two rows beyond which they are two tables
VALUE_GAP = 14.0  # points between a question and the answer under it
LINE_GAP = 6.0  # points between two lines of one answer
TOP_BAND, BOTTOM_BAND = 60.0, 60.0  # points in which running headers and footers stand
COLUMN_JUMP = 40.0  # points: who reads on so much higher up has come to the next column
SHORT_JUMP = 20.0  # the same, where what is read next stands right of all of what was read before
OPTION_REACH = 25.0  # points between the middles of an alternative and of the box under it
TITLE = 1.4  # of the size beside it: print this large names the form and asks nothing
_PAGE_NUMBER = re.compile(r"(?:^|\W)page\s*\d+(?:\s*(?:of|/)\s*\d+)?\W*$|^\W*\d{1,3}\W*$", re.I)

_BULLET = re.compile(r"^\s*[\uf0b7\uf0a7•▪◦●○\-–]\s*$")

Box = tuple[float, float, float, float]
Row = list[Paragraph]


def arranged(document: SourceDocument) -> SourceDocument:
    """The document with its side-by-side paragraphs as tables and without the lines that every page repeats."""
    if document.format not in ("pdf", "scan"):
        return document
    running = _running_lines(document)
    items: list[Paragraph | Table] = []
    waiting: list[Paragraph] = []
    for item in document.items:
        if isinstance(item, Paragraph) and (id(item) in running or _BULLET.match(item.text)):
            continue
        if isinstance(item, Paragraph) and item.place.box and (not waiting or _is_same_column(waiting[-1], item)):
            waiting.append(item)
            continue
        items.extend(_as_rows(waiting))
        waiting = [item] if isinstance(item, Paragraph) and item.place.box else []
        if not waiting:
            items.append(item)
    items.extend(_as_rows(waiting))
    return replace(document, items=tuple(items))


def _is_same_column(one: Paragraph, two: Paragraph) -> bool:
    """Whether a paragraph follows on the same page and in the same column, not higher up than the one before."""
    jump = SHORT_JUMP if _box(two)[0] > _box(one)[2] else COLUMN_JUMP
    return one.place.page == two.place.page and _box(two)[1] > _box(one)[1] - jump


def _running_lines(document: SourceDocument) -> set[int]:
    """Identities of page headers and footers: at the page's edge, and numbered or the same on several pages."""
    edges: list[tuple[Paragraph, str]] = []
    bottoms = [_box(each)[3] for each in document.paragraphs() if each.place.box]
    lowest = max(bottoms, default=0.0)
    for item in document.items:
        if not isinstance(item, Paragraph) or not item.place.box or is_controlled(item):
            continue
        box = _box(item)
        if box[1] < TOP_BAND or box[3] > lowest - BOTTOM_BAND:
            edges.append((item, f"{re.sub(r'[0-9]+', '#', tidy(item.text)).casefold()} at {round(box[1] / 5)}"))
    pages = Counter(text for text, _ in {(text, item.place.page) for item, text in edges})
    return {
        id(item)
        for item, text in edges
        if pages[text] > 1 or (_PAGE_NUMBER.search(tidy(item.text)) and len(text) < 120)
    }


def _as_rows(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph | Table]:
    """Paragraphs of one stretch of a page: lone ones as they are, neighbours on a line as rows of a table."""
    run: list[Row] = []
    for row in with_options_joined(with_choices_joined(list(_rows(paragraphs)))):
        if heads_columns(row):
            yield from _table(run)
            yield row.pop(0)
            run = []
        if len(row) > 1 and not _is_guided(row) and not _is_titled(row) and not any(map(has_blank, row)):
            if run and _box(row[0])[1] - max(_box(each)[3] for each in run[-1]) > ROW_GAP:
                yield from _table(run)
                run = []
            run.append(row)
            continue
        if run and len(row) == 1 and (_is_lone_entry(row[0], run) or _is_lone_value(row[0], run[-1])):
            run.append(row)
            continue
        if len(row) == 1 and _goes_on_below(row[0], run):
            at = min(range(len(run[-1])), key=lambda each: abs(_box(run[-1][each])[0] - _box(row[0])[0]))
            run[-1][at] = joined(run[-1][at], row[0], "\n")
            continue
        if run and len(row) == 1 and _continues(row[0], run):
            above = min(run[-1], key=lambda each: abs(_box(each)[0] - _box(row[0])[0]))
            run[-1][run[-1].index(above)] = joined(above, row[0])
            continue
        yield from _table(run)
        run = []
        yield from row
    yield from _table(run)


def _is_titled(row: Row) -> bool:
    """A form's title with something small beside it: a reference, a box for the office."""
    first, *others = ([span.size or 0.0 for span in each.spans if span.text.strip()] for each in row)
    return bool(first) and all(sizes and max(first) >= TITLE * max(sizes) for sizes in others)


def _rows(paragraphs: Sequence[Paragraph]) -> Iterator[Row]:
    """Paragraphs by line, from the top; a tall paragraph belongs to the line on which it begins."""
    rest = sorted(paragraphs, key=lambda each: (_box(each)[1], _box(each)[0]))
    while rest:
        first = rest[0]
        top, bottom = _band(first)
        row = [each for each in rest if _shares(_band(each), (top, bottom)) and not _overlaps(each, first)]
        row = sorted([first, *(each for each in row if each is not first)], key=lambda each: _box(each)[0])
        taken = {id(each) for each in row}
        rest = [each for each in rest if id(each) not in taken]
        yield row


def _band(paragraph: Paragraph) -> tuple[float, float]:
    """Top and bottom of the first line; of a form field the whole field, where it is one line high."""
    _, top, _, bottom = _box(paragraph)
    size = max((span.size or 0.0 for span in paragraph.spans), default=0.0) or 10.0
    return top, min(bottom, top + max(1.3 * size, 12.0) + (8.0 if is_controlled(paragraph) else 0.0))


def _shares(one: tuple[float, float], other: tuple[float, float]) -> bool:
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    return overlap > 0.5 * min(one[1] - one[0], other[1] - other[0])


def _overlaps(one: Paragraph, other: Paragraph) -> bool:
    """Whether two paragraphs stand below each other rather than side by side."""
    a, b = _box(one), _box(other)
    return one is not other and min(a[2], b[2]) - max(a[0], b[0]) > 2.0


def _is_guided(row: Row) -> bool:
    """Small grey or italic words behind a label: guidance, not a row of a table; but a row all in grey asks."""
    if any(is_controlled(each) for each in row) or not all(map(is_toned, row[1:])):
        return False
    return not is_toned(row[0]) or all(map(is_leaning, row[1:]))


def _is_lone_entry(paragraph: Paragraph, run: Sequence[Row]) -> bool:
    """One filled cell of a grid's row: in a column of the grid's headers, at the distance of its rows."""
    heads = run[0]
    if len(heads) < 3 or is_controlled(paragraph) or all_bold(paragraph) or not all(all_bold(each) for each in heads):
        return False
    below = _box(paragraph)[1] - max(_box(each)[3] for each in run[-1])
    aligned = any(abs(_box(each)[0] - _box(paragraph)[0]) < COLUMN_TOLERANCE for each in heads)
    return aligned and below < 14.0 and len(paragraph.text) < 80


def _is_lone_value(paragraph: Paragraph, heads: Row) -> bool:
    """The one answer under a row of bold questions whose other answers were left blank: in its question's column."""
    if not _are_heads(heads) or is_controlled(paragraph) or all_bold(paragraph):
        return False
    left, top, right, _ = _box(paragraph)
    if not 0 <= top - max(_box(each)[3] for each in heads) + 2.0 < VALUE_GAP:
        return False
    under = [at for at, each in enumerate(heads) if abs(_box(each)[0] - left) < COLUMN_TOLERANCE]
    return bool(under) and (under[0] + 1 == len(heads) or right < _box(heads[under[0] + 1])[0])


def _goes_on_below(paragraph: Paragraph, run: Sequence[Row]) -> bool:
    """The next line of an answer that stands under its question: an address, line by line."""
    if len(run) < 2 or not _are_heads(run[-2]) or any(all_bold(each) for each in run[-1]):
        return False
    box = _box(paragraph)
    above = [_box(each) for each in run[-1] if abs(_box(each)[0] - box[0]) < 2.0]
    if len(above) != 1 or is_controlled(paragraph) or all_bold(paragraph) or has_mark(paragraph):
        return False
    others = [_box(each)[0] for each in run[-2] if _box(each)[0] > box[0] + COLUMN_TOLERANCE]
    return 0 <= box[1] - above[0][3] + 2.0 < LINE_GAP and box[2] < min(others, default=box[2] + 1.0)


def _are_heads(row: Row) -> bool:
    return len(row) > 1 and all(all_bold(each) and not is_controlled(each) for each in row)


def _continues(paragraph: Paragraph, run: Sequence[Row]) -> bool:
    """A lone paragraph right under a value, in its column: the value's next line."""
    box = _box(paragraph)
    above = run[-1]
    close = box[1] - max(_box(each)[3] for each in above) < 8.0 and not any(is_controlled(each) for each in above)
    left = min(_box(each)[0] for row in run for each in row)
    return close and box[0] > left + COLUMN_TOLERANCE and not is_controlled(paragraph)


def _table(run: Sequence[Row]) -> Iterator[Table]:
    if not run:
        return
    run = _under_options(run)
    edges = sorted({*_columns([_box(each)[0] for row in run for each in row]), *_behind_short_labels(run)})
    rows = []
    for number, row in enumerate(run):
        cells: list[Cell] = []
        for paragraph in row:
            column = _column(_box(paragraph)[0], edges)
            if cells and cells[-1].column == column:
                cells[-1] = replace(cells[-1], content=(*cells[-1].content, paragraph))
                continue
            cells.append(Cell(content=(paragraph,), row=number, column=column, place=paragraph.place))
        rows.append(_padded(cells, run, number, edges))
    yield Table(rows=tuple(rows), place=replace(run[0][0].place, control=None))


def _behind_short_labels(run: Sequence[Row]) -> Iterator[float]:
    """Where a field begins so near to its question's own beginning that both seem to stand in one column: `I, [Jo]`."""
    for label, value in (pair for row in run for pair in pairwise(row)):
        left, after = _box(label)[0], _box(value)[0]
        printed = not is_controlled(label) and not has_mark(label)
        if printed and is_filled_in(value) and _box(label)[2] <= after + 1.0 and after - left <= COLUMN_TOLERANCE:
            yield after


def _under_options(run: Sequence[Row]) -> list[Row]:
    """Boxes without words moved under the alternative at whose middle they stand: Yes, No, Not known."""
    heads: Row = []
    rows: list[Row] = []
    for row in run:
        if len(row) > 1 and all(is_option(each.text) for each in row[-2:]) and not any(map(has_mark, row)):
            heads = [each for each in row if is_option(each.text)]
        rows.append([_moved(each, heads) if heads and is_lone_box(each) else each for each in row])
    return rows


def _moved(box: Paragraph, heads: Row) -> Paragraph:
    left, top, right, bottom = _box(box)
    nearest = min(heads, key=lambda each: abs(_middle(each) - _middle(box)))
    if abs(_middle(nearest) - _middle(box)) > OPTION_REACH:
        return box
    return replace(box, place=replace(box.place, box=(_box(nearest)[0], top, right, bottom))) if left else box


def _middle(paragraph: Paragraph) -> float:
    left, _, right, _ = _box(paragraph)
    return (left + right) / 2


def _padded(cells: Sequence[Cell], run: Sequence[Row], row: int, edges: Sequence[float]) -> tuple[Cell, ...]:
    """A lone entry of a grid with an empty cell before or behind it, so that it is no heading."""
    if len(cells) == 1 and row and _are_heads(run[row - 1]):
        return tuple(_under_heads(cells[0], [_box(each)[0] for each in run[row - 1]], edges))
    if len(cells) > 1 or len(run[0]) < 3:
        return tuple(cells)
    (only,) = cells
    empty = Cell(content=(), row=row, column=0 if only.column else 1, place=only.place)
    return (only, empty) if only.column == 0 else (empty, only)


def _under_heads(only: Cell, lefts: Sequence[float], edges: Sequence[float]) -> Iterator[Cell]:
    """The lone value under its question, and an empty cell under every other one."""
    for column in dict.fromkeys(_column(left, edges) for left in lefts):
        yield only if column == only.column else replace(only, content=(), column=column)


def _columns(lefts: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for left in sorted(lefts):
        if not edges or left - edges[-1] > COLUMN_TOLERANCE:
            edges.append(left)
    return edges


def _column(left: float, edges: Sequence[float]) -> int:
    return max(i for i, edge in enumerate(edges) if left >= edge - 0.01)


def _box(paragraph: Paragraph) -> Box:
    return paragraph.place.box or (0.0, 0.0, 0.0, 0.0)
