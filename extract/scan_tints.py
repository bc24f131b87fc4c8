"""Boxes to write in that a page shows by a tint of their own, with no outline or a pale one: fields of fillable forms.

Only where they lie is found; shaded cells of ruled tables are told elsewhere, and what a box asks is decided elsewhere.
"""

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from extract.pdf_grids import Ruling, grids_of
from extract.pdf_page import Box, Shape
from extract.pdf_words import Token
from extract.scan_images import PagePicture, Picture
from extract.scan_ink import grey, ink_of

_FINE = 2.0  # pixels to a point at which the page is looked at: noise evens out
_FAINT = 0.09  # share of the paper's brightness that faint ink takes away
_CALM = (7.0, 3.0)  # points across and down over which paper is averaged
_KNOWN = 0.02  # share of bare paper that this needs
_DEGREE = 4  # of the surface that stands for the light on the paper
_SAMPLE = 90  # places across and down at which the paper is looked at
_POWERS = [(down, across) for down in range(_DEGREE + 1) for across in range(_DEGREE + 1 - down)]
_ROUNDS, _DARKER, _HARDLY = 20, 0.012, 0.05  # of its fit: what is so much darker than it counts hardly
_TINT = (0.72, 0.975)  # brightness by that of the paper, in the colour that is taken away most
_LEAST = 4.0  # points: what is narrower is no box
_NARROWEST, _LOWEST, _TALLEST = 22.0, 9.0, 500.0  # points
_FULL, _NOTCHED = 0.92, 0.7  # share of its frame that a box fills, and that print may leave of it
_FEWEST = 3  # boxes that show the page's habit
_WIDER = 1.0  # points by which averaging takes from either end of a box
_EDGE = 2.5  # points from its edge within which a drawn line is a box's own outline
_BEYOND = 8.0  # points
_BUTTON = 6.0  # points from the right end of a box
_LINE, _COLUMN = 4.0, 30.0  # points by which baselines of one line differ, and between words of two columns
_WHOLE = 0.8  # share of the page's width and height: a page on coloured paper is no box
_PALE = (235, 240, 250)  # stands for any tint


