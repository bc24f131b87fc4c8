"""Words on a page picture that a pen crossed out: one line of ink runs through all letters and beyond an end.

Pens waver, so no straight stroke is looked for but the path through the word that meets the most ink.
"""

import numpy as np
import numpy.typing as npt

from extract.pdf_page import Box
from extract.scan_images import Picture

_BEYOND = 1.3  # points that a stroke goes on beyond a word
_TOP, _BOTTOM = 0.1, 0.14  # shares of a word's height above and below which a stroke crosses nothing out
_MET = 0.97  # share of the columns with ink on the path: gaps between letters leave less
_MET_STRAIGHT, _STRAIGHT = 0.93, 0.25  # the same for a path that leaves the straight line by so few points
_TURN = 0.2  # cost of a step up or down, in columns without ink
_WAVER = 0.9  # points by which a stroke leaves the straight line
_SLOPE = 0.25  # of its length that a stroke may rise
_SHORTEST = 9.0  # points: single letters and figures are as full of ink as a stroke
_AROUND = "[](){}/.,;:*"

_Path = npt.NDArray[np.int_]


def is_crossed_out(word: str, box: Box, ink: Picture, scale: float) -> bool:
    """Whether a stroke runs through a word; brackets around it may stay clear. `ink` must not hold rules of tables."""
    letters = word.strip(_AROUND)
    if len(letters) < 2:
        return False
    step = box.width / len(word)
    start = word.index(letters)
    x0, x1 = box.x0 + start * step, box.x0 + (start + len(letters)) * step
    beyond = max(2, round(_BEYOND * scale))
    rows = slice(round(box.top + _TOP * box.height), round(box.bottom - _BOTTOM * box.height) + 1)
    part = ink[rows, max(0, round(x0) - beyond) : round(x1) + beyond] > 0
    if part.shape[0] < 3 or part.shape[1] < _SHORTEST * scale or part.any(axis=0).mean() < _MET_STRAIGHT:
        return False
    path = _fullest_path(part)
    met = part[path, np.arange(part.shape[1])]
    if not (met[:beyond].all() or met[-beyond:].all()):
        return False
    waver = _waver(path) / scale
    return waver <= _WAVER and float(met.mean()) >= (_MET_STRAIGHT if waver <= _STRAIGHT else _MET)


def _fullest_path(part: npt.NDArray[np.bool_]) -> _Path:
    """The rows of the path from left to right that meets the most ink with the fewest turns."""
    height, width = part.shape
    cost = np.where(part, 0.0, 1.0)
    total = cost[:, 0].copy()
    came = np.zeros((height, width), dtype=np.int8)
    for column in range(1, width):
        padded = np.concatenate([[np.inf], total, [np.inf]])
        options = np.stack([padded[1:-1], padded[:-2] + _TURN, padded[2:] + _TURN])
        best = options.argmin(axis=0)
        came[:, column] = np.array([0, -1, 1], dtype=np.int8)[best]
        total = options[best, np.arange(height)] + cost[:, column]
    path = np.zeros(width, dtype=np.int_)
    path[-1] = int(total.argmin())
    for column in range(width - 1, 0, -1):
        path[column - 1] = path[column] + came[path[column], column]
    return path


def _waver(path: _Path) -> float:
    """By how many pixels a path leaves the straight line; endless where it rises like no stroke of a pen."""
    columns = np.arange(len(path))
    slope, start = np.polyfit(columns, path, 1)
    off = float(np.percentile(np.abs(path - (slope * columns + start)), 95))
    return off if abs(slope) <= _SLOPE else float("inf")
