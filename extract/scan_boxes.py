"""Tick boxes and radio buttons on a picture of a page: where they are and, by their ink, whether they are ticked.

Knows nothing of labels and words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extract.document import MarkState
from extract.pdf_page import Box
from extract.scan_images import Picture
from extract.scan_ink import LinePiece
from extract.scan_touched_boxes import find_touched

_STROKE = 4.6  # points: straight strokes of frames are longer, those of most letters shorter
_SMALLEST, _LARGEST = 5.8, 19.0  # points of a side
_SQUARENESS = 0.72
_ROUGHEST, _ROUGH_SQUARE = 4.2, 0.8  # points of a side, and how square, of a box that stands alone in its cell
_CORNER = 2.0  # points by which sides may miss each other
_CORNER_PATCH, _CORNER_INK = 0.35, 0.4  # points around a corner, and the share of ink there
_FRAME_STROKE = 1.1  # points: a usual frame as printed and scanned
_THIN = 0.24  # of the width: a frame's stroke
_BAND = 1.1  # points to both sides of a frame's line in which its ink must lie
_RULED = 0.9  # share of each side that must be ink
_INNER = 0.56  # part of the box that is looked at: leaves out its own frame
_EMPTY, _TICKED = 0.05, 0.11  # shares of ink: in between a person should look
_THICK = 3.2  # points of a stroke
_BESIDE = (0.4, 2.4)  # points beside a box in which a letter would have a neighbour
_CROWDED = 0.34  # share of the height: a tick may reach out of its box
_ALIKE = 0.15  # by which sizes of boxes of one kind differ
_RADIO = (7.0, 16.0)  # points across
_ROUND = 0.82  # area by that of the circle with the same outline
_RADIO_INNER = 0.5
_HOLE = 0.5  # of its area that a radio button's ring leaves free: letters have thicker strokes
_FREE = 2.6  # points beside a radio button without ink: letters stand closer
_MOST_STROKES = 4000


@dataclass(frozen=True, kw_only=True)
class DrawnBox:
    """A tick box: its place in pixels and whether it is ticked."""

    box: Box
    state: MarkState


def find_boxes(ink: Picture, scale: float, rules: Sequence[LinePiece], pen: Picture | None = None) -> list[DrawnBox]:
    """The square boxes, framed or filled, and the radio buttons.

    `rules` are the longer lines of the page, and `pen` is the ink that a coloured pen left.
    """
    squares = [each for each in _outermost(_squares(ink, scale)) if _ruled_sides(each, rules, scale) < 2]
    squares = _not_chained(squares, scale)
    squares += [each for each in find_touched(ink, scale, squares, pen) if not _ruled_sides(each, rules, scale)]
    found = [DrawnBox(box=each, state=_state(ink, each, _INNER)) for each in squares]
    taken = [each.box for each in found]
    found += [DrawnBox(box=each, state=MarkState.ON) for each in _filled(ink, scale, taken)]
    return found + _radios(ink, scale, [each.box for each in found])


def state_of(ink: Picture, box: Box) -> MarkState:
    """Whether a square box is ticked."""
    return _state(ink, box, _INNER)


def is_rough_box(ink: Picture, box: Box, scale: float) -> bool:
    """Whether the ink that fills a frame runs along all its sides, as of a box and of few letters."""
    short, long = sorted((box.width, box.height))
    if not _ROUGHEST * scale <= short <= long <= _LARGEST * scale or short < _ROUGH_SQUARE * long:
        return False
    thick = max(2, round(_FRAME_STROKE * scale))
    x0, y0, x1, y1 = (round(each) for each in box)
    part = ink[y0:y1, x0:x1]
    return all(_is_straight(each) for each in (part[:thick], part[-thick:], part[:, :thick].T, part[:, -thick:].T))


def _state(ink: Picture, box: Box, inner: float) -> MarkState:
    share = _share(ink, box, inner)
    if share < _EMPTY:
        return MarkState.OFF
    return MarkState.ON if share >= _TICKED else MarkState.UNSURE


def _share(ink: Picture, box: Box, inner: float) -> float:
    x, y = box.middle
    half_width, half_height = box.width * inner / 2, box.height * inner / 2
    part = ink[round(y - half_height) : round(y + half_height) + 1, round(x - half_width) : round(x + half_width) + 1]
    return float(np.count_nonzero(part)) / max(part.size, 1)


def _squares(ink: Picture, scale: float) -> list[Box]:
    """Squares whose upper and lower side are strokes of like place and whose four sides are ink all along."""
    levels = _strokes(ink, scale)
    slack = _CORNER * scale
    found = []
    for index, top in enumerate(levels):
        for bottom in levels[index + 1 :]:
            if bottom.middle[1] - top.middle[1] > _LARGEST * scale:
                break
            x0, x1 = max(top.x0, bottom.x0), min(top.x1, bottom.x1)  # a tick may prolong either
            box = Box(x0, top.middle[1], x1, bottom.middle[1])
            meet = abs(top.x0 - bottom.x0) <= slack and abs(top.x1 - bottom.x1) <= slack
            if meet and _is_square(box, scale) and _is_framed(ink, box, scale) and _stands_alone(ink, box, scale):
                found.append(box)
    return found


def _strokes(ink: Picture, scale: float) -> list[Box]:
    """Level strokes of a box's length, from the top."""
    length = max(5, round(_STROKE * scale) | 1)  # odd: others move what they find by a pixel
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found = []
    for x, y, width, height, _ in stats[1 : min(count, _MOST_STROKES)].tolist():
        if height <= _THICK * scale and width <= (_LARGEST + 2) * scale:
            found.append(Box(x, y, x + width, y + height))
    return sorted(found, key=lambda each: each.middle[1])


