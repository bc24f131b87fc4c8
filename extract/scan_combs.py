"""Rows of little boxes with a character each, as forms print them for dates and NHS numbers, read as one line of text.

Line finding sees single characters between rules and reads few of them. Set side by side without their boxes they read
as any number does. What the row answers is told elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from extract.pdf_grids import Grid, GridCell
from extract.pdf_page import Box, around
from extract.scan_images import PagePicture, Picture
from extract.scan_lone_marks import mark_in
from extract.scan_ocr import Quad, ReadLine, ReadWord, read_crop

_WIDEST, _TALLEST = 26.0, 34.0  # points of one box
_ALIKE = 0.7  # narrowest to widest
_LEVEL, _GAP = 3.0, 16.0  # points by which rows of one answer differ in height, and between them
_INSET = 1.8  # points of a box's edge that may belong to its rules
_BESIDE = 0.25  # of the height: paper between characters set side by side
_MARGIN = 0.3  # of the height: paper around them
_FEWEST = 3  # characters that make a line
_LEAST_SCORE = 0.75
_SHARE = 0.6  # of a line that was read before: so much of it lies in the row that it is part of it
_PAPER = 90  # percentile of brightness


@dataclass(frozen=True, kw_only=True)
class _Character:
    box: Box  # of its cell, pixels
    mark: Box  # of its ink, pixels


def with_combs(page: PagePicture, ink: Picture, grids: Sequence[Grid], lines: Sequence[ReadLine]) -> list[ReadLine]:
    """The lines, with a line for each row of little boxes in place of what was read in it before.

    `page` is the picture that lines were read on and `ink` its ink without rules; grids in points. A row whose
    characters are not all read keeps what was read before.
    """
    found = list(lines)
    for row in _rows(grids):
        boxes = [Box(*(side * page.scale for side in cell.box)) for cell in row]
        marks = [(box, mark_in(ink, box, page.scale)) for box in boxes]
        written = [_Character(box=box, mark=mark) for box, mark in marks if mark is not None]
        line = _read(page, written) if len(written) >= _FEWEST else None
        if line is not None:
            whole = around(boxes)
            found = [each for each in found if not _lies_in(each, whole)] + [line]
    return found


def _rows(grids: Sequence[Grid]) -> Iterator[list[GridCell]]:
    """Little boxes side by side, those of neighbouring rows of the same height together, from left to right."""
    runs = [run for grid in grids for run in _runs(grid) if len(run) > 1]
    runs.sort(key=lambda run: (round(run[0].box.top / (2 * _LEVEL)), run[0].box.x0))
    joined: list[list[GridCell]] = []
    for run in runs:
        last = joined[-1][-1].box if joined else None
        first = run[0].box
        if last and abs(last.top - first.top) <= _LEVEL and 0 <= first.x0 - last.x1 <= _GAP:
            joined[-1].extend(run)
        else:
            joined.append(list(run))
    yield from joined


def _runs(grid: Grid) -> Iterator[list[GridCell]]:
    for _, cells in groupby(grid.cells, key=lambda each: each.row):
        run: list[GridCell] = []
        for cell in cells:
            little = cell.box.width <= _WIDEST and cell.box.height <= _TALLEST
            alike = not run or _alike(run[-1].box, cell.box)
            if little and alike:
                run.append(cell)
                continue
            yield run
            run = [cell] if little else []
        yield run


def _alike(last: Box, box: Box) -> bool:
    short, long = sorted((last.width, box.width))
    return abs(box.x0 - last.x1) < 1 and short >= _ALIKE * long


def _read(page: PagePicture, written: Sequence[_Character]) -> ReadLine | None:
    """The characters as one line of a word each; None where the reading does not fit their number."""
    text, score = read_crop(_side_by_side(page, written))
    characters = "".join(text.split())
    if score < _LEAST_SCORE or len(characters) != len(written) or not characters.isalnum():
        return None
    words = tuple(
        ReadWord(text=text, x0=each.mark.x0, x1=each.mark.x1, score=score)
        for text, each in zip(characters, written, strict=True)
    )
    whole = around([each.mark for each in written])
    x0, y0, x1, y1 = whole
    quad: Quad = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float32)
    return ReadLine(words=words, quad=quad, score=score)


def _side_by_side(page: PagePicture, written: Sequence[_Character]) -> Picture:
    inset = _INSET * page.scale
    pieces = [
        page.pixels[_span(each.box.top + inset, each.box.bottom - inset), _span(*_across(each))] for each in written
    ]
    height = max(each.shape[0] for each in pieces)
    margin, gap = round(_MARGIN * height), round(_BESIDE * height)
    width = sum(each.shape[1] + gap for each in pieces) - gap
    paper = np.percentile(np.concatenate([each.reshape(-1, 3) for each in pieces]), _PAPER, axis=0)
    picture = np.full((height + 2 * margin, width + 2 * margin, 3), paper, dtype=np.uint8)
    at = margin
    for each in pieces:
        picture[margin : margin + each.shape[0], at : at + each.shape[1]] = each
        at += each.shape[1] + gap
    return picture


def _across(character: _Character) -> tuple[float, float]:
    return character.mark.x0 - 1, character.mark.x1 + 1


def _span(start: float, end: float) -> slice:
    return slice(max(0, round(start)), max(0, round(end)))


def _lies_in(line: ReadLine, row: Box) -> bool:
    box = Box(*line.quad.min(axis=0), *line.quad.max(axis=0))
    shared = max(0.0, box.shared_width(row)) * max(0.0, box.shared_height(row))
    return shared >= _SHARE * box.width * box.height
