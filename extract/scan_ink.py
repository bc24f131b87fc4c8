"""What is ink on a picture of a page, and the straight lines drawn with it. Evens out shadows; reads no text."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from extract.scan_images import PagePicture, Picture

_INK = 0.26  # share of the paper's brightness that ink takes away
_PAPER_STEP = 4  # pixels: the paper is looked at so coarsely
_STROKE = 15.0  # points: darker areas that are larger are coloured paper
_LEVEL, _UPRIGHT = 20.0, 13.0  # points: shorter straight strokes are parts of letters
_THICKEST = 4.5  # points
_SHORT, _THICKEST_SHORT = 60.0, 2.3  # points: shorter strokes that are so thick are parts of bold headings
_SLOPE = 0.04  # of its length that a line may rise
_MOST_PIECES = 3000
_SAMPLE = 8.0  # points between two places at which a line is measured

Points = npt.NDArray[np.float64]  # one row a point: x and y in pixels


@dataclass(frozen=True, kw_only=True)
class LinePiece:
    """A drawn line that is level or upright, give or take a little: where it runs, in pixels."""

    level: bool
    points: Points
    thickness: float

    @cached_property
    def at(self) -> float:
        """Where it stands across its way: the y of a level line, the x of an upright one."""
        return float(np.median(self.points[:, 1 if self.level else 0]))

    @cached_property
    def span(self) -> tuple[float, float]:
        """Where it begins and ends along its way."""
        along = self.points[:, 0 if self.level else 1]
        return float(along.min()), float(along.max())

    @property
    def length(self) -> float:
        """Pixels from end to end."""
        return self.span[1] - self.span[0]


def grey(pixels: Picture) -> Picture:
    """Brightness, 0 black to 255 white."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def paper_of(brightness: Picture, scale: float) -> Picture:
    """The brightness of the paper below the ink: shadows and coloured areas stay, strokes go."""
    small = cv2.resize(brightness, None, fx=1 / _PAPER_STEP, fy=1 / _PAPER_STEP, interpolation=cv2.INTER_AREA)
    side = max(3, round(_STROKE * scale / _PAPER_STEP) | 1)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    smooth = cv2.medianBlur(closed, 5)
    size = (brightness.shape[1], brightness.shape[0])
    return np.asarray(cv2.resize(smooth, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def ink_of(brightness: Picture, scale: float, share: float = _INK) -> Picture:
    """255 where there is ink, 0 elsewhere."""
    paper = paper_of(brightness, scale).astype(np.int16)
    darker = paper - brightness.astype(np.int16)
    return np.where(darker > np.maximum(paper * share, 18), 255, 0).astype(np.uint8)


def line_pieces(ink: Picture, scale: float) -> list[LinePiece]:
    """The level and upright lines of a page: table rules, underscores, rules between sections."""
    return [*straight_pieces(ink, scale, level=True), *straight_pieces(ink, scale, level=False)]


def page_ink(page: PagePicture) -> Picture:
    """The ink of a page."""
    return ink_of(grey(page.pixels), page.scale)


def straight_pieces(ink: Picture, scale: float, *, level: bool) -> list[LinePiece]:
    """The level lines that ink draws, or the upright ones."""
    length = max(8, round((_LEVEL if level else _UPRIGHT) * scale))
    across = np.ones((3, 1) if level else (1, 3), np.uint8)
    along = np.ones((1, length) if level else (length, 1), np.uint8)
    strokes = cv2.morphologyEx(cv2.dilate(ink, across), cv2.MORPH_OPEN, along)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    found: list[LinePiece] = []
    for index in range(1, min(count, _MOST_PIECES)):
        x, y, width, height, area = (int(each) for each in stats[index])
        run, rise = (width, height) if level else (height, width)
        thickness = area / max(run, 1)
        most = _THICKEST * scale if run >= _SHORT * scale else _THICKEST_SHORT * scale + 2
        if run < length or rise > _THICKEST * scale + _SLOPE * run or thickness > most:
            continue
        mask = labels[y : y + height, x : x + width] == index
        points = _measured(mask, scale, level=level)
        if len(points):
            found.append(LinePiece(level=level, points=points + np.array([x, y]), thickness=max(thickness - 2, 1.0)))
    return found


def _measured(mask: npt.NDArray[np.bool_], scale: float, *, level: bool) -> Points:
    """The middle of the line at its ends and at even steps between them."""
    lines = mask if level else mask.T
    run = lines.shape[1]
    steps = max(2, int(run / (_SAMPLE * scale)) + 1)
    rows = np.arange(lines.shape[0])[:, None]
    points = []
    for first, last in zip(np.linspace(0, run, steps)[:-1], np.linspace(0, run, steps)[1:], strict=True):
        part = lines[:, int(first) : max(int(last), int(first) + 1)]
        weight = part.sum()
        if weight:
            middle = float((rows * part).sum() / weight)
            points += [(first, middle), (last - 1, middle)]
    found = np.array(points, dtype=np.float64).reshape(-1, 2)
    return found if level else found[:, ::-1]
