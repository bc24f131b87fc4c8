"""Tables inside a cell of another table whose lines touch that cell's: told by the narrow gap left beside them.

Office programs set the inner table in by the cell's margin, so that a tall cell without room for words is left. Where
the lines do not touch, grids are told apart by themselves.
"""

from collections.abc import Sequence
from dataclasses import replace

from extract.pdf_grids import Grid, GridCell
from extract.pdf_page import around

_WIDEST_GAP = 11.0  # points: the margins of a cell
_FEWEST_BOXES = 4  # of a row for a date or number, a letter each
_FEWEST_ROWS = 2  # of an inner table, which the gap runs along


def with_inner_grids(grid: Grid) -> list[Grid]:
    """The grid with one cell in each inner table's place, and the inner tables; the grid alone where it has none."""
    inner: list[Grid] = []
    cells = list(grid.cells)
    for gap in [each for each in grid.cells if _is_gap(each)]:
        beside = _inside(gap, cells)
        inside = _without_room(beside)
        if gap not in cells or not _is_table(inside):
            continue
        region = [gap, *beside, *_room_above(gap, beside, cells)]
        inner.append(Grid(box=around([each.box for each in inside]), cells=_renumbered(inside)))
        cells = [each for each in cells if each not in region]
        cells.append(_merged(region))
    if not inner:
        return [grid]
    cells.sort(key=lambda each: (each.row, each.column))
    return [replace(grid, cells=tuple(cells)), *inner]


def _is_gap(cell: GridCell) -> bool:
    return cell.box.width <= _WIDEST_GAP and cell.row_span >= _FEWEST_ROWS


def _inside(gap: GridCell, cells: Sequence[GridCell]) -> list[GridCell]:
    """The cells of the rows that the gap runs along, to its right as far as no taller cell or other gap stands.

    To its left where nothing stands at its right.
    """
    rows = range(gap.row, gap.row + gap.row_span)
    beside = [each for each in cells if each is not gap and each.row in rows]
    right = sorted((each for each in beside if each.box.x0 >= gap.box.x1 - 1), key=lambda each: each.box.x0)
    left = sorted((each for each in beside if each.box.x1 <= gap.box.x0 + 1), key=lambda each: -each.box.x1)
    for side in (right, left):
        ends = [each for each in side if each.row + each.row_span > rows.stop or _is_gap(each)]
        if side is right:
            edge = min((each.box.x0 for each in ends), default=float("inf"))
            found = [each for each in side if each.box.x1 <= edge + 1]
        else:
            edge = max((each.box.x1 for each in ends), default=float("-inf"))
            found = [each for each in side if each.box.x0 >= edge - 1]
        if found:
            return found
    return []


def _is_table(cells: Sequence[GridCell]) -> bool:
    """Whether cells are a table, or a row of boxes for one letter each."""
    rows, columns = {each.row for each in cells}, {each.column for each in cells}
    return len(columns) >= _FEWEST_BOXES or (len(rows) >= _FEWEST_ROWS and len(columns) > 1)


def _without_room(cells: Sequence[GridCell]) -> list[GridCell]:
    """The cells without a last row that is one cell: what the outer cell leaves free below the inner table."""
    last = max((each.row for each in cells), default=0)
    below = [each for each in cells if each.row == last]
    others = [each for each in cells if each.row < last]
    alone = len(below) == 1 and len({each.column for each in others}) > 1
    return others if alone else list(cells)


def _room_above(gap: GridCell, inside: Sequence[GridCell], cells: Sequence[GridCell]) -> list[GridCell]:
    """What the outer cell leaves free above a row of boxes: as wide, in a row that goes on at its side."""
    right = max(each.box.x1 for each in inside)
    above = [
        each
        for each in cells
        if each.row + each.row_span == gap.row and abs(each.box.x0 - gap.box.x0) < 1 and abs(each.box.x1 - right) < 1
    ]
    one_row = len({each.row for each in _without_room(inside)}) == 1
    goes_on = any(each.row < gap.row < each.row + each.row_span and each.row >= above[0].row for each in cells if above)
    return above if above and one_row and goes_on else []


def _renumbered(cells: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """The cells counted by the rows and columns that begin in their own table."""
    tops, lefts = sorted({each.row for each in cells}), sorted({each.column for each in cells})
    moved = (
        replace(
            each,
            row=tops.index(each.row),
            column=lefts.index(each.column),
            row_span=sum(each.row <= top < each.row + each.row_span for top in tops),
            column_span=sum(each.column <= left < each.column + each.column_span for left in lefts),
        )
        for each in cells
    )
    return tuple(sorted(moved, key=lambda each: (each.row, each.column)))


def _merged(cells: Sequence[GridCell]) -> GridCell:
    """One cell in the place of several."""
    top, left = min(each.row for each in cells), min(each.column for each in cells)
    bottom = max(each.row + each.row_span for each in cells)
    right = max(each.column + each.column_span for each in cells)
    box = around([each.box for each in cells])
    return GridCell(box=box, row=top, column=left, row_span=bottom - top, column_span=right - left)
