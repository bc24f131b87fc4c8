"""Pale hairlines of boxes and tables on a page picture, too light to count as ink all along. Reads no text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from extract.pdf_page import Box
from extract.scan_images import PagePicture, Picture
from extract.scan_ink import LinePiece, grey, paper_of, straight_pieces

_SHARE, _STEPS = 0.055, 7  # of the paper's brightness, and of 255, that a pale line takes away along its run
_ALONG = 3.0  # points over which brightness is evened along a line: noise goes, the line stays
_NEARBY, _BAND = 1.0, 0.8  # points along and across a line in which it must be seen again
_SEEN = 0.75  # share of its length, in any stretch as long as a row is high
_SHORTEST, _STEP = 12.0, 8.0  # points of such a part, and between its points
_BESIDE = 2.0  # points from the middle of a line to the paper beside it
_WINDOW = 12.0  # points in which paper is looked for in place of letters
_STROKE = 9.0  # points: straight strokes of letters are shorter
_HALO = 0.8  # points around letters that are not looked at
_BRIDGE = 5.0  # points of a line that letters may hide
_LEVEL = 30.0  # points: shorter level lines are underlines of words
_THICKEST = 2.3  # points
_NEAR = 5.5  # points by which lines may miss each other
_BEYOND = 10.0  # points by which an upright line may seem to go on where print stands in line with it
_ROW = 10.0  # points from one level line to the next: print is lower
_ALONE = 60.0  # points from which a level line needs no other
_WHOLE = 0.95  # share of the page's width: a fold
_MOST = 600  # lines
_COVERED = 0.8  # share of a line that another one runs along

_Shades = npt.NDArray[np.float32]


def with_faint_rules(
    rules: Sequence[LinePiece], ink: Picture, page: PagePicture, boxes: Sequence[Box] = ()
) -> list[LinePiece]:
    """The rules, and in place of their broken pieces the whole lines that faint print draws.

    The sides of tick `boxes` are none. A drawing with hundreds of lines is no form: its rules come back as they are.
    """
    levels, uprights = _faint_lines(page, ink)
    if len(levels) + len(uprights) + len(rules) > _MOST:
        return list(rules)
    parts = (_between_levels(each, [*levels, *rules], page.scale) for each in uprights)
    columns = [each for each in parts if each is not None and not any(_is_side(each, box) for box in boxes)]
    crossing = [*columns, *(each for each in rules if not each.level)]
    rows = [each for each in levels if _is_row(each, crossing, page)]
    fresh = [each for each in (*rows, *columns) if not _runs_along(each, rules, page.scale)]
    kept = [each for each in rules if not _runs_along(each, fresh, page.scale)]
    return [*kept, *fresh]


def _faint_lines(page: PagePicture, ink: Picture) -> tuple[list[LinePiece], list[LinePiece]]:
    """The level lines and the upright ones, those that print hides in part made whole."""
    brightness = grey(page.pixels)
    needed = np.maximum(paper_of(brightness, page.scale).astype(np.float32) * _SHARE, _STEPS)
    free = _letters(ink, page.scale) == 0
    bare = _without_letters(brightness, free, page.scale)
    bridge = max(3, round(_BRIDGE * page.scale) | 1)
    found = []
    for level in (True, False):
        dark = np.where(_darker(bare, _ALONG * page.scale, page.scale, level=level) > needed, 255, 0).astype(np.uint8)
        close = np.ones((1, bridge) if level else (bridge, 1), np.uint8)
        strokes = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, close), dtype=np.uint8)
        lines = straight_pieces(strokes, page.scale, level=level)
        thin = (each for each in lines if each.thickness <= _THICKEST * page.scale)
        seen = _darker(bare, _NEARBY * page.scale, page.scale, level=level) > needed
        seen &= free
        found.append([part for each in thin for part in _seen_parts(each, seen, page.scale)])
    return [each for each in found[0] if each.length >= _LEVEL * page.scale], found[1]


def _darker(bare: _Shades, along: float, scale: float, *, level: bool) -> _Shades:
    """By how much each place, evened along the line's way, is darker than what lies to either side of it."""
    length, beside = max(3, round(along) | 1), max(2, round(_BESIDE * scale))
    calm = cv2.boxFilter(bare, -1, (length, 1) if level else (1, length))
    axis = 0 if level else 1
    sides = np.minimum(np.roll(calm, beside, axis=axis), np.roll(calm, -beside, axis=axis))
    return np.asarray(sides - calm, dtype=np.float32)


def _without_letters(brightness: Picture, free: npt.NDArray[np.bool_], scale: float) -> _Shades:
    """Brightness, where there are letters the usual one around them."""
    window = (max(3, round(_WINDOW * scale) | 1),) * 2
    share = free.astype(np.float32)
    shown = brightness.astype(np.float32) * share
    around = cv2.boxFilter(shown, -1, window) / np.maximum(cv2.boxFilter(share, -1, window), 0.01)
    return np.asarray(np.where(free, shown, around), dtype=np.float32)


