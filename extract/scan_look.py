"""How words on a scan are printed: slant, weight, darkness, and a highlighter's colour, measured in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extract.pdf_page import Box
from extract.scan_images import Picture

_BOLDER = 1.18  # strokes of bold print by strokes of normal print
_OUTLIER = 1.8  # times the middle stroke: blots and large print
_TWO_GROUPS = 0.8  # share of all differences that lies between the two: one group alone, cut in two, has less
_CLEARLY_BOLDER, _CLEAR_GROUPS = 1.3, 0.68  # the same where bold print differs so much that less will do
_SLANT = 0.21  # of the height: how far italics lean
_MORE_UPRIGHT = 0.985  # by which italics gather in columns once slanted back; upright print gathers less
_ENOUGH_LETTERS = 3.5  # heights of print: less says nothing of its slant
_FEWEST_ROWS = 6  # pixels
_FEWEST = 12  # words below which boldness is not judged
_SATURATION, _BRIGHT = 70, 150  # of a highlighter's colour, of 255
_MARKED = 0.5  # share of a word's paper in such a colour
_DARKER = 0.945  # brightness of a highlighter in a picture without colours by that of the paper
_SHADED = 0.6  # share above and below it from which it is a coloured cell instead


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What words are measured on: the picture, its ink without rules, and pixels to a point."""

    pixels: Picture
    ink: Picture
    scale: float


def is_italic(words: Sequence[Picture]) -> bool:
    """Whether strokes stand more upright once they are slanted back: then their ink gathers in fewer columns."""
    upright = slanted = letters = 0.0
    for ink in words:
        if ink.shape[0] < _FEWEST_ROWS or ink.shape[1] < ink.shape[0] // 2:
            continue
        letters += ink.shape[1] / ink.shape[0]
        upright += _gathering(ink, 0.0)
        slanted += _gathering(ink, _SLANT)
    return letters >= _ENOUGH_LETTERS and slanted > _MORE_UPRIGHT * upright


def _gathering(ink: Picture, slant: float) -> float:
    """How unevenly ink is shared among columns after moving each row to the left in step with its height."""
    height, width = ink.shape
    move = np.array([[1.0, slant, 0.0], [0.0, 1.0, 0.0]])
    room = width + int(slant * height) + 1
    moved = cv2.warpAffine(ink, move, (room, height), flags=cv2.INTER_NEAREST)
    columns = (moved > 0).sum(axis=0).astype(np.float64)
    return float((columns**2).sum())


def stroke_of(sheet: Sheet, box: Box) -> float:
    """Width of the strokes in a box, in pixels: their area by half the length of their edges."""
    x0, y0, x1, y1 = (round(each) for each in box)
    part = sheet.ink[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
    area = int(np.count_nonzero(part))
    if area < 12:
        return 0.0
    core = cv2.erode(part, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)))
    return 2 * area / max(area - int(np.count_nonzero(core)), 1)


def darkness_of(sheet: Sheet, box: Box) -> float:
    """Brightness of the darkest part of a word's ink; coloured ink is as dark as its darkest colour."""
    x0, y0, x1, y1 = (max(0, round(each)) for each in box)
    part = sheet.pixels[y0 : y1 + 1, x0 : x1 + 1]
    inked = part[sheet.ink[y0 : y1 + 1, x0 : x1 + 1] > 0]
    return float(np.percentile(inked.min(axis=1), 20)) if len(inked) else 0.0


def bold_from(strokes: list[float]) -> float:
    """The width from which strokes are bold: between two groups that differ clearly, else none is."""
    found = sorted(each for each in strokes if each > 0)
    if len(found) < _FEWEST:
        return float("inf")
    values = np.minimum(np.array(found), _OUTLIER * float(np.median(found)))
    sums = np.cumsum(values)
    counts = np.arange(1, len(values))
    below, above = sums[:-1] / counts, (sums[-1] - sums[:-1]) / (len(values) - counts)
    between = counts * (len(values) - counts) * (above - below) ** 2 / len(values)
    best = int(between.argmax())
    needed = _CLEAR_GROUPS if above[best] >= _CLEARLY_BOLDER * below[best] else _TWO_GROUPS
    apart = float(between[best]) >= needed * float(((values - values.mean()) ** 2).sum())
    if not apart or above[best] < _BOLDER * below[best] or best + 1 < 0.1 * len(values):
        return float("inf")
    return float((values[best] + values[best + 1]) / 2)


def tint_of(pixels: Picture) -> Picture:
    """255 where the paper has a strong light colour."""
    hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)
    return np.where((hsv[:, :, 1] >= _SATURATION) & (hsv[:, :, 2] >= _BRIGHT), 255, 0).astype(np.uint8)


def is_highlighted(box: Box, sheet: Sheet, tint: Picture) -> bool:
    """Whether the paper behind a word has a strong light colour, or is darker, and that of its surroundings is not."""
    x0, y0, x1, y1 = (max(0, round(each)) for each in box)
    step, near, far = max(y1 - y0, 1), round(0.7 * (y1 - y0)), round(1.1 * (y1 - y0))
    word = (slice(y0, y1), slice(x0, x1))
    above = (slice(max(0, y0 - far), max(0, y0 - near)), slice(x0, x1))
    below = (slice(y1 + near, y1 + far), slice(x0, x1))
    left = (slice(y0, y1), slice(max(0, x0 - step), max(0, x0 - step // 2)))
    right = (slice(y0, y1), slice(x1 + step // 2, x1 + step))
    if _filled(tint[word]) >= _MARKED:
        clear = [_filled(tint[each]) < _SHADED for each in (above, below, left, right)]
    else:
        paper = _paper(sheet, word)
        clear = [0 < paper < _DARKER * _paper(sheet, each) for each in (above, below, left, right)]
    return clear[0] and clear[1] and (clear[2] or clear[3])


def _paper(sheet: Sheet, part: tuple[slice, slice]) -> float:
    """Brightness of what is no ink; none where there is only ink."""
    pixels, ink = sheet.pixels[part], sheet.ink[part]
    bare = pixels[cv2.dilate(ink, np.ones((3, 3), np.uint8)) == 0] if ink.size else pixels[:0]
    return float(np.median(bare)) if bare.size else 0.0


def _filled(part: Picture) -> float:
    return float(np.count_nonzero(part)) / max(part.size, 1)
