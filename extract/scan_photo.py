"""The sheet of paper on a photo: its four corners, and the photo warped so that the sheet fills it."""

import cv2
import numpy as np
import numpy.typing as npt

from extract.scan_images import LONGEST_SIDE, PagePicture, Picture

_LOOKED_AT = 500  # pixels of the longer side
_SMALLEST, _LARGEST = 0.25, 0.97  # share of the photo that the sheet covers
_BRIGHTER = 14.0  # steps of 255 by which paper is brighter than what it lies on
_SIDES = 2.2  # longer to shorter of two opposite sides
_A4_RATIO = 842 / 595
_RATIO = (1.15, 1.75)  # of a sheet seen at an angle
_A4_LONG = 842.0

Corners = npt.NDArray[np.float32]  # from the top left clockwise, in pixels
Warp = npt.NDArray[np.float64]  # 3 by 3


def sheet_on(pixels: Picture) -> Corners | None:
    """The corners of a sheet that lies on something darker; None where the page fills the picture."""
    factor = _LOOKED_AT / max(pixels.shape[:2])
    small = np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    brightness = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    calm = np.asarray(cv2.morphologyEx(brightness, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8)), dtype=np.uint8)
    found = [each for mask in _masks(small, calm) if (each := _corners(mask)) is not None and _stands_out(calm, each)]
    if not found:
        return None
    return np.asarray(max(found, key=cv2.contourArea) / factor, dtype=np.float32)


def warped(page: PagePicture, corners: Corners) -> tuple[PagePicture, Warp]:
    """The sheet alone, seen from straight above, and the warp from the photo to it."""
    across = float(np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[3])) / 2
    down = float(np.linalg.norm(corners[3] - corners[0]) + np.linalg.norm(corners[2] - corners[1])) / 2
    long, short = max(across, down), min(across, down)
    if _RATIO[0] <= long / max(short, 1.0) <= _RATIO[1]:
        short = long / _A4_RATIO
    factor = min(1.0, LONGEST_SIDE / long) if long > 1600 else min(1.5, 1600 / long)
    width, height = (short, long) if down >= across else (long, short)
    size = (round(width * factor), round(height * factor))
    target = np.array([(0, 0), (size[0], 0), size, (0, size[1])], dtype=np.float32)
    warp = np.asarray(cv2.getPerspectiveTransform(corners, target), dtype=np.float64)
    flat = cv2.warpPerspective(page.pixels, warp, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    scale = float(max(size)) / _A4_LONG
    return PagePicture(pixels=np.asarray(flat, dtype=np.uint8), scale=scale), warp


def _masks(small: Picture, calm: Picture) -> list[Picture]:
    """Guesses at what is paper: bright, bright and without colour, or framed by edges."""
    bright = cv2.threshold(calm, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    hsv = cv2.cvtColor(cv2.medianBlur(small, 5), cv2.COLOR_RGB2HSV).astype(np.int16)
    pale = np.clip(hsv[:, :, 2] - hsv[:, :, 1], 0, 255).astype(np.uint8)
    pale = np.asarray(cv2.morphologyEx(pale, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8)), dtype=np.uint8)
    white = cv2.threshold(pale, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    edges = cv2.dilate(cv2.Canny(cv2.GaussianBlur(calm, (5, 5), 0), 20, 60), np.ones((3, 3), np.uint8))
    masks = [np.asarray(each, dtype=np.uint8) for each in (bright, white)]
    opened = [np.asarray(cv2.morphologyEx(each, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))) for each in masks]
    return [*(np.asarray(each, dtype=np.uint8) for each in opened), _filled(np.asarray(edges, dtype=np.uint8))]


def _filled(edges: Picture) -> Picture:
    """The area inside the largest closed outline."""
    outlines, _ = cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    mask = np.zeros_like(edges)
    if outlines:
        cv2.drawContours(mask, [max(outlines, key=cv2.contourArea)], -1, 255, cv2.FILLED)
    return mask


def _corners(mask: Picture) -> Corners | None:
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    hull = cv2.convexHull(max(outlines, key=cv2.contourArea))
    area = mask.shape[0] * mask.shape[1]
    for tolerance in (0.015, 0.025, 0.04):
        shape = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, closed=True), closed=True)
        if len(shape) == 4:
            corners = _in_order(shape.reshape(4, 2).astype(np.float32))
            share = cv2.contourArea(corners) / area
            fills_hull = cv2.contourArea(hull) >= 0.9 * cv2.contourArea(corners)
            return corners if _SMALLEST <= share <= _LARGEST and fills_hull and _is_sheet(corners) else None
    return None


def _in_order(points: Corners) -> Corners:
    """From the top left clockwise."""
    sums, differences = points.sum(axis=1), points[:, 1] - points[:, 0]
    order = [int(sums.argmin()), int(differences.argmin()), int(sums.argmax()), int(differences.argmax())]
    return points[order]


def _is_sheet(corners: Corners) -> bool:
    """Four different corners and opposite sides of like length."""
    if len({tuple(each) for each in corners.tolist()}) < 4:
        return False
    sides = [float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4)]
    return max(sides[0], sides[2]) <= _SIDES * min(sides[0], sides[2]) and max(sides[1], sides[3]) <= _SIDES * min(
        sides[1], sides[3]
    )


def _stands_out(brightness: Picture, corners: Corners) -> bool:
    """Whether at least three of its sides part bright paper from something darker, and none the other way round."""
    middle = corners.mean(axis=0)
    clear = 0
    for i in range(4):
        one, two = corners[i], corners[(i + 1) % 4]
        steps = [one + (two - one) * part for part in np.linspace(0.1, 0.9, 17)]
        inside = [_at(brightness, point + (middle - point) * 0.05) for point in steps]
        outside = [_at(brightness, point - (middle - point) * 0.05) for point in steps]
        pairs = [(a, b) for a, b in zip(inside, outside, strict=True) if a is not None and b is not None]
        if len(pairs) < 5:
            clear += 1  # this side is the edge of the photo
            continue
        step = float(np.median([a - b for a, b in pairs]))
        if step < -_BRIGHTER:
            return False
        clear += step >= _BRIGHTER
    return clear >= 3


def _at(brightness: Picture, point: npt.NDArray[np.float32]) -> float | None:
    x, y = round(float(point[0])), round(float(point[1]))
    if not (0 <= y < brightness.shape[0] and 0 <= x < brightness.shape[1]):
        return None
    return float(brightness[y, x])