def _seen_parts(line: LinePiece, seen: npt.NDArray[np.bool_], scale: float) -> Iterator[LinePiece]:
    """The parts of a line along which the page is darker nearly everywhere: strokes of letters in a row leave gaps."""
    along, across = (0, 1) if line.level else (1, 0)
    points = line.points[np.argsort(line.points[:, along], kind="stable")]
    places = np.arange(int(points[0, along]), int(points[-1, along]) + 1)
    middle = np.interp(places, points[:, along], points[:, across])
    band = max(1, round(_BAND * scale))
    rows = np.clip(np.rint(middle)[:, None].astype(int) + np.arange(-band, band + 1), 0, None)
    columns = np.broadcast_to(places[:, None], rows.shape)
    ys, xs = (rows, columns) if line.level else (columns, rows)
    inside = np.minimum(ys, seen.shape[0] - 1), np.minimum(xs, seen.shape[1] - 1)
    there = seen[inside].any(axis=1).astype(np.float32)
    window = min(max(3, round(_ROW * scale) | 1), len(there))
    share = np.convolve(np.pad(there, window // 2, mode="edge"), np.ones(window) / window, mode="valid")[: len(there)]
    good = np.concatenate([[False], share >= _SEEN, [False]])
    edges = np.flatnonzero(np.diff(good.astype(np.int8)))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if last - first >= _SHORTEST * scale:
            picked = np.arange(first, last, max(1, round(_STEP * scale)))
            picked = np.append(picked, last - 1)
            found = np.stack([places[picked], middle[picked]], axis=1).astype(np.float64)
            yield replace(line, points=found if line.level else found[:, ::-1])


def _letters(ink: Picture, scale: float) -> Picture:
    """The ink without straight strokes that are long, or thin and by themselves; and what is close to it."""
    stroke, halo = max(5, round(_STROKE * scale) | 1), max(1, round(_HALO * scale))
    strokes = cv2.bitwise_or(
        cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, stroke), np.uint8)),
        cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((stroke, 1), np.uint8)),
    )
    rest = np.where(cv2.dilate(strokes, np.ones((3, 3), np.uint8)) > 0, 0, ink).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    broad = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > _THICKEST * scale
    broad[0] = False
    rest = np.where(broad[labels], 255, 0).astype(np.uint8)
    return np.asarray(cv2.dilate(rest, np.ones((2 * halo + 1, 2 * halo + 1), np.uint8)), dtype=np.uint8)


def _between_levels(upright: LinePiece, others: Sequence[LinePiece], scale: float) -> LinePiece | None:
    """The part of an upright line from one level line to another; None for shadows and folds, which meet none."""
    x, (top, bottom) = upright.at, upright.span
    near, beyond = _NEAR * scale, _BEYOND * scale
    crossing = [
        each.at
        for each in others
        if each.level and each.span[0] - near <= x <= each.span[1] + near and top - near <= each.at <= bottom + near
    ]
    if not crossing or min(crossing) - top > beyond or bottom - max(crossing) > beyond:
        return None
    first, last = max(top, min(crossing)), min(bottom, max(crossing))
    if last - first < _ROW * scale:
        return None
    points = upright.points[np.argsort(upright.points[:, 1], kind="stable")]
    ends = np.array([(np.interp(y, points[:, 1], points[:, 0]), y) for y in (first, last)], dtype=np.float64)
    inner = points[(points[:, 1] > first) & (points[:, 1] < last)]
    return replace(upright, points=np.concatenate([ends[:1], inner, ends[1:]]))


def _is_side(upright: LinePiece, box: Box) -> bool:
    near = box.width / 5
    return box.x0 - near <= upright.at <= box.x1 + near and upright.span[0] < box.bottom and upright.span[1] > box.top


def _is_row(level: LinePiece, uprights: Sequence[LinePiece], page: PagePicture) -> bool:
    if level.length > _WHOLE * page.width * page.scale:
        return False
    near = _NEAR * page.scale
    x0, x1 = level.span[0] - near, level.span[1] + near
    meets = any(x0 <= each.at <= x1 and each.span[0] - near <= level.at <= each.span[1] + near for each in uprights)
    return meets or level.length >= _ALONE * page.scale


def _runs_along(line: LinePiece, others: Sequence[LinePiece], scale: float) -> bool:
    """Whether others cover most of a line."""
    start, end = line.span
    beside = (each for each in others if each.level == line.level and abs(each.at - line.at) <= _NEAR * scale / 2)
    covered = sum(max(0.0, min(end, each.span[1]) - max(start, each.span[0])) for each in beside)
    return covered >= _COVERED * max(end - start, 1.0)
