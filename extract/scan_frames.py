"""Boxes to write in that a scanned page draws by themselves, as the shapes that a PDF page gives for them.

Tables are not looked for here, and what a box asks is decided elsewhere.
"""

from collections.abc import Sequence

import numpy as np

from extract.pdf_grids import Grid, Ruling
from extract.pdf_page import Box, Shape
from extract.scan_images import Picture

_NEAR = 3.0  # points by which sides may miss each other
_NARROWEST, _LOWEST, _TALLEST = 22.0, 10.0, 500.0  # points
_RULED = 0.85  # share of each upright side that must be ruled
_INSIDE, _AROUND = 2.0, 6.0  # points from a box's sides between which its paper is compared
_SHADE = 0.95  # brightness by that of the paper around from which a box is a heading bar instead
_PAPER = 75  # percentile of brightness: letters cover less
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)


def drawn_frames(rulings: Sequence[Ruling], grids: Sequence[Grid], brightness: Picture, scale: float) -> list[Shape]:
    """The closed white boxes that no table holds and no other line crosses, in points."""
    free = [each for each in rulings if not any(grid.box.touches(each.box, slack=_NEAR) for grid in grids)]
    levels = sorted((each for each in free if each.level), key=lambda each: each.at)
    uprights = [each for each in free if not each.level]
    found: list[Box] = []
    for index, top in enumerate(levels):
        bottom = next((each for each in levels[index + 1 :] if _is_under(top, each)), None)
        if bottom is None:
            continue
        box = Box(max(top.start, bottom.start), top.at, min(top.end, bottom.end), bottom.at)
        sized = box.width >= _NARROWEST and _LOWEST <= box.height <= _TALLEST
        if sized and _is_closed(box, uprights) and _is_white(brightness, box, scale):
            found.append(box)
    return [_shape(each) for each in found]


def _shape(box: Box) -> Shape:
    x0, y0, x1, y1 = box
    lines = ((x0, y0, x1, y0), (x1, y0, x1, y1), (x0, y1, x1, y1), (x0, y0, x0, y1))
    return Shape(box=box, lines=lines, is_rectangle=True, stroke=_BLACK, fill=_WHITE)


def _is_under(top: Ruling, other: Ruling) -> bool:
    return abs(top.start - other.start) <= _NEAR and abs(top.end - other.end) <= _NEAR and other.at - top.at >= _LOWEST


def _is_closed(box: Box, uprights: Sequence[Ruling]) -> bool:
    """Whether its two sides are ruled, and nothing within it."""
    near = [each for each in uprights if _shared(each, box) > 0 and box.x0 - _NEAR <= each.at <= box.x1 + _NEAR]
    sides = [[each for each in near if abs(each.at - x) <= _NEAR] for x in (box.x0, box.x1)]
    ruled = all(sum(_shared(each, box) for each in side) >= _RULED * box.height for side in sides)
    return ruled and len(near) == len(sides[0]) + len(sides[1])


def _shared(ruling: Ruling, box: Box) -> float:
    return max(0.0, min(ruling.end, box.bottom) - max(ruling.start, box.top))


def _is_white(brightness: Picture, box: Box, scale: float) -> bool:
    inside = _paper(brightness, box, -_INSIDE, scale)
    return inside >= _SHADE * _paper(brightness, box, _AROUND, scale)


def _paper(brightness: Picture, box: Box, grown: float, scale: float) -> float:
    x0, y0 = (max(0, round((each - grown) * scale)) for each in (box.x0, box.top))
    x1, y1 = (round((each + grown) * scale) for each in (box.x1, box.bottom))
    part = brightness[y0:y1, x0:x1]
    if grown > 0:  # only what lies outside
        edge = max(1, round((grown - _INSIDE) * scale))
        rows = np.concatenate([part[:edge].ravel(), part[-edge:].ravel(), part[:, :edge].ravel()])
        return float(np.percentile(rows, _PAPER)) if rows.size else 255.0
    return float(np.percentile(part, _PAPER)) if part.size else 0.0
