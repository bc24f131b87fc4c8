"""Upright rules of low table rows: too short to tell from letters by themselves, but in line with longer ones."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.scan_images import Picture
from extract.scan_ink import LinePiece

_LOWEST, _HIGHEST = 6.0, 40.0  # points of a row
_ALIKE = 2.0  # points by which pieces of one column differ
_NEAR = 3.0  # points by which a level rule may miss the column
_BAND = 1.2  # points to both sides of the column in which the rule's ink must lie
_INKED = 0.88  # share of the row's height: letters leave room above and below
_TAKEN = 0.5  # share of the row's height that a longer rule covers already


def with_short_rules(rules: Sequence[LinePiece], ink: Picture, scale: float) -> list[LinePiece]:
    """The rules, and between neighbouring level ones the short upright ones that prolong a column of the page."""
    levels = [each for each in rules if each.level]
    uprights = [each for each in rules if not each.level]
    found: list[LinePiece] = []
    for x in _columns(uprights, scale):
        crossing = sorted(y for each in levels if (y := _height_at(each, x, scale)) is not None)
        for top, bottom in pairwise(crossing):
            low = _LOWEST * scale <= bottom - top <= _HIGHEST * scale
            if low and not _is_taken(uprights, x, (top, bottom), scale) and _is_inked(ink, x, (top, bottom), scale):
                points = np.array([(x, top), (x, bottom)], dtype=np.float64)
                found.append(LinePiece(level=False, points=points, thickness=max(1.0, 0.5 * scale)))
    return [*rules, *found]


def _columns(uprights: Sequence[LinePiece], scale: float) -> list[float]:
    """The places at which upright rules stand, from the left."""
    groups: list[list[float]] = []
    for x in sorted(each.at for each in uprights):
        if groups and x - groups[-1][-1] <= _ALIKE * scale:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [float(np.median(each)) for each in groups]


def _height_at(level: LinePiece, x: float, scale: float) -> float | None:
    """Where a level rule crosses a column; None where it does not reach it."""
    xs = level.points[:, 0]
    if not float(xs.min()) - _NEAR * scale <= x <= float(xs.max()) + _NEAR * scale:
        return None
    order = np.argsort(xs, kind="stable")
    return float(np.interp(x, xs[order], level.points[:, 1][order]))


def _is_taken(uprights: Sequence[LinePiece], x: float, row: tuple[float, float], scale: float) -> bool:
    covered = 0.0
    for each in uprights:
        if abs(each.at - x) <= _NEAR * scale:
            covered += max(0.0, min(each.span[1], row[1]) - max(each.span[0], row[0]))
    return covered >= _TAKEN * (row[1] - row[0])


def _is_inked(ink: Picture, x: float, row: tuple[float, float], scale: float) -> bool:
    band = max(1, round(_BAND * scale))
    part = ink[round(row[0]) : round(row[1]) + 1, max(0, round(x) - band) : round(x) + band + 1]
    return bool(part.size) and float(part.any(axis=1).mean()) >= _INKED
