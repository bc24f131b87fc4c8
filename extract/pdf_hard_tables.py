"""Tables that our own grids cannot close, because their lines are strings of dots and dashes: pdfplumber's finder.

It costs many times what our grids cost, so it is asked only about a page with many short strokes and no grid of ours.
"""

import io
from collections.abc import Sequence

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psparser import PSException

from extract.pdf_grids import Grid, GridCell
from extract.pdf_page import Box, Shape

_FEWEST_STROKES = 40  # a small dashed table has hundreds
_LONGEST_STROKE = 12.0  # points
_JOIN = 7.0  # points between dashes that are meant as one line
_SETTINGS = {
    "vertical_strategy": "lines",
    "horizontal_strategy": "lines",
    "join_tolerance": _JOIN,
    "edge_min_length_prefilter": 0,
}


def is_hard(shapes: Sequence[Shape], grids: Sequence[Grid]) -> bool:
    """Whether a page may hold such a table: many short strokes in both directions, and no grid found in them."""
    strokes = [each.box for each in shapes if max(each.box.width, each.box.height) <= _LONGEST_STROKE]
    level = sum(each.width > 2 * each.height for each in strokes)
    upright = sum(each.height > 2 * each.width for each in strokes)
    return not grids and min(level, upright) >= _FEWEST_STROKES


def hard_grids(content: bytes, page_number: int) -> list[Grid]:
    """The tables of one page (from 1) with at least two rows and columns; none where pdfplumber cannot read it."""
    try:
        with pdfplumber.open(io.BytesIO(content), pages=[page_number]) as document:
            page = document.pages[0]
            tables = page.find_tables(_SETTINGS)
            return [grid for table in tables if (grid := _grid(table.rows)) is not None]
    except (PDFException, PSException, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return []


def _grid(rows: Sequence[pdfplumber.table.CellGroup]) -> Grid | None:
    cells = [
        GridCell(box=Box(*cell), row=number, column=column)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row.cells)
        if cell is not None
    ]
    if len({each.row for each in cells}) < 2 or len({each.column for each in cells}) < 2:
        return None
    around = Box(
        min(each.box.x0 for each in cells),
        min(each.box.top for each in cells),
        max(each.box.x1 for each in cells),
        max(each.box.bottom for each in cells),
    )
    return Grid(box=around, cells=tuple(cells))
