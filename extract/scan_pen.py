"""Pen rings around printed words on a picture of a page, and which lines of a page are no pen strokes."""

from collections.abc import Iterator, Sequence
from itertools import compress

import cv2
import numpy as np

from extract.pdf_page import Box
from extract.scan_images import Picture
from extract.scan_ink import LinePiece

_RING_WIDTH, _RING_HEIGHT = (13.0, 110.0), (11.0, 45.0)  # points
_RING_AREA = (0.5, 0.86)  # share of its frame that a ring encloses: less is a scrawl, more a drawn rectangle
_RING_INK = 0.34  # share of its frame
_STROKE = 1.9  # points of a pen's stroke
_GAPS = (0.0, 0.9, 1.8)  # points that may be missing from a ring
_LONG_RULE = 60.0  # points
_LONGEST_STRIKE = 300.0  # points
_REACH = 3.6  # points above and below a stroke in which there must be letters
_LETTERS = 0.3  # share of the stroke's length that must have ink on either side


def find_rings(ink: Picture, scale: float) -> tuple[list[Box], Picture]:
    """Closed rings that enclose some print, in pixels, and the ink of the rings.

    Whole rings first: closing the gaps of others joins a ring to the print that stands close to it.
    """
    drawn = np.zeros_like(ink)
    found: list[Box] = []
    for gap in _GAPS:
        rest = np.where(drawn > 0, 0, ink).astype(np.uint8)
        for box, ring in _rings(rest, scale, gap):
            if not any(each.holds(box.middle) for each in found):
                found.append(box)
                drawn[round(box.top) : round(box.bottom), round(box.x0) : round(box.x1)] |= ring
    return found, drawn


def _rings(ink: Picture, scale: float, gap: float) -> Iterator[tuple[Box, Picture]]:
    side = max(1, round(gap * scale) | 1)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    outlines, tree = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    if tree is None:
        return
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
        cv2.drawContours(mask, [hole - (x, y)], -1, 255, 1)  # the outline of a hole lies on the ring
        band = np.zeros_like(mask)
        cv2.drawContours(band, [outline - (x, y)], -1, 255, max(1, round(2 * _STROKE * scale)))
        mask &= band  # letters that touch the ring are left whole
        part = ink[y : y + height, x : x + width]
        ring = np.where(mask > 0, part, 0).astype(np.uint8)
        inside = np.count_nonzero(part) - np.count_nonzero(ring)
        thin = np.count_nonzero(ring) <= _RING_INK * width * height
        if _RING_AREA[0] <= share <= _RING_AREA[1] and thin and inside > 0.03 * width * height and _is_oval(hole):
            yield Box(x, y, x + width, y + height), ring


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


def printed_rules(rules: Sequence[LinePiece], ink: Picture, scale: float) -> list[LinePiece]:
    """The lines of a page without those of a pen: strokes through letters, and short ones that meet no other line."""
    levels, uprights = [each for each in rules if each.level], [each for each in rules if not each.level]
    meeting = _meetings(levels, uprights, scale)
    joined = [bool(row.any()) for row in meeting]
    stays = [meets or not _is_strike(each, ink, scale) for each, meets in zip(levels, joined, strict=True)]
    sides = [bool(column.any()) for column in meeting[np.array(stays, dtype=bool)].T]
    found = {id(each) for each, meets in zip((*levels, *uprights), (*joined, *sides), strict=True) if meets}
    standing = [*compress(levels, stays), *uprights]
    found.update(id(each) for each in standing if each.length >= _LONG_RULE * scale)
    return [each for each in rules if id(each) in found]


def _is_strike(rule: LinePiece, ink: Picture, scale: float) -> bool:
    """Whether a line that meets no other runs through letters."""
    if rule.length > _LONGEST_STRIKE * scale:
        return False
    xs, ys = rule.points[:, 0], rule.points[:, 1]
    top, bottom = int(ys.min() - rule.thickness / 2), int(ys.max() + rule.thickness / 2) + 1
    return _runs_through(ink, (int(xs.min()), top, int(xs.max() - xs.min()), bottom - top), scale)


def _meetings(
    levels: Sequence[LinePiece], uprights: Sequence[LinePiece], scale: float
) -> "np.typing.NDArray[np.bool_]":
    """Which level lines, one a row, meet which upright ones, one a column. A page may have thousands of each."""
    near = 3.0 * scale
    left, right, y = _extents(levels, along=0)[:, :, None]
    top, bottom, x = _extents(uprights, along=1)[:, None, :]
    across = (left - near <= x) & (x <= right + near)
    return np.asarray(across & (top - near <= y) & (y <= bottom + near), dtype=np.bool_)


def _extents(lines: Sequence[LinePiece], along: int) -> "np.typing.NDArray[np.float64]":
    """Where lines begin, where they end, and where across their run they stand."""
    ends = [(each.points[:, along].min(), each.points[:, along].max()) for each in lines]
    across = [float(np.median(each.points[:, 1 - along])) for each in lines]
    return np.array([[end[0] for end in ends], [end[1] for end in ends], across], dtype=np.float64)


def _runs_through(ink: Picture, frame: tuple[int, int, int, int], scale: float) -> bool:
    """Whether letters stand above and below along most of the stroke."""
    x, y, width, height = frame
    reach = round(_REACH * scale)
    above = ink[max(0, y - reach) : max(0, y - 1), x : x + width]
    below = ink[y + height + 1 : y + height + reach, x : x + width]
    return all(part.size and float(part.any(axis=0).mean()) >= _LETTERS for part in (above, below))
