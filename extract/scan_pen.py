"""What a pen did to printed words on a picture of a page: rings around options and strokes through them."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extract.pdf_page import Box
from extract.scan_images import Picture
from extract.scan_ink import LinePiece

_RING_WIDTH, _RING_HEIGHT = (13.0, 110.0), (11.0, 45.0)  # points
_RING_AREA = (0.5, 0.86)  # share of its frame that a ring encloses: less is a scrawl, more a drawn rectangle
_RING_INK = 0.34  # share of its frame
_GAP = 1.8  # points that may be missing from a ring
_LONG_RULE = 60.0  # points
_STRIKE = 10.0  # points
_STRIKE_THICK = 3.0  # points
_SLOPES = (0.0, -0.07, 0.07, -0.14, 0.14)
_LONGEST_STRIKE = 300.0  # points
_COVER = 0.65  # share of a word that a stroke must cross
_REACH = 3.6  # points above and below a stroke in which there must be letters
_LETTERS = 0.3  # share of the stroke's length that must have ink on either side


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A straight pen stroke from one end to the other, in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float

    def height_at(self, x: float) -> float:
        """Its y at an x."""
        part = (x - self.x0) / max(self.x1 - self.x0, 1.0)
        return self.y0 + part * (self.y1 - self.y0)


def find_rings(ink: Picture, scale: float) -> tuple[list[Box], Picture]:
    """Closed rings that enclose some print, in pixels, and the ink of the rings."""
    drawn = np.zeros_like(ink)
    side = max(3, round(_GAP * scale) | 1)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    outlines, tree = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    if tree is None:
        return [], drawn
    found = []
    for outline, (_, _, inner, _) in zip(outlines, tree[0], strict=True):
        x, y, width, height = cv2.boundingRect(outline)
        within = (
            _RING_WIDTH[0] <= width / scale <= _RING_WIDTH[1] and _RING_HEIGHT[0] <= height / scale <= _RING_HEIGHT[1]
        )
        if inner < 0 or not within:
            continue
        hole = max((outlines[each] for each in _siblings(tree[0], int(inner))), key=cv2.contourArea)
        share = cv2.contourArea(hole) / (width * height)
        mask = np.zeros((height, width), np.uint8)
        cv2.drawContours(mask, [outline - (x, y)], -1, 255, cv2.FILLED)
        cv2.drawContours(mask, [hole - (x, y)], -1, 0, cv2.FILLED)
        part = ink[y : y + height, x : x + width]
        ring = np.where(mask > 0, part, 0).astype(np.uint8)
        inside = np.count_nonzero(part) - np.count_nonzero(ring)
        thin = np.count_nonzero(ring) <= _RING_INK * width * height
        if _RING_AREA[0] <= share <= _RING_AREA[1] and thin and inside > 0.03 * width * height and _is_oval(hole):
            found.append(Box(x, y, x + width, y + height))
            drawn[y : y + height, x : x + width] |= ring
    return found, drawn


def _siblings(tree: "cv2.typing.MatLike", first: int) -> list[int]:
    found = [first]
    while tree[found[-1]][0] >= 0:
        found.append(int(tree[found[-1]][0]))
    return found


def _is_oval(outline: "cv2.typing.MatLike") -> bool:
    """Whether an outline has no dents and no square corners."""
    hull = cv2.convexHull(outline)
    full = cv2.contourArea(outline) >= 0.86 * cv2.contourArea(hull)
    _, (width, height), _ = cv2.minAreaRect(outline)
    return full and cv2.contourArea(hull) <= 0.9 * width * height


def find_strikes(ink: Picture, scale: float) -> list[Stroke]:
    """Strokes that run through print. `ink` must not hold the rules of tables."""
    found: list[Stroke] = []
    for slope in _SLOPES:
        level = _sheared(ink, slope)
        length = max(6, round(_STRIKE * scale))
        thick = cv2.dilate(level, np.ones((2, 1), np.uint8))
        strokes = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
        count, _, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
        for x, y, width, height, _ in stats[1:count].tolist():
            if height > _STRIKE_THICK * scale or not _runs_through(level, (x, y, width, height), scale):
                continue
            middle = y + height / 2
            stroke = Stroke(x0=x, y0=middle + slope * x, x1=x + width, y1=middle + slope * (x + width))
            if not any(_same(stroke, each, scale) for each in found):
                found.append(stroke)
    return found


def printed_rules(rules: Sequence[LinePiece], ink: Picture, scale: float) -> list[LinePiece]:
    """The lines of a page without those of a pen: strokes through letters, and short ones that meet no other line."""
    levels, uprights = [each for each in rules if each.level], [each for each in rules if not each.level]
    kept = [each for each in levels if not _is_strike(each, uprights, ink, scale)]
    joined = [each for each in kept if any(_meets(each, one, scale) for one in uprights)]
    sides = [each for each in uprights if any(_meets(one, each, scale) for one in kept)]
    long = [each for each in (*kept, *uprights) if each.length >= _LONG_RULE * scale]
    found = {id(each) for each in (*joined, *sides, *long)}
    return [each for each in rules if id(each) in found]


def _is_strike(rule: LinePiece, uprights: Sequence[LinePiece], ink: Picture, scale: float) -> bool:
    if rule.length > _LONGEST_STRIKE * scale or any(_meets(rule, each, scale) for each in uprights):
        return False
    xs, ys = rule.points[:, 0], rule.points[:, 1]
    top, bottom = int(ys.min() - rule.thickness / 2), int(ys.max() + rule.thickness / 2) + 1
    return _runs_through(ink, (int(xs.min()), top, int(xs.max() - xs.min()), bottom - top), scale)


def _meets(level: LinePiece, upright: LinePiece, scale: float) -> bool:
    near = 3.0 * scale
    x, y = float(np.median(upright.points[:, 0])), float(np.median(level.points[:, 1]))
    across = level.points[:, 0].min() - near <= x <= level.points[:, 0].max() + near
    return bool(across and upright.points[:, 1].min() - near <= y <= upright.points[:, 1].max() + near)


def _sheared(ink: Picture, slope: float) -> Picture:
    """The ink with lines of this slope made level."""
    if slope == 0.0:
        return ink
    move = np.array([[1.0, 0.0, 0.0], [-slope, 1.0, 0.0]])
    size = (ink.shape[1], ink.shape[0])
    return np.asarray(cv2.warpAffine(ink, move, size, flags=cv2.INTER_NEAREST), dtype=np.uint8)


def _runs_through(ink: Picture, frame: tuple[int, int, int, int], scale: float) -> bool:
    """Whether letters stand above and below along most of the stroke."""
    x, y, width, height = frame
    reach = round(_REACH * scale)
    above = ink[max(0, y - reach) : max(0, y - 1), x : x + width]
    below = ink[y + height + 1 : y + height + reach, x : x + width]
    return all(part.size and float(part.any(axis=0).mean()) >= _LETTERS for part in (above, below))


def _same(one: Stroke, other: Stroke, scale: float) -> bool:
    middle = (one.x0 + one.x1) / 2
    return (
        other.x0 - 2 * scale <= middle <= other.x1 + 2 * scale
        and abs(one.height_at(middle) - other.height_at(middle)) <= 2.5 * scale
    )


def is_struck(word: str, box: Box, strokes: Sequence[Stroke]) -> bool:
    """Whether a stroke runs through the middle of a word for most of its length; brackets around it may stay clear."""
    step = box.width / max(len(word), 1)
    letters = word.strip("[](){}/.,;:*")
    if not letters:
        return False
    start = word.index(letters)
    box = box._replace(x0=box.x0 + start * step, x1=box.x0 + (start + len(letters)) * step)
    x, _ = box.middle
    top, bottom = box.top + 0.2 * box.height, box.bottom - 0.2 * box.height
    return any(
        min(each.x1, box.x1) - max(each.x0, box.x0) >= _COVER * box.width and top <= each.height_at(x) <= bottom
        for each in strokes
    )
