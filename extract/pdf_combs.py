"""Rows of little boxes, one character each, as forms print them for NHS numbers and dates: joined to one answer."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extract.pdf_frames import field_of
from extract.pdf_grids import Grid, GridCell
from extract.pdf_page import Box, around
from extract.pdf_words import Token

_WIDEST = 26.0  # points of one box
_TALLEST = 34.0
_HINT, _SMALL = 12.0, 8.5  # points from a box to the letter under it, and the size of such a letter
_ALIKE = 0.7  # narrowest to widest
_SHORTEST = 4  # boxes in a row, where they stand inside a table
_FILLED = 0.6  # share of boxes with a character: a row of tick columns has one


def without_combs(grid: Grid, tokens: Sequence[Token]) -> tuple[Grid | None, list[Token]]:
    """The grid with each row of little boxes as one cell, and the tokens with their characters as one word.

    None for a grid that is nothing but such a row: it is a field of its own on the page, filled or not.
    """
    rest = list(tokens)
    if all(each.box.width > _WIDEST for each in grid.cells):
        return grid, rest
    if _is_comb(grid, rest):
        inside = [each for each in rest if _holds(grid.cells, each)]
        text = "".join(_text([cell], inside) for cell in grid.cells)
        rest = [each for each in rest if each not in inside and not _is_hint(each, grid)]
        return None, [*rest, field_of(grid.box, text, inside)]
    cells: list[GridCell] = []
    near = [each for each in rest if grid.box.holds(each.box.middle)]
    for _, group in groupby(grid.cells, key=lambda each: each.row):
        row = list(group)
        inside = _between(near, min(each.box.top for each in row), max(each.box.bottom for each in row))
        for run in _runs(row, inside):
            word = _word(run, inside, len(grid.cells)) if len(run) > 1 else None
            if word is None:
                cells.extend(run)
                continue
            rest = [each for each in rest if not _holds(run, each)] + [word]
            cells.append(_joined(run))
    left = replace(grid, cells=tuple(cells)) if len(cells) > 1 else None
    return (grid, rest) if len(cells) == len(grid.cells) else (left, rest)


def _between(tokens: Sequence[Token], top: float, bottom: float) -> list[Token]:
    return [each for each in tokens if top <= each.box.middle[1] <= bottom]


def _is_comb(grid: Grid, tokens: Sequence[Token]) -> bool:
    """Whether a grid is one row of like little boxes with a character each, or none."""
    widths = [each.box.width for each in grid.cells]
    if len({each.row for each in grid.cells}) > 1 or max(widths) > _WIDEST or min(widths) < _ALIKE * max(widths):
        return False
    inside = [each for each in tokens if _holds(grid.cells, each)]
    if any(each.mark or each.control for each in inside) or {each.text.lower() for each in inside} == {"x"}:
        return False
    return grid.box.height <= _TALLEST and all(len(_text([cell], inside)) <= 1 for cell in grid.cells)


def _is_hint(token: Token, grid: Grid) -> bool:
    """`D`, `M` or `Y` in small print right under a box: which digit it is for."""
    under = 0 <= token.box.middle[1] - grid.box.bottom <= _HINT and grid.box.x0 <= token.box.middle[0] <= grid.box.x1
    return under and token.text.upper() in ("D", "M", "Y", "H") and token.style.size <= _SMALL


def _runs(row: list[GridCell], tokens: Sequence[Token]) -> list[list[GridCell]]:
    """Narrow cells with one character at most that touch, each other cell for itself."""
    runs: list[list[GridCell]] = []
    open_run = False
    for cell in row:
        little = cell.box.width <= _WIDEST and len(_text([cell], tokens)) <= 1
        if little and open_run and abs(runs[-1][-1].box.x1 - cell.box.x0) < 1:
            runs[-1].append(cell)
        else:
            runs.append([cell])
        open_run = little
    return runs


def _word(run: Sequence[GridCell], tokens: Sequence[Token], cells: int) -> Token | None:
    """The characters of a run as one word; None where it is no such run."""
    inside = sorted((each for each in tokens if _holds(run, each)), key=lambda each: each.box.x0)
    whole = len(run) == cells and len(inside) == len(run) >= 2
    if not whole and (len(run) < _SHORTEST or len(inside) < max(3, _FILLED * len(run))):
        return None
    if any(each.mark or each.control for each in inside) or {each.text.lower() for each in inside} <= {"x"}:
        return None
    text = "".join(each.text for each in inside)
    return replace(inside[0], text=text, box=around([each.box for each in inside]), spaced=True)


def _text(cells: Sequence[GridCell], tokens: Sequence[Token]) -> str:
    return "".join(each.text for each in tokens if _holds(cells, each))


def _holds(cells: Sequence[GridCell], token: Token) -> bool:
    return any(each.box.holds(token.box.middle) for each in cells)


def _joined(run: Sequence[GridCell]) -> GridCell:
    box: Box = around([each.box for each in run])
    return replace(run[0], box=box, column_span=sum(each.column_span for each in run))
