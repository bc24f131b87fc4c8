"""One page put together: tables from grids, paragraphs from what stands outside them, in reading order."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from extract.document import Cell, Paragraph, Place, Table
from extract.pdf_grids import Grid, GridCell
from extract.pdf_lines import Piece, pieces_of
from extract.pdf_nearby import ByHeight
from extract.pdf_order import Placed, first_line_of_field, in_reading_order
from extract.pdf_page import Box
from extract.pdf_panel_boxes import panels_of
from extract.pdf_panels import Block, Part, loosened, parts_of
from extract.pdf_paragraphs import Lines, paragraphs_of
from extract.pdf_spans import Writing, is_heading, spans_of
from extract.pdf_words import Token

_PART = "page"
_LARGER = 1.002  # a cell to the table inside it, whose lines may touch the cell's
_LEAST_STEP, _MOST_STEP, _COMMON = 0.9, 1.6, 3  # sizes between baselines of one paragraph, and how often at least
_SHADED = 0.7  # share of a cell that a fill must cover


@dataclass(frozen=True, kw_only=True)
class PageDraft:
    """One page before it is put together: pieces that stand outside tables, and tokens of each table's cells."""

    number: int
    box: Box
    pieces: tuple[Piece, ...]
    tables: tuple["TableDraft", ...]
    fills: tuple[Box, ...] = ()  # coloured areas


@dataclass(eq=False, kw_only=True)
class TableDraft:
    """A grid, what stands in each of its cells, and which cells are shaded."""

    grid: Grid
    tokens: dict[int, list[Token]] = field(default_factory=dict)
    inner: dict[int, list["TableDraft"]] = field(default_factory=dict)
    shaded: frozenset[int] = frozenset()


@dataclass(kw_only=True)
class Counting:
    """Numbers of tables and paragraphs through the document."""

    tables: int = 0
    paragraphs: int = 0


def draft_page(
    number: int, box: Box, tokens: Sequence[Token], grids: Sequence[Grid], fills: Sequence[Box]
) -> PageDraft:
    """Share a page's tokens out among its tables and what lies outside them. `fills` are coloured areas."""
    drafts = [TableDraft(grid=grid, shaded=_shaded(grid, fills)) for grid in grids]
    outside: list[Token] = []
    cells = [_Cells(draft, ByHeight(range(len(draft.grid.cells)), _box_in(draft))) for draft in drafts]
    for token in tokens:
        home = _home(token, cells)
        if home is None:
            outside.append(token)
        else:
            home[0].tokens.setdefault(home[1], []).append(token)
    return PageDraft(
        number=number, box=box, pieces=tuple(pieces_of(outside)), tables=tuple(_nested(drafts)), fills=tuple(fills)
    )


def _shaded(grid: Grid, fills: Sequence[Box]) -> frozenset[int]:
    return frozenset(index for index, cell in enumerate(grid.cells) if _covered(cell.box, fills) >= _SHADED)


def _covered(box: Box, fills: Sequence[Box]) -> float:
    area = max(box.width * box.height, 1.0)
    over = (max(0.0, box.shared_width(fill)) * max(0.0, box.shared_height(fill)) for fill in fills)
    return max(over, default=0.0) / area


class _Cells(NamedTuple):
    """A table and the numbers of its cells by where they stand."""

    draft: TableDraft
    by_height: ByHeight[int]


def _box_in(draft: TableDraft) -> Callable[[int], Box]:
    return lambda index: draft.grid.cells[index].box


def _home(token: Token, tables: Sequence[_Cells]) -> tuple[TableDraft, int] | None:
    """The smallest cell around a token's middle."""
    found: list[tuple[float, TableDraft, int]] = []
    middle = token.box.middle
    for draft, cells in tables:
        if draft.grid.box.holds(middle):
            for index in cells.near(middle[1], middle[1]):
                box = draft.grid.cells[index].box
                if box.holds(middle):
                    found.append((box.width * box.height, draft, index))
    if not found:
        return None
    _, draft, index = min(found, key=lambda each: each[0])
    return draft, index


def _nested(drafts: list[TableDraft]) -> list[TableDraft]:
    """Hang tables that lie inside a cell of another into that cell; what is left stands on the page."""
    outer: list[TableDraft] = []
    for draft in drafts:
        home = next((home for other in drafts if other is not draft and (home := _cell_around(draft, other))), None)
        if home is None:
            outer.append(draft)
        else:
            home[0].inner.setdefault(home[1], []).append(draft)
    return outer


def _cell_around(inner: TableDraft, outer: TableDraft) -> tuple[TableDraft, int] | None:
    for index, cell in enumerate(outer.grid.cells):
        if cell.box.holds_box(inner.grid.box, slack=1.0) and cell.box.width * cell.box.height > _LARGER * (
            inner.grid.box.width * inner.grid.box.height
        ):
            return outer, index
    return None


def put_together(draft: PageDraft, writing: Writing, counting: Counting) -> list[Paragraph | Table]:
    """The page's paragraphs and tables in reading order."""
    setter = _Setter(draft.number, writing, counting, tight_leading(draft))
    parts = list(_parts(draft))
    if len(parts) == 1 and sum(each.piece is None for each in parts[0].blocks) == len(draft.tables):
        return setter.flow(draft.pieces, draft.tables, draft.box, None)
    items: list[Paragraph | Table] = []
    for part in parts:
        pieces = pieces_of([token for each in part.blocks if each.piece for token in each.piece.tokens])
        tables = [draft.tables[each.number] for each in part.blocks if each.piece is None]
        items.extend(setter.flow(pieces, tables, part.box, None))
    return items


