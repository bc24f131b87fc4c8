"""Which cells of a table on a page picture are shaded, however unevenly the page is lit.

Shade changes where cells meet, light does not: so brightness is compared only across the sides of cells, and the steps
are put together to one shade for each cell. Outside the table is white paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.pdf_grids import Grid, GridCell
from extract.pdf_page import Box
from extract.scan_images import Picture

_SHADE = 0.95  # brightness of a shaded cell by that of white paper in the same light
_PALEST = 0.985  # the same where a table's cells are clearly of two shades, so that pale grey can be told
_APART = 0.018  # by which the two shades differ at least, with none in between
_PALE, _FEWEST_PALE = 0.9, 3  # the darkest of such pale shades, and how many cells must have one
_NEAR, _FAR = 1.4, 4.2  # points from a cell's side within which its paper is looked at
_ALIKE_SHADES = 17  # steps of 255 that paper of one shade is spread over: the most frequent brightness is the paper's
_WHITE = 255.0
_ROUNDS, _OUTLIER = 4, 0.02  # of the fit, in which steps that contradict the rest come to count less
_OUTSIDE = 0.5  # weight of a step to what lies outside, which may be no paper
_ALIKE = 2.5  # points by which sides of neighbours differ

_Equation = tuple[int, int, float, float]  # cell, other cell or -1, logarithm of the step, weight


@dataclass(frozen=True, kw_only=True)
class _View:
    """What brightness is measured on, with pixels to a point."""

    brightness: Picture
    scale: float


def shaded_cells(brightness: Picture, grid: Grid, scale: float) -> list[Box]:
    """The boxes of the shaded cells, in points."""
    view = _View(brightness=brightness, scale=scale)
    equations = [each for index in range(len(grid.cells)) for each in _steps(view, grid.cells, index)]
    if not equations:
        return []
    rows = np.zeros((len(equations), len(grid.cells)))
    wanted = np.zeros(len(equations))
    for row, (cell, other, step, weight) in enumerate(equations):
        rows[row, cell] += weight
        if other >= 0:
            rows[row, other] -= weight
        wanted[row] = step * weight
    shades = _fitted(rows, wanted)
    if not any(other < 0 for _, other, _, _ in equations):
        shades -= shades.max()
    limit = _limit(np.exp(shades))
    return [cell.box for cell, shade in zip(grid.cells, shades, strict=True) if np.exp(shade) < limit]


def _limit(shades: npt.NDArray[np.float64]) -> float:
    """The shade below which a cell of this table is shaded: in the middle of the widest gap between pale and white.

    White cells must then be alike, and pale ones several: a shadow or a fold of a photo makes some a little darker.
    """
    ordered = np.sort(shades)
    gaps = [
        (float(above - below), float(above + below) / 2)
        for below, above in pairwise(ordered)
        if _SHADE < (above + below) / 2 < _PALEST
    ]
    width, middle = max(gaps, default=(0.0, _SHADE))
    pale, white = ordered[(ordered < middle) & (ordered > _PALE)], ordered[ordered > middle]
    clear = width >= _APART and len(pale) >= _FEWEST_PALE and white.max() - white.min() <= width
    return middle if clear else _SHADE


def _fitted(rows: npt.NDArray[np.float64], wanted: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The shades that agree with most steps: letters close to a cell's side spoil some of them."""
    trust = np.ones(len(wanted))
    shades: npt.NDArray[np.floating[Any]] = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        shades = np.linalg.lstsq(rows * trust[:, None], wanted * trust, rcond=None)[0]
        off = np.abs(rows @ shades - wanted) / np.abs(rows).max(axis=1)
        trust = np.sqrt(_OUTLIER / np.maximum(off, _OUTLIER))
    return np.asarray(shades, dtype=np.float64)


def _steps(view: _View, cells: Sequence[GridCell], index: int) -> Iterator[_Equation]:
    """For each side of a cell: how much brighter it is there than its neighbour, or than what lies outside."""
    box = cells[index].box
    for level, low in ((True, True), (True, False), (False, True), (False, False)):
        met = [other for other in range(len(cells)) if other != index and _meets(box, cells[other].box, (level, low))]
        for other in met:
            if low:
                continue  # each pair once, from its left or upper cell
            span = _shared(box, cells[other].box, level=level)
            yield from _step(view, box, (level, low), span, (index, other))
        if not met:
            span = (box.x0, box.x1) if level else (box.top, box.bottom)
            yield from _step(view, box, (level, low), span, (index, -1))


def _meets(box: Box, other: Box, side: tuple[bool, bool]) -> bool:
    level, low = side
    if level:
        near = abs(other.bottom - box.top) if low else abs(other.top - box.bottom)
        return near <= _ALIKE and box.shared_width(other) > _FAR
    near = abs(other.x1 - box.x0) if low else abs(other.x0 - box.x1)
    return near <= _ALIKE and box.shared_height(other) > _FAR


def _shared(box: Box, other: Box, *, level: bool) -> tuple[float, float]:
    if level:
        return max(box.x0, other.x0), min(box.x1, other.x1)
    return max(box.top, other.top), min(box.bottom, other.bottom)


def _step(
    view: _View, box: Box, side: tuple[bool, bool], span: tuple[float, float], pair: tuple[int, int]
) -> Iterator[_Equation]:
    level, low = side
    at = (box.top if low else box.bottom) if level else (box.x0 if low else box.x1)
    inner = (at + _NEAR, at + _FAR) if low else (at - _FAR, at - _NEAR)
    outer = (at - _FAR, at - _NEAR) if low else (at + _NEAR, at + _FAR)
    along = (span[0] + _NEAR, span[1] - _NEAR)
    inside, outside = (_paper(view, each, along, level=level) for each in (inner, outer))
    if inside > 0 and outside > 0:
        weight = (along[1] - along[0]) ** 0.5 * (_OUTSIDE if pair[1] < 0 else 1.0)
        weight *= min(inside, outside) / _WHITE  # on dark ground a little noise is a large part
        yield (*pair, float(np.log(inside / outside)), weight)


def _paper(view: _View, across: tuple[float, float], along: tuple[float, float], *, level: bool) -> float:
    """The brightness of the paper in a strip; none where the strip lies off the picture."""
    spans = ((max(0, round(a * view.scale)), max(0, round(b * view.scale))) for a, b in (across, along))
    first, second = (slice(*each) for each in spans)
    part = view.brightness[first, second] if level else view.brightness[second, first]
    if not part.size:
        return 0.0
    counts = np.bincount(part.ravel(), minlength=256).astype(np.float64)
    return float(np.convolve(counts, np.hanning(_ALIKE_SHADES), mode="same").argmax())
