"""Dotted lines to write on, on a page picture: found by their dots, so that these are not read as full stops.

Dots that letters stand on or hang over are covered by them and stay part of the letters. Reads no text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extract.pdf_page import Box
from extract.scan_images import Picture
from extract.scan_ink import LinePiece

_LARGEST = 1.9  # points across and down of a dot
_LEVEL = 0.9  # points by which neighbouring dots differ in height
_STEP = (1.0, 5.5)  # points from dot to dot
_EVEN = 0.35  # share by which most steps of a line differ from the middle one
_FEWEST = 10  # dots of a line that is free of letters somewhere
_MOST_DOTS = 20_000


@dataclass(frozen=True, kw_only=True)
class DottedLines:
    """The lines as rules of the page, and a mask of their dots."""

    rules: list[LinePiece]
    mask: Picture


def dotted_lines(ink: Picture, scale: float) -> DottedLines:
    """The dotted lines of a page; `ink` without its rules."""
    mask = np.zeros_like(ink)
    rules: list[LinePiece] = []
    for run in _runs(_dots(ink, scale), scale):
        for box in run:
            mask[round(box.top) : round(box.bottom), round(box.x0) : round(box.x1)] = 255
        middles = np.array([box.middle for box in run], dtype=np.float64)
        rules.append(LinePiece(level=True, points=middles, thickness=1.0))
    return DottedLines(rules=rules, mask=mask)


def _dots(ink: Picture, scale: float) -> list[Box]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    largest = _LARGEST * scale
    return [
        Box(x, y, x + width, y + height)
        for x, y, width, height, _ in stats[1 : min(count, _MOST_DOTS)].tolist()
        if width <= largest and height <= largest
    ]


def _runs(dots: Sequence[Box], scale: float) -> Iterator[list[Box]]:
    """Dots side by side at even steps, from left to right."""
    open_runs: list[list[Box]] = []
    for dot in sorted(dots, key=lambda each: each.x0):
        goes_on = [run for run in open_runs if _is_next(run[-1], dot, scale)]
        if goes_on:
            min(goes_on, key=lambda run: abs(run[-1].middle[1] - dot.middle[1])).append(dot)
        else:
            open_runs.append([dot])
        open_runs = [run for run in open_runs if len(run) >= _FEWEST or dot.x0 - run[-1].x1 <= _STEP[1] * scale]
    yield from (run for run in open_runs if len(run) >= _FEWEST and _is_even(run))


def _is_next(last: Box, dot: Box, scale: float) -> bool:
    step = dot.middle[0] - last.middle[0]
    level = abs(dot.middle[1] - last.middle[1]) <= _LEVEL * scale
    return level and _STEP[0] * scale <= step <= _STEP[1] * scale


def _is_even(run: Sequence[Box]) -> bool:
    middles = np.array([each.middle[0] for each in run])
    steps = np.diff(middles)
    usual = float(np.median(steps))
    return bool(np.mean(np.abs(steps - usual) <= _EVEN * usual) >= 0.8)