def _parts(draft: PageDraft) -> Iterator[Part]:
    """The parts of a page in reading order; outlined panels are parts of their own."""
    rest = [Block(each.box, each, -1) for each in loosened(draft.pieces)]
    panels: list[tuple[Box, list[Part]]] = []
    for number, table in enumerate(draft.tables):
        found = [] if table.inner else panels_of(table.grid, table.tokens)
        if found:
            panels.append((table.grid.box, found))
        else:
            rest.append(Block(table.grid.box, None, number))
    for box, found in sorted(panels, key=lambda each: (each[0].top, each[0].x0)):
        above = [each for each in rest if each.box.middle[1] < box.top]
        rest = [each for each in rest if each not in above]
        if above:
            yield from parts_of(above, draft.fills, draft.box)
        yield from found
    if rest or not panels:
        yield from parts_of(rest, draft.fills, draft.box)


@dataclass(kw_only=True, frozen=True)
class _Spot:
    """The cell that is being filled; counts start at 1, as in Place."""

    table: int
    row: int
    column: int


class _Setter:
    def __init__(self, page: int, writing: Writing, counting: Counting, tight: Mapping[float, float]) -> None:
        self._page = page
        self._tight = tight
        self._writing = writing
        self._counting = counting

    def flow(
        self, pieces: Sequence[Piece], tables: Sequence[TableDraft], box: Box, spot: _Spot | None
    ) -> list[Paragraph | Table]:
        blocks: list[Lines | TableDraft] = [
            *paragraphs_of(pieces, box, in_cell=spot is not None, tight=self._tight),
            *tables,
        ]
        placed = [_placed(index, block) for index, block in enumerate(blocks)]
        items: list[Paragraph | Table] = []
        for index in in_reading_order(placed):
            block = blocks[index]
            items.append(self._table(block) if isinstance(block, TableDraft) else self._paragraph(block, spot))
        return items

    def _paragraph(self, lines: Lines, spot: _Spot | None) -> Paragraph:
        self._counting.paragraphs += 1
        place = Place(
            part=_PART,
            page=self._page,
            box=_rounded(lines.box),
            paragraph=self._counting.paragraphs,
            control=lines.first.tokens[0].name or None,
            table=spot.table if spot else None,
            row=spot.row if spot else None,
            column=spot.column if spot else None,
        )
        first = lines.first.tokens[0]
        return Paragraph(
            spans=spans_of(lines, self._writing),
            place=place,
            heading=is_heading(lines, self._writing),
            list_item=first.is_sign and not first.is_box,
        )

    def _table(self, draft: TableDraft) -> Table:
        self._counting.tables += 1
        number = self._counting.tables
        tells = len(draft.shaded) < len(draft.grid.cells)
        rows: dict[int, list[Cell]] = {}
        for index, cell in enumerate(draft.grid.cells):
            filled = self._cell(draft, index, number)
            rows.setdefault(cell.row, []).append(replace(filled, header=tells and index in draft.shaded))
        place = Place(part=_PART, page=self._page, box=_rounded(draft.grid.box), table=number)
        return Table(rows=tuple(tuple(rows[row]) for row in sorted(rows)), place=place)

    def _cell(self, draft: TableDraft, index: int, number: int) -> Cell:
        cell: GridCell = draft.grid.cells[index]
        spot = _Spot(table=number, row=cell.row + 1, column=cell.column + 1)
        content = self.flow(pieces_of(draft.tokens.get(index, [])), draft.inner.get(index, []), cell.box, spot)
        place = Place(
            part=_PART, page=self._page, box=_rounded(cell.box), table=number, row=spot.row, column=spot.column
        )
        return Cell(
            content=tuple(content), row=cell.row, column=cell.column, place=place, row_span=cell.row_span,
            column_span=cell.column_span,
        )  # fmt: skip


def tight_leading(draft: PageDraft) -> dict[float, float]:
    """By size of print, the least distance of baselines that is common on a page; none for recognised words."""
    steps: dict[float, Counter[float]] = {}
    for tokens in _blocks(draft):
        lines = sorted({(round(each.baseline, 1), round(each.style.size, 1)) for each in tokens if each.score is None})
        for (one, size), (two, other) in pairwise(lines):
            if size == other and _LEAST_STEP * size < two - one < _MOST_STEP * size:
                steps.setdefault(size, Counter())[round(two - one, 1)] += 1
    found: dict[float, float] = {}
    for size, counts in steps.items():
        common = [step for step in counts if sum(counts[round(step + d, 1)] for d in (-0.1, 0.0, 0.1)) >= _COMMON]
        if common:
            found[size] = min(common)
    return found


def _blocks(draft: PageDraft) -> Iterator[Sequence[Token]]:
    """Words that stand in one cell, or outside all tables."""
    yield [token for piece in draft.pieces for token in piece.tokens if not token.is_sign and token.control is None]
    waiting = list(draft.tables)
    while waiting:
        table = waiting.pop()
        yield from table.tokens.values()
        waiting.extend(each for inner in table.inner.values() for each in inner)


def _placed(index: int, block: Lines | TableDraft) -> Placed:
    if isinstance(block, TableDraft):
        box = block.grid.box
        rows = len({each.row for each in block.grid.cells})
        return Placed(index, box, Box(box.x0, box.top, box.x1, box.top + 10), rows)
    first = block.first.box
    if block.first.is_field:
        first = first_line_of_field(first)
    return Placed(index, block.box, first, 1 if all(block.breaks) else len(block.pieces))


def _rounded(box: Box) -> tuple[float, float, float, float]:
    return round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1)