def _is_square(box: Box, scale: float) -> bool:
    short, long = sorted((box.width, box.height))
    return short >= _SMALLEST * scale and long <= _LARGEST * scale and short >= _SQUARENESS * long


def _is_framed(ink: Picture, box: Box, scale: float) -> bool:
    """Whether ink runs along all four sides, in narrow straight bands."""
    band = max(1, round(_BAND * scale))
    x0, y0, x1, y1 = (round(each) for each in box)
    height, width = ink.shape[:2]
    if x0 < band or y0 < band or x1 + band >= width or y1 + band >= height:
        return False
    sides = [
        ink[y0 - band : y0 + band + 1, x0 + 1 : x1 - 1],
        ink[y1 - band : y1 + band + 1, x0 + 1 : x1 - 1],
        ink[y0 : y1 + 1, max(0, x0 - band + 1) : x0 + band + 2].T,
        ink[y0 : y1 + 1, x1 - band - 1 : x1 + band].T,
    ]
    return all(_is_straight(each) for each in sides) and _has_corners(ink, box, scale) and _is_thin(ink, box)


def _is_thin(ink: Picture, box: Box) -> bool:
    """Whether both upright sides are thin for its size: letters are drawn with thicker strokes."""
    x0, y0, x1, y1 = (round(each) for each in box)
    part = ink[y0 + (y1 - y0) // 5 : y1 - (y1 - y0) // 5, x0:x1] > 0
    return all(float(np.median(_runs(side))) <= _THIN * box.width for side in (part, part[:, ::-1]))


def _runs(rows: "np.typing.NDArray[np.bool_]") -> "np.typing.NDArray[np.int_]":
    """Length of the first run of ink in each row, and what paper stands before it."""
    begins = rows.argmax(axis=1)
    after = np.arange(rows.shape[1])[None, :] >= begins[:, None]
    ends = (~rows & after).argmax(axis=1)
    return np.asarray(np.where(ends == 0, rows.shape[1], ends), dtype=np.int_)


def _has_corners(ink: Picture, box: Box, scale: float) -> bool:
    """Whether there is ink where its sides meet: letters are rounded there."""
    half = max(1, round(_CORNER_PATCH * scale))
    thick = max(1, round(_FRAME_STROKE * scale))
    rows, columns = (int(box.top), int(box.bottom)), (round(box.x0) + thick // 2, round(box.x1) - 1 - thick // 2)
    patches = (ink[y - half : y + half + 1, x - half : x + half + 1] for y in rows for x in columns)
    return all(np.count_nonzero(each) >= _CORNER_INK * each.size for each in patches)


def _stands_alone(ink: Picture, box: Box, scale: float) -> bool:
    """Whether there is little ink close to the left and right: other letters stand nearer to a letter than to a box."""
    near, far = max(1, round(_BESIDE[0] * scale)), max(4, round(_BESIDE[1] * scale))
    x0, y0, x1, y1 = (round(each) for each in box)
    left, right = ink[y0:y1, max(0, x0 - far) : max(0, x0 - near)], ink[y0:y1, x1 + near : x1 + far]
    return all(each.any(axis=1).mean() <= _CROWDED for each in (left, right) if each.size)


def _is_straight(side: Picture) -> bool:
    """Whether one straight line along the side is ink nearly everywhere; other ink beside it does not matter."""
    thick = cv2.dilate(side, np.ones((3, 1), np.uint8)) > 0
    return bool(thick.mean(axis=1).max() >= _RULED)


def _outermost(boxes: list[Box]) -> list[Box]:
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda each: -each.width * each.height):
        if not any(each.holds(box.middle) or box.holds(each.middle) for each in kept):
            kept.append(box)
    return kept


def _ruled_sides(box: Box, rules: Sequence[LinePiece], scale: float) -> int:
    """Along how many of its sides longer lines run: along two or more of a table's cell.

    Along one side alone a table's rule may run close to a box, where the form is set tight.
    """
    near = 1.5 * scale
    ruled: set[tuple[bool, float]] = set()
    for each in rules:
        along, across = (0, 1) if each.level else (1, 0)
        at = float(np.median(each.points[:, across]))
        start, end = float(each.points[:, along].min()), float(each.points[:, along].max())
        sides, span = (
            ((box.top, box.bottom), (box.x0, box.x1)) if each.level else ((box.x0, box.x1), (box.top, box.bottom))
        )
        covers = start <= span[0] + near and end >= span[1] - near and end - start > 1.9 * (span[1] - span[0])
        if covers:
            ruled.update((each.level, side) for side in sides if abs(at - side) <= near)
    return len(ruled)


def _not_chained(boxes: list[Box], scale: float) -> list[Box]:
    """Without rows of touching boxes for single letters."""
    near = 2.0 * scale
    chained = {
        id(one)
        for one in boxes
        for other in boxes
        if one is not other
        and abs(one.top - other.top) <= near
        and 0 <= max(one.x0 - other.x1, other.x0 - one.x1) <= near
    }
    return [each for each in boxes if id(each) not in chained] if len(chained) >= 4 else boxes


def _filled(ink: Picture, scale: float, framed: Sequence[Box]) -> list[Box]:
    """Black squares that are as large as an empty box of the page."""
    if not framed:
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=4)
    found = []
    for x, y, width, height, area in stats[1:count].tolist():
        box = Box(x, y, x + width, y + height)
        solid = area >= 0.88 * width * height
        if solid and _is_square(box, scale) and any(_same_size(box, each) for each in framed):
            found.append(box)
    return [each for each in found if not any(one.holds(each.middle) for one in framed)]


