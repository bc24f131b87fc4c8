"""Dark bars with light letters on a page picture, turned into dark letters on light paper. Reads no text."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extract.scan_images import PagePicture, Picture

_DARK = ((0.0, 0.6), (0.45, 0.8))  # of the paper's brightness: dark bars, then grey ones apart from the print near them
_AROUND = 60.0  # points in which there is paper beside a bar
_COARSE = 4  # pixels: the paper is looked at so coarsely
_SOLID = 2.6  # points: strokes of letters are thinner
_JOINED = (14.0, 11.0)  # points across and down that letters may cut out of a bar
_LEAST = (22.0, 8.5)  # points across and down
_OWN = (20.0, 6.0)  # points across and down of any part of a bar
_FULL = 0.85  # share of its frame that a bar fills
_AS_FULL = 0.7  # of its fullest row: rows of a bar are, print above and below it is not
_EDGE = 0.9  # points of a bar's edge that stay as its frame: table rules run there
_STEP = 30  # steps of 255 by which letters differ from their bar
_LETTERS = 0.5  # share of the bar's area that letters may take
_BROAD = 3.2  # points: light strokes that are broader are no letters but empty boxes on a coloured cell
_FEW_BROAD = 0.02  # share of a bar that such may take


_Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class _Bar:
    """The inside of a bar: the part of the page around it, and which pixels of that part it has."""

    rows: slice
    columns: slice
    inside: _Mask


def without_bars(page: PagePicture) -> PagePicture:
    """The page with the letters of its dark bars dark on light; the same page where it has none."""
    for low, high in _DARK:
        brightness = np.asarray(cv2.cvtColor(page.pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
        paper = _paper(brightness, page.scale)
        calm = cv2.blur(brightness, (3, 3))
        dark = np.where((calm >= low * paper) & (calm < high * paper), 255, 0).astype(np.uint8)
        found = [bar for bar in _bars(brightness, dark, page.scale) if bar.inside.any()]
        if not found:
            continue
        pixels = page.pixels.copy()
        for bar in found:
            at = (bar.rows, bar.columns)
            _turn(pixels[at], brightness[at], paper[at], bar.inside)
        page = PagePicture(pixels=pixels, scale=page.scale, is_small=page.is_small)
    return page


def _paper(brightness: Picture, scale: float) -> Picture:
    """The brightness of the paper, looked for well beyond the height of a bar."""
    small = cv2.resize(brightness, None, fx=1 / _COARSE, fy=1 / _COARSE, interpolation=cv2.INTER_AREA)
    side = max(3, round(_AROUND * scale / _COARSE) | 1)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    size = (brightness.shape[1], brightness.shape[0])
    return np.asarray(cv2.resize(closed, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _bars(brightness: Picture, dark: Picture, scale: float) -> list[_Bar]:
    """The inside of each bar. `dark` is what may be part of one."""
    side = max(3, round(_SOLID * scale))
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    across, down = (max(3, round(each * scale)) for each in _JOINED)
    whole = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((down, across), np.uint8))
    wide, high = (max(3, round(each * scale)) for each in _OWN)
    whole = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((high, wide), np.uint8))  # bold letters near it leave
    edge = max(1, round(_EDGE * scale))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=4)
    found = []
    for index in range(1, count):
        x, y, width, height = (int(each) for each in stats[index][:4])
        if width < _LEAST[0] * scale or height < _LEAST[1] * scale:
            continue
        part = _without_print(labels[y : y + height, x : x + width] == index, dark[y : y + height, x : x + width] > 0)
        if np.count_nonzero(part) < _FULL * _frame(part):
            continue
        rows, columns = slice(max(0, y - edge), y + height + edge), slice(max(0, x - edge), x + width + edge)
        around = brightness[rows, columns]
        mask = np.zeros_like(around)
        mask[y - rows.start : y - rows.start + height, x - columns.start : x - columns.start + width] = part
        mask = np.asarray(cv2.erode(mask, np.ones((2 * edge + 1, 2 * edge + 1), np.uint8)), dtype=np.uint8)
        inside = mask > 0
        if _has_light_letters(around[inside]) and not _has_boxes(around, inside, scale):
            found.append(_Bar(rows=rows, columns=columns, inside=inside))
    return found


def _without_print(part: _Mask, dark: _Mask) -> Picture:
    """The rows of a shape that are about as full as its fullest: bold print close to a bar hangs on to it.

    A bar ends where it is dark all along: between its letters and the print of the next row there is its own edge.
    """
    counts, solid = part.sum(axis=1), (part & dark).sum(axis=1)
    full = np.nonzero(solid >= _AS_FULL * solid.max())[0]
    rows = np.arange(len(counts))
    kept = (counts >= _AS_FULL * counts.max()) & (rows >= full[0]) & (rows <= full[-1])
    return np.where(part & kept[:, None], 255, 0).astype(np.uint8)


def _frame(part: Picture) -> float:
    """Pixels of the smallest rectangle around a shape, however it leans."""
    outlines, _ = cv2.findContours(part, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    width, height = cv2.minAreaRect(np.concatenate(outlines))[1]
    return float(width * height)


def _has_light_letters(values: Picture) -> bool:
    """Whether what stands out of a dark area is lighter than it, and not the larger part of it."""
    if not values.size:
        return False
    ground = float(np.median(values))
    lighter, darker = float((values > ground + _STEP).mean()), float((values < ground - _STEP).mean())
    return darker < lighter < _LETTERS


def _has_boxes(brightness: Picture, inside: _Mask, scale: float) -> bool:
    """Whether light areas in it are too broad for letters: white boxes to tick or fill in on a coloured cell."""
    ground = float(np.median(brightness[inside]))
    light = np.where(inside & (brightness > ground + _STEP), 255, 0).astype(np.uint8)
    side = max(3, round(_BROAD * scale))
    broad = cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    return int(np.count_nonzero(broad)) > _FEW_BROAD * int(np.count_nonzero(inside))


def _turn(pixels: Picture, brightness: Picture, paper: Picture, bar: _Mask) -> None:
    """The bar's own brightness becomes that of paper, that of its letters black."""
    values = brightness[bar].astype(np.float32)
    ground = float(np.median(values))
    light = float(np.percentile(values, 99.5))
    share = np.clip((values - ground) / max(light - ground, 1.0), 0.0, 1.0)
    pixels[bar] = np.rint(paper[bar] * (1 - 0.9 * share)).astype(np.uint8)[:, None]
