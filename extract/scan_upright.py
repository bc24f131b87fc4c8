"""A page picture turned so that its lines of text run level from left to right: quarter turns, skew, bent paper."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from extract.scan_images import PagePicture, Picture
from extract.scan_ink import LinePiece, Points
from extract.scan_ocr import Quad, find_lines, trust_in
from extract.scan_photo import Warp, sheet_on, warped

_COARSE_SIDE = 720  # pixels: enough to see where lines of text run
_TALL = 1.5  # height by width of a line of text that runs upwards
_SAMPLES = 5  # lines read to tell which way is up
_LEAST_SKEW = 0.08  # degrees
_MOST_SKEW = 40.0
_OUTSIDE = 0.08  # share of the lines of text that may lie beside a sheet
_LEVEL_LENGTH, _UPRIGHT_LENGTH = 50.0, 30.0  # points: shorter lines say little about the page's shape
_ENOUGH_LINES = 5
_WORTH_IT = 0.35  # points that straightening must move something
_TOO_MUCH = 40.0  # points: no paper is bent so far once it is level
_MESH = 16  # pixels between the places for which the bend is computed
_STIFFNESS = 0.025


def upright(page: PagePicture) -> PagePicture:
    """The page with text running level. Text may still stand on its head: only reading it can tell."""
    lines = coarse_lines(page)
    page, lines = _without_surroundings(page, lines)
    if _runs_upwards(lines):
        page, lines = _best_turn(page, lines)
    angle = _skew(lines)
    return rotated(page, angle) if _LEAST_SKEW < abs(angle) < _MOST_SKEW else page


def upside_down(page: PagePicture) -> PagePicture:
    """The page turned by half."""
    return PagePicture(pixels=np.ascontiguousarray(page.pixels[::-1, ::-1]), scale=page.scale)


def stands_on_its_head(page: PagePicture, quads: Sequence[Quad]) -> bool:
    """Whether samples of the lines read better the other way round."""
    crops = _crops(page.pixels, quads)
    return sum(trust_in(_turned(each, 2)) for each in crops) > 1.1 * sum(trust_in(each) for each in crops)


def rotated(page: PagePicture, degrees: float) -> PagePicture:
    """The page turned against the clock by an angle, with room for its corners."""
    height, width = page.pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cosine, sine = abs(turn[0, 0]), abs(turn[0, 1])
    size = (round(height * sine + width * cosine), round(height * cosine + width * sine))
    turn[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    filling = [float(each) for each in np.percentile(page.pixels[::16, ::16].reshape(-1, 3), 80, axis=0)]
    turned = cv2.warpAffine(page.pixels, turn, size, flags=cv2.INTER_CUBIC, borderValue=filling)
    return PagePicture(pixels=np.asarray(turned, dtype=np.uint8), scale=page.scale)


def straightened(page: PagePicture, pieces: Sequence[LinePiece], quads: Sequence[Quad] = ()) -> PagePicture | None:
    """The page with its drawn lines made straight, level and upright; None where they are so already."""
    shape = (page.pixels.shape[0], page.pixels.shape[1])
    level = [each.points for each in pieces if each.level and each.length >= _LEVEL_LENGTH * page.scale]
    level += [_middle(each) for each in quads if _width(each) >= _LEVEL_LENGTH * page.scale]
    sides = [each.points for each in pieces if not each.level and each.length >= _UPRIGHT_LENGTH * page.scale]
    down = _bend(level, shape, along=0)
    across = _bend(sides, shape, along=1)
    most = max(float(np.abs(down).max()), float(np.abs(across).max())) / page.scale
    if not _WORTH_IT <= most <= _TOO_MUCH:
        return None
    return PagePicture(pixels=_moved(page.pixels, across, down), scale=page.scale)


def coarse_lines(page: PagePicture) -> list[Quad]:
    """Corners of the lines of text, found cheaply: good for directions, not for reading."""
    factor = min(1.0, _COARSE_SIDE / max(page.pixels.shape[:2]))
    small = cv2.resize(page.pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return [each / factor for each in find_lines(np.asarray(small, dtype=np.uint8))]


def _without_surroundings(page: PagePicture, lines: list[Quad]) -> tuple[PagePicture, list[Quad]]:
    """The sheet alone where one lies on a table, with the lines moved along."""
    corners = sheet_on(page.pixels)
    if corners is None:
        return page, lines
    beside = [each for each in lines if cv2.pointPolygonTest(corners, _centre(each), measureDist=False) < 0]
    if len(beside) > _OUTSIDE * len(lines):
        return page, lines
    flat, warp = warped(page, corners)
    return flat, [_through(each, warp) for each in lines if not any(each is one for one in beside)]


def _centre(quad: Quad) -> tuple[float, float]:
    x, y = quad.mean(axis=0)
    return float(x), float(y)


def _through(quad: Quad, warp: Warp) -> Quad:
    return np.asarray(cv2.perspectiveTransform(quad.reshape(1, 4, 2), warp).reshape(4, 2), dtype=np.float32)


def _runs_upwards(lines: Sequence[Quad]) -> bool:
    tall = sum(_height(each) for each in lines if _height(each) > _TALL * _width(each))
    wide = sum(_width(each) for each in lines if _width(each) > _TALL * _height(each))
    return tall > wide


def _width(quad: Quad) -> float:
    return float(np.linalg.norm(quad[1] - quad[0]) + np.linalg.norm(quad[2] - quad[3])) / 2


def _height(quad: Quad) -> float:
    return float(np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1])) / 2


def _best_turn(page: PagePicture, lines: Sequence[Quad]) -> tuple[PagePicture, list[Quad]]:
    """The page turned by a quarter to the side on which its lines read better."""
    height, width = page.pixels.shape[:2]
    options = []
    for turns in (1, 3):
        pixels = _turned(page.pixels, turns)
        moved = [_quarter(each, (height, width), turns) for each in lines]
        trust = sum(trust_in(each) for each in _crops(pixels, moved))
        options.append((trust, turns, PagePicture(pixels=pixels, scale=page.scale), moved))
    _, _, best, moved = max(options, key=lambda each: each[:2])
    return best, moved


def _turned(pixels: Picture, turns: int) -> Picture:
    """Turned by quarters against the clock."""
    return np.ascontiguousarray(np.rot90(pixels, turns))


def _quarter(quad: Quad, shape: tuple[int, int], turns: int) -> Quad:
    height, width = shape
    x, y = quad[:, 0], quad[:, 1]
    moved = np.stack([y, width - x] if turns == 1 else [height - y, x], axis=1)
    first = int(moved.sum(axis=1).argmin())
    return np.asarray(np.roll(moved, -first, axis=0), dtype=np.float32)


def _crops(pixels: Picture, quads: Sequence[Quad]) -> list[Picture]:
    """Pictures of a few lines: long ones, from all over the page."""
    longest = sorted((each for each in quads if _width(each) > 3 * _height(each)), key=_width, reverse=True)
    crops = []
    for quad in longest[: 3 * _SAMPLES : 3] or longest[:_SAMPLES]:
        x0, y0 = np.maximum(np.floor(quad.min(axis=0)).astype(int), 0)
        x1, y1 = np.ceil(quad.max(axis=0)).astype(int)
        crop = pixels[y0:y1, x0:x1]
        if min(crop.shape[:2]) >= 6:
            crops.append(np.ascontiguousarray(crop))
    return crops


def _skew(lines: Sequence[Quad]) -> float:
    """Degrees by which the lines fall to the right: the middle one of all, long lines counting more."""
    wide = [each for each in lines if _width(each) > 2.5 * _height(each)]
    if not wide:
        return 0.0
    sides = np.array([(each[1] - each[0]) + (each[2] - each[3]) for each in wide])
    angles = np.degrees(np.arctan2(sides[:, 1], sides[:, 0]))
    order = np.argsort(angles)
    weights = np.cumsum(np.array([_width(each) for each in wide])[order])
    return float(angles[order][np.searchsorted(weights, weights[-1] / 2)])


def _middle(quad: Quad) -> Points:
    """The line through the middle of a line of text."""
    left, right = (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2
    return np.array([left, (left + right) / 2, right], dtype=np.float64)


def _bend(lines: Sequence[Points], shape: tuple[int, int], *, along: int) -> npt.NDArray[np.float64]:
    """How far each place of a coarse mesh must move across the lines so that each of them becomes straight.

    A least-squares fit of a smooth surface to all lines at once. `along` is 0 for level lines, 1 for upright ones.
    """
    mesh_y, mesh_x = np.mgrid[0 : shape[0] + _MESH : _MESH, 0 : shape[1] + _MESH : _MESH].astype(np.float64)
    if len(lines) < 2:
        return np.zeros(mesh_x.shape)
    rich = len(lines) >= _ENOUGH_LINES
    rows, wanted = [], []
    for points in lines:
        terms = _terms(points[:, 0], points[:, 1], shape, (along, rich))
        rows.append(terms - terms.mean(axis=0))
        across = points[:, 1 - along]
        wanted.append(across.mean() - across)
    terms, target = np.concatenate(rows), np.concatenate(wanted)
    stiff = _STIFFNESS * len(target) ** 0.5 * np.eye(terms.shape[1])
    weights = np.linalg.lstsq(
        np.concatenate([terms, stiff]), np.concatenate([target, np.zeros(terms.shape[1])]), rcond=None
    )[0]
    places = np.concatenate(lines)
    (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)  # beyond its lines the paper is not known
    known_x, known_y = np.clip(mesh_x.ravel(), left, right), np.clip(mesh_y.ravel(), top, bottom)
    moved = _terms(known_x, known_y, shape, (along, rich)) @ weights
    return np.asarray(moved.reshape(mesh_x.shape), dtype=np.float64)


def _terms(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], shape: tuple[int, int], kind: tuple[int, bool]
) -> npt.NDArray[np.float64]:
    """The surface's terms: slope, slope that changes over the page and, where lines are many, curvature."""
    along, rich = kind
    u, v = x / shape[1] * 2 - 1, y / shape[0] * 2 - 1
    if along == 1:
        u, v = v, u
    terms = [u, u * v]
    if rich:
        terms += [u * u, u * u * v, u * v * v, u * u * u]
    return np.stack(terms, axis=1)


def _moved(pixels: Picture, across: npt.NDArray[np.float64], down: npt.NDArray[np.float64]) -> Picture:
    """The picture with each place moved so far; what comes from outside repeats the edge."""
    height, width = pixels.shape[:2]
    size = (across.shape[1] * _MESH, across.shape[0] * _MESH)
    wide = cv2.resize(across.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    tall = cv2.resize(down.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    half = _MESH // 2  # resizing places a mesh point in the middle of its square
    wide, tall = wide[half : half + height, half : half + width], tall[half : half + height, half : half + width]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bent = cv2.remap(pixels, x - wide, y - tall, interpolation=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(bent, dtype=np.uint8)