def tinted_boxes(page: PagePicture, rulings: Sequence[Ruling]) -> list[Box]:
    """The tinted boxes of a page in points; none where there are hardly any.

    What touches a ruled table, or a line that goes on beyond it, is a shaded part of a table; but a table of nothing
    but tinted boxes is their own outlines.
    """
    outlines, _ = cv2.findContours(_tint_of(page), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    framed = [box for box in (_framed(np.asarray(each, dtype=np.int32)) for each in outlines) if box is not None]
    found = [box for box in framed if box.width <= _WHOLE * page.width or box.height <= _WHOLE * page.height]
    tables = [each.box for each in grids_of(rulings) if not all(_stands_in(cell.box, found) for cell in each.cells)]
    found = [box for box in found if not any(each.touches(box, slack=0.0) for each in tables)]
    found = [box for box in found if not any(_goes_beyond(each, box) for each in rulings)]
    return found if len(found) >= _FEWEST else []


def _framed(outline: "npt.NDArray[np.int32]") -> Box | None:
    """The box that a tinted shape is, where print cut notches into it or not; None for other shapes."""
    x, y, width, height = cv2.boundingRect(outline)
    box = Box(x / _FINE - _WIDER, y / _FINE, (x + width) / _FINE + _WIDER, (y + height) / _FINE)
    whole = cv2.contourArea(cv2.convexHull(outline))
    full = whole >= _FULL * (width - 1) * (height - 1) and cv2.contourArea(outline) >= _NOTCHED * whole
    return box if full and box.width >= _NARROWEST and _LOWEST <= box.height <= _TALLEST else None


def _stands_in(cell: Box, boxes: Sequence[Box]) -> bool:
    return any(each.holds(cell.middle) for each in boxes)


def to_write_in(boxes: Sequence[Box], tokens: Sequence[Token]) -> list[Box]:
    """The boxes that hold one answer or none. Bold words in most of them show the shaded labels of a table."""
    inside = [(box, _inside(box, tokens)) for box in boxes]
    bold = [2 * sum(each.style.bold for each in words) > len(words) for _, words in inside if words]
    return [] if 2 * sum(bold) > len(bold) else [box for box, words in inside if not _in_columns(words)]


def without_arrows(tokens: Sequence[Token], boxes: Sequence[Box]) -> list[Token]:
    """The tokens without the buttons at the right end of lists to choose from, which look like tick boxes."""
    arrows = [
        each
        for box in boxes
        for each in _inside(box, tokens)
        if each.is_box and box.x1 - each.box.x1 < _BUTTON and len(_inside(box, tokens)) > 1
    ]
    return [each for each in tokens if each not in arrows]


def _inside(box: Box, tokens: Sequence[Token]) -> list[Token]:
    return [each for each in tokens if box.holds(each.box.middle)]


def _in_columns(words: Sequence[Token]) -> bool:
    """Whether two lines or more are broken by a wide gap, as the rows of a table are."""
    lines: dict[int, list[Box]] = {}
    for each in words:
        lines.setdefault(round(each.baseline / _LINE), []).append(each.box)
    broken = 0
    for line in lines.values():
        line.sort(key=lambda each: each.x0)
        broken += any(after.x0 - before.x1 > _COLUMN for before, after in pairwise(line))
    return broken >= 2


def without_outlines(rulings: Sequence[Ruling], boxes: Sequence[Box]) -> list[Ruling]:
    """The lines that are no outline, or part of one, of a tinted box."""
    return [each for each in rulings if not any(_is_outline(each, box) for box in boxes)]


def tinted_shapes(boxes: Sequence[Box]) -> list[Shape]:
    """The boxes as the shapes that a PDF page gives for them."""
    return [Shape(box=each, lines=(), is_rectangle=True, stroke=None, fill=_PALE) for each in boxes]


def _tint_of(page: PagePicture) -> Picture:
    """255 where the paper is tinted, seen coarsely and without its print."""
    shrink = _FINE / page.scale
    ink = cv2.dilate(ink_of(grey(page.pixels), page.scale, _FAINT), np.ones((5, 5), np.uint8))
    bare = cv2.resize((ink == 0).astype(np.float32), None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    side = (round(_CALM[0] * _FINE) | 1, round(_CALM[1] * _FINE) | 1)
    known = cv2.boxFilter(bare, -1, side)
    tinted = np.zeros(bare.shape, np.uint8)
    for channel in range(3):
        light = np.where(ink == 0, page.pixels[:, :, channel], 0).astype(np.float32)
        small = cv2.resize(light, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        calm = np.where(known > _KNOWN, cv2.boxFilter(small, -1, side) / np.maximum(known, _KNOWN), 0.0)
        share = calm / np.maximum(_paper(calm), 1.0)
        tinted |= np.where((share >= _TINT[0]) & (share <= _TINT[1]), 255, 0).astype(np.uint8)
    least = np.ones((round(_LEAST * _FINE),) * 2, np.uint8)
    return np.asarray(cv2.morphologyEx(cv2.medianBlur(tinted, 9), cv2.MORPH_OPEN, least), dtype=np.uint8)


def _paper(calm: "npt.NDArray[np.float32]") -> "npt.NDArray[np.float32]":
    """The brightness of the bare paper: a smooth surface over the brightest parts, as light falls on a page."""
    height, width = calm.shape
    ys, xs = np.mgrid[0 : height : _SAMPLE * 1j, 0 : width : _SAMPLE * 1j]
    seen = calm[np.minimum(ys, height - 1).astype(int), np.minimum(xs, width - 1).astype(int)]
    terms = _terms(ys.ravel() / height, xs.ravel() / width)
    wanted = np.log(np.maximum(seen.ravel(), 1.0))
    weight = np.ones(len(wanted))
    factors = np.zeros(terms.shape[1])
    for _ in range(_ROUNDS):
        weighted = terms * (weight**2)[:, None]
        factors = np.linalg.solve(weighted.T @ terms, weighted.T @ wanted)
        off = wanted - terms @ factors
        weight = np.where(off < -_DARKER, _HARDLY, 1.0)
    down, across = np.arange(height) / height, np.arange(width) / width
    surface = np.zeros((_DEGREE + 1, _DEGREE + 1))
    for factor, (row, column) in zip(factors, _POWERS, strict=True):
        surface[row, column] = factor
    found = np.vander(down, _DEGREE + 1, increasing=True) @ surface @ np.vander(across, _DEGREE + 1, increasing=True).T
    return np.exp(found).astype(np.float32)


def _terms(y: "npt.NDArray[np.float64]", x: "npt.NDArray[np.float64]") -> "npt.NDArray[np.float64]":
    return np.stack([y**down * x**across for down, across in _POWERS], axis=1)


def _goes_beyond(ruling: Ruling, box: Box) -> bool:
    """Whether a level line meets a box, or begins where that ends, and goes on outside it."""
    near = ruling.start < box.x1 + _BEYOND / 2 and ruling.end > box.x0 - _BEYOND / 2
    meets = near and box.top - _EDGE <= ruling.at <= box.bottom + _EDGE
    return ruling.level and meets and (ruling.start < box.x0 - _BEYOND or ruling.end > box.x1 + _BEYOND)


def _is_outline(ruling: Ruling, box: Box) -> bool:
    sides = (box.top, box.bottom) if ruling.level else (box.x0, box.x1)
    start, end = (box.x0, box.x1) if ruling.level else (box.top, box.bottom)
    near = any(abs(ruling.at - side) <= _EDGE for side in sides)
    return near and ruling.start >= start - 2 * _EDGE and ruling.end <= end + 2 * _EDGE
