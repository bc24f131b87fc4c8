"""Dark bars with light letters on a page picture, turned into dark letters on light paper. Reads no text."""

import cv2
import numpy as np

from extract.scan_images import PagePicture, Picture

_DARK = 0.6  # of the paper's brightness: coloured cells with dark letters are lighter
_AROUND = 60.0  # points in which there is paper beside a bar
_COARSE = 4  # pixels: the paper is looked at so coarsely
_SOLID = 2.6  # points: strokes of letters are thinner
_JOINED = (14.0, 11.0)  # points across and down that letters may cut out of a bar
_LEAST = (22.0, 8.5)  # points across and down
_OWN = (20.0, 6.0)  # points across and down of any part of a bar
_FULL = 0.85  # share of its frame that a bar fills
_EDGE = 0.9  # points of a bar's edge that stay as its frame: table rules run there
_STEP = 30  # steps of 255 by which letters differ from their bar
_LETTERS = 0.5  # share of the bar's area that letters may take


def without_bars(page: PagePicture) -> PagePicture:
    """The page with the letters of its dark bars dark on light; the same page where it has none."""
    brightness = np.asarray(cv2.cvtColor(page.pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    paper = _paper(brightness, page.scale)
    found = [bar for bar in _bars(brightness, paper, page.scale) if bar.any()]
    if not found:
        return page
    pixels = page.pixels.copy()
    for bar in found:
        _turn(pixels, brightness, paper, bar)
    return PagePicture(pixels=pixels, scale=page.scale, is_small=page.is_small)


def _paper(brightness: Picture, scale: float) -> Picture:
    """The brightness of the paper, looked for well beyond the height of a bar."""
    small = cv2.resize(brightness, None, fx=1 / _COARSE, fy=1 / _COARSE, interpolation=cv2.INTER_AREA)
    side = max(3, round(_AROUND * scale / _COARSE) | 1)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    size = (brightness.shape[1], brightness.shape[0])
    return np.asarray(cv2.resize(closed, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _bars(brightness: Picture, paper: Picture, scale: float) -> "list[np.typing.NDArray[np.bool_]]":
    """A mask for the inside of each bar."""
    calm = cv2.blur(brightness, (3, 3))
    dark = np.where(calm < _DARK * paper, 255, 0).astype(np.uint8)
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
        x, y, width, height, area = (int(each) for each in stats[index])
        if width < _LEAST[0] * scale or height < _LEAST[1] * scale:
            continue
        part = np.where(labels[y : y + height, x : x + width] == index, 255, 0).astype(np.uint8)
        if area < _FULL * _frame(part):
            continue
        mask = np.zeros_like(brightness)
        mask[y : y + height, x : x + width] = part
        mask = np.asarray(cv2.erode(mask, np.ones((2 * edge + 1, 2 * edge + 1), np.uint8)), dtype=np.uint8)
        inside = mask > 0
        if _has_light_letters(brightness[inside]):
            found.append(inside)
    return found


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


def _turn(pixels: Picture, brightness: Picture, paper: Picture, bar: "np.typing.NDArray[np.bool_]") -> None:
    """The bar's own brightness becomes that of paper, that of its letters black."""
    values = brightness[bar].astype(np.float32)
    ground = float(np.median(values))
    light = float(np.percentile(values, 99.5))
    share = np.clip((values - ground) / max(light - ground, 1.0), 0.0, 1.0)
    pixels[bar] = np.rint(paper[bar] * (1 - 0.9 * share)).astype(np.uint8)[:, None]
