"""Drawn tables of a scanned page, taken apart where a heading bar or a table only stands close. Finds no lines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.pdf_grids import Grid, GridCell
from extract.pdf_page import around

_GAP = 6.5  # points: no row to write in is so low
_BAR = 24.0  # points: a single box that is lower is a heading bar


def tables_apart(grids: Sequence[Grid]) -> list[Grid]:
    """The grids, those with a gap for a row as the tables above and below it; heading bars become plain lines."""
    return [part for each in grids for part in _parts(each)]


def _parts(grid: Grid) -> Iterator[Grid]:
    gaps = sorted(each.row for each in grid.cells if _is_gap(each, grid))
    if not gaps:
        yield grid
        return
    for first, last in zip([0, *(row + 1 for row in gaps)], [*gaps, _rows(grid)], strict=True):
        cells = [each for each in grid.cells if first <= each.row < last]
        if len(cells) >= 2 or any(each.box.height > _BAR for each in cells):
            moved = tuple(replace(each, row=each.row - first) for each in cells)
            yield Grid(box=around([each.box for each in cells]), cells=moved)


def _is_gap(cell: GridCell, grid: Grid) -> bool:
    alone = sum(each.row <= cell.row < each.row + each.row_span for each in grid.cells) == 1
    return alone and cell.row_span == 1 and cell.box.height <= _GAP and cell.box.width >= 0.9 * grid.box.width


def _rows(grid: Grid) -> int:
    return max(each.row + each.row_span for each in grid.cells)
