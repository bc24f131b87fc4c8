"""Tick boxes that a pen crossed: found by the size of the page's clean boxes, since ink over a frame only adds to it.

Where clean boxes stand is the work of `scan_boxes`.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from extract.pdf_page import Box
from extract.scan_images import Picture

_RULED = 0.9  # share of each side that must be ink
_CORNER = 2  # pixels around a corner
_CORNER_INK = 0.4  # share of them with ink: letters are rounded there
_BESIDE = (0.4, 3.0)  # points beside a box in which a letter would have a neighbour
_FREE, _REACHED = 0.2, 0.5  # shares of the height with ink there: on the freer side, and where a tick reaches out
_FRAME = 1.3  # points: frames are thinner, strokes of bold letters thicker
_SOLID = 0.75  # share of a line beside the frame's that letters ink: a tick only crosses it
_STEPS = (0, -1, 1)  # pixels by which sizes are tried: more would find letters
_MOST_SIZES = 2


def find_touched(ink: Picture, scale: float, clean: Sequence[Box], pen: Picture | None = None) -> list[Box]:
    """Further boxes of the sizes of the clean ones. What is known as ink of a pen is no letter beside a box."""
    bare = ink if pen is None else np.where(pen > 0, 0, ink).astype(np.uint8)
    thick = np.asarray(cv2.dilate(ink, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    found: list[tuple[float, Box]] = []
    for side in _sizes(clean):
        for score, x, y in _frames(thick, side):
            box = Box(x, y, x + side[0], y + side[1])
            if _has_corners(ink, box) and _stands_alone(bare, box, scale) and _is_thin(bare, box, scale):
                found.append((score, box))
    kept = list(clean)
    for _, box in sorted(found, key=lambda each: -each[0]):
        if not any(each.touches(box, slack=1.0) for each in kept):
            kept.append(box)
    return kept[len(clean) :]


def _sizes(clean: Sequence[Box]) -> list[tuple[int, int]]:
    """The sizes of the clean boxes, the frequent ones first, each give or take a pixel."""
    counts: dict[tuple[int, int], int] = {}
    for each in clean:
        size = round(each.width), round(each.height)
        near = next((one for one in counts if max(abs(one[0] - size[0]), abs(one[1] - size[1])) <= 2), size)
        counts[near] = counts.get(near, 0) + 1
    usual = sorted(counts, key=lambda each: -counts[each])[:_MOST_SIZES]
    steps = [(a, b) for a in _STEPS for b in _STEPS]
    return list(dict.fromkeys((width + a, height + b) for width, height in usual for a, b in steps))


def _frames(thick: Picture, side: tuple[int, int]) -> list[tuple[float, int, int]]:
    """Places at which a frame of this size is ink on all four sides: how much of the weakest, and the top left."""
    width, height = side
    if width >= thick.shape[1] or height >= thick.shape[0]:
        return []
    level = cv2.boxFilter(thick, cv2.CV_8U, (width, 1), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    upright = cv2.boxFilter(thick, cv2.CV_8U, (1, height), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    weakest = np.minimum(level[:-height, :-width], level[height:, :-width])
    weakest = np.minimum(weakest, np.minimum(upright[:-height, :-width], upright[:-height, width:]))
    best = np.where(weakest >= _RULED * 255, weakest, 0).astype(np.uint8)
    if not best.any():
        return []
    peaks = (best > 0) & (best >= cv2.dilate(best, np.ones((5, 5), np.uint8)))
    rows, columns = np.nonzero(peaks)
    return [(float(best[y, x]), int(x), int(y)) for y, x in zip(rows[:500], columns[:500], strict=True)]


def _has_corners(ink: Picture, box: Box) -> bool:
    patches = (
        ink[int(max(0, y - _CORNER)) : int(y + _CORNER + 1), int(max(0, x - _CORNER)) : int(x + _CORNER + 1)]
        for y in (box.top, box.bottom)
        for x in (box.x0, box.x1)
    )
    return all(np.count_nonzero(each) >= _CORNER_INK * each.size for each in patches)


def _is_thin(ink: Picture, box: Box, scale: float) -> bool:
    """Whether no side is as thick as the strokes of bold print: there is paper right inside of the frame."""
    step = round(_FRAME * scale)
    x0, y0, x1, y1 = (round(each) for each in box)
    rows, columns = slice(y0 + step, y1 - step + 1), slice(x0 + step, x1 - step + 1)
    inner = (ink[y0 + step, columns], ink[y1 - step, columns], ink[rows, x0 + step], ink[rows, x1 - step])
    return all(np.count_nonzero(each) <= _SOLID * each.size for each in inner)


def _stands_alone(ink: Picture, box: Box, scale: float) -> bool:
    """Whether little ink is close to one side at least: a tick reaches out of one, letters have two neighbours."""
    near, far = max(1, round(_BESIDE[0] * scale)), max(4, round(_BESIDE[1] * scale))
    x0, y0, x1, y1 = (round(each) for each in box)
    left, right = ink[y0:y1, max(0, x0 - far) : max(0, x0 - near)], ink[y0:y1, x1 + near : x1 + far]
    free, reached = sorted(float(each.any(axis=1).mean()) if each.size else 0.0 for each in (left, right))
    return free <= _FREE and reached <= _REACHED
