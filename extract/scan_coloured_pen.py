"""Strokes of a coloured pen on a picture of a page: told by their colour where they cross rules, boxes and print.

Coloured print and coloured paper are no pen: print is not round, and paper no ink. Pens as black as the print are
told by their shape alone, which is the work of `scan_pen`.
"""

import cv2
import numpy as np

from extract.pdf_page import Box
from extract.scan_images import Picture

_COLOURED = 42  # steps of 255 between the strongest and the weakest colour of an ink
_WIDTH, _HEIGHT = (11.0, 130.0), (8.0, 45.0)  # points that a ring encloses
_OVAL = (0.6, 0.9)  # share of its frame that a ring encloses: less is a scrawl, more a drawn rectangle
_ROUNDED = 0.88  # share of its hull: letters have dents
_PRINT = 0.03  # share of what a ring encloses that is print, at least
_STROKE = 0.35  # share of its frame's lesser side that the pen's stroke may have at most
_GAP = 1.6  # points that may be missing from a ring


def coloured_ink(pixels: Picture, ink: Picture) -> Picture:
    """The ink that has a colour; nothing on grey pictures."""
    strongest, weakest = pixels.max(axis=2).astype(np.int16), pixels.min(axis=2).astype(np.int16)
    return np.where((ink > 0) & (strongest - weakest >= _COLOURED), 255, 0).astype(np.uint8)


def coloured_rings(pen: Picture, ink: Picture, scale: float) -> tuple[list[Box], Picture]:
    """What coloured rings enclose, in pixels, where that is print of another colour, and the ink of the rings.

    Rings may cross rules and each other: what counts is the paper inside them.
    """
    side = max(1, round(_GAP * scale) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    closed = cv2.morphologyEx(pen, cv2.MORPH_CLOSE, kernel)
    outlines, tree = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    found: list[Box] = []
    drawn = np.zeros_like(ink)
    for outline, (_, _, _, parent) in zip(outlines, () if tree is None else tree[0], strict=False):
        box = Box(*_frame(outline))
        if parent >= 0 and _is_oval(outline, box, scale) and _holds_print(outline, (pen, ink)):
            found.append(box)
            cv2.drawContours(drawn, [outline], -1, 255, max(3, round(_STROKE * box.height)))
    return found, np.where(drawn > 0, pen, 0).astype(np.uint8)


def _frame(outline: "cv2.typing.MatLike") -> tuple[float, float, float, float]:
    x, y, width, height = cv2.boundingRect(outline)
    return float(x), float(y), float(x + width), float(y + height)


def _is_oval(outline: "cv2.typing.MatLike", box: Box, scale: float) -> bool:
    sized = _WIDTH[0] <= box.width / scale <= _WIDTH[1] and _HEIGHT[0] <= box.height / scale <= _HEIGHT[1]
    if not sized or box.width < box.height * 0.7:
        return False
    area = cv2.contourArea(outline)
    full = area >= _ROUNDED * cv2.contourArea(cv2.convexHull(outline))
    return full and _OVAL[0] <= area / (box.width * box.height) <= _OVAL[1]


def _holds_print(outline: "cv2.typing.MatLike", inks: tuple[Picture, Picture]) -> bool:
    """Whether there is ink without the pen's colour in a ring."""
    x, y, width, height = cv2.boundingRect(outline)
    inside = np.zeros((height, width), np.uint8)
    cv2.drawContours(inside, [outline - (x, y)], -1, 255, cv2.FILLED)
    pen, ink = (each[y : y + height, x : x + width] for each in inks)
    return bool(np.count_nonzero((ink > 0) & (pen == 0) & (inside > 0)) >= _PRINT * np.count_nonzero(inside))
