"""Outlined panels with a heading and a small form inside each: no table, though their lines meet as those of one do.

Each panel is read as a column of its own. A cell that holds one answer, however long, is no panel.
"""

from collections.abc import Mapping, Sequence

from extract.pdf_grids import Grid
from extract.pdf_lines import pieces_of
from extract.pdf_page import Box
from extract.pdf_panels import Block, Part, is_form, lines_of
from extract.pdf_words import Token

_FEWEST = 4  # lines of a form in a panel
_MOST_COLUMNS, _MOST_ROWS = 4, 6
_LONGEST = 70  # characters of a panel's heading


def panels_of(grid: Grid, tokens: Mapping[int, Sequence[Token]]) -> list[Part]:
    """The panels that a grid draws, in reading order; none where it is a table. `tokens`: of its cells, by number."""
    columns, rows = ({getattr(each, axis) for each in grid.cells} for axis in ("column", "row"))
    if len(columns) > _MOST_COLUMNS or len(rows) > _MOST_ROWS:
        return []
    if any(each.column_span > 1 or each.row_span > 1 for each in grid.cells):
        return []
    blocks = [_blocks(tokens.get(number, ())) for number in range(len(grid.cells))]
    bodies = [number for number, each in enumerate(blocks) if _is_body(each)]
    rest = [number for number, each in enumerate(blocks) if each and number not in bodies]
    if not bodies or not all(_is_heading(blocks[number]) for number in rest):
        return []
    at = {(each.row, each.column): number for number, each in enumerate(grid.cells)}
    found = []
    for number in bodies:
        cell = grid.cells[number]
        above = at.get((cell.row - 1, cell.column))
        head = blocks[above] if above is not None and above in rest else []
        rest = [each for each in rest if each != above]
        found.append(Part(blocks=(*head, *blocks[number]), box=Box(*cell.box)))
    return found if not rest else []


def _blocks(tokens: Sequence[Token]) -> list[Block]:
    return [Block(each.box, each, -1) for each in pieces_of(tokens)]


def _is_body(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and len(lines_of(blocks)) >= _FEWEST and is_form(blocks)


def _is_heading(blocks: Sequence[Block]) -> bool:
    (first, *more) = blocks
    words = first.piece.text if first.piece else ""
    return not more and 0 < len(words) <= _LONGEST and not (first.piece and first.piece.has_mark)