def _same_size(one: Box, other: Box) -> bool:
    return abs(one.width - other.width) <= 2 * _ALIKE * other.width


def _radios(ink: Picture, scale: float, taken: Sequence[Box]) -> list[DrawnBox]:
    """Circles of one size that stand apart from letters, two at least."""
    outlines, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    if tree is None:
        return []
    circles = []
    for outline, (_, _, inner, _) in zip(outlines, tree[0], strict=True):
        x, y, width, height = cv2.boundingRect(outline)
        box = Box(x, y, x + width, y + height)
        if inner >= 0 and _is_circle(outline, box, scale) and _stands_free(ink, box, scale):
            hole = cv2.contourArea(outlines[inner])
            if hole >= _HOLE * cv2.contourArea(outline) and not any(each.holds(box.middle) for each in taken):
                circles.append(box)
    alike = [each for each in circles if sum(_same_size(each, other) for other in circles) >= 2]
    return [DrawnBox(box=each, state=_state(ink, each, _RADIO_INNER)) for each in alike]


def _is_circle(outline: "cv2.typing.MatLike", box: Box, scale: float) -> bool:
    short, long = sorted((box.width, box.height))
    if not _RADIO[0] * scale <= short <= long <= _RADIO[1] * scale or short < 0.88 * long:
        return False
    around = cv2.arcLength(outline, closed=True)
    return 4 * np.pi * cv2.contourArea(outline) >= _ROUND * around * around


def _stands_free(ink: Picture, box: Box, scale: float) -> bool:
    gap = max(2, round(_FREE * scale))
    x0, y0, x1, y1 = (round(each) for each in box)
    left, right = ink[y0:y1, max(0, x0 - gap) : max(0, x0 - 1)], ink[y0:y1, x1 + 1 : x1 + gap]
    return not left.any() and not right.any()
