"""One page picture to the same draft that a PDF page gives: words, ticks and tables, placed in points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extract.document import Loss
from extract.pdf_combs import without_combs
from extract.pdf_field_parts import with_parts_joined
from extract.pdf_frames import with_answer_boxes
from extract.pdf_grids import Grid, Ruling, grids_of
from extract.pdf_layout import PageDraft, draft_page
from extract.pdf_page import Box
from extract.pdf_words import Token, drawn_token
from extract.scan_bars import without_bars
from extract.scan_blank import is_blank
from extract.scan_boxes import DrawnBox, find_boxes
from extract.scan_coloured_pen import coloured_ink, coloured_rings
from extract.scan_combs import with_combs
from extract.scan_dots import dotted_lines
from extract.scan_faint_rules import with_faint_rules
from extract.scan_frames import drawn_frames
from extract.scan_images import PagePicture, Picture
from extract.scan_ink import LinePiece, grey, line_pieces, page_ink, paper_of
from extract.scan_lone_marks import lone_boxes, lone_marks
from extract.scan_look import Sheet
from extract.scan_ocr import ReadLine, read_lines
from extract.scan_pen import find_rings, printed_rules
from extract.scan_shades import shaded_cells
from extract.scan_short_rules import with_short_rules
from extract.scan_tables import tables_apart
from extract.scan_ticks import with_lone_ticks
from extract.scan_tints import tinted_boxes, tinted_shapes, to_write_in, without_arrows, without_outlines
from extract.scan_titles import Bars
from extract.scan_upright import coarse_lines, stands_on_its_head, straightened, upright, upside_down
from extract.scan_words import Pen, tokens_of

_SURE = 0.85  # mean trust below which the page may stand on its head
_UNCLEAR = 0.8  # mean trust below which a person should look
_FRAME = 1.6  # points around a tick box that are wiped together with it
_FEW_RULES = 6  # lines below which the lines of text help to straighten


@dataclass(frozen=True, kw_only=True)
class ScannedPage:
    """A page that was read from its picture."""

    draft: PageDraft
    losses: tuple[Loss, ...]
    has_words: bool


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """What is drawn on a page beside letters, in pixels, and the picture without boxes, rings and strikes."""

    rules: list[LinePiece]
    boxes: list[DrawnBox]
    pen: Pen
    letters: Picture  # ink without rules and drawings
    plain: Picture  # with dark letters only
    clean: Picture


def read_scan(page: PagePicture, number: int) -> ScannedPage:
    """The draft of a page and what was lost: `read_by_ocr` always, `unclear_scan`, or `blank_page` alone."""
    if is_blank(page):
        return _blank(page, number)
    level = _straight(upright(page))
    drawing = _drawing(level)
    lines = read_lines(drawing.clean)
    if lines and _trust(lines) < _SURE and stands_on_its_head(level, [each.quad for each in lines]):
        level = upside_down(level)
        drawing = _drawing(level)
        lines = read_lines(drawing.clean)
    where = f"page {number}"
    losses = [Loss(what="read_by_ocr" if lines else "blank_page", where=where)]
    if lines and _trust(lines) < _UNCLEAR:
        losses.append(Loss(what="unclear_scan", where=where))
    return ScannedPage(draft=_draft(level, drawing, lines, number), losses=tuple(losses), has_words=bool(lines))


def _blank(page: PagePicture, number: int) -> ScannedPage:
    draft = draft_page(number, Box(0.0, 0.0, page.width, page.height), [], [], [])
    return ScannedPage(draft=draft, losses=(Loss(what="blank_page", where=f"page {number}"),), has_words=False)


def _trust(lines: Sequence[ReadLine]) -> float:
    """Mean trust in the lines, long ones counting more."""
    weights = [sum(len(word.text) for word in line.words) for line in lines]
    return sum(line.score * weight for line, weight in zip(lines, weights, strict=True)) / max(sum(weights), 1)


def _straight(page: PagePicture) -> PagePicture:
    """The page with its drawn lines, or where there are few its lines of text, made straight and level.

    What was bent is looked at once more: lines are measured better the straighter they are.
    """
    for _ in range(2):
        pieces = line_pieces(page_ink(without_bars(page)), page.scale)
        level = [each for each in pieces if each.level and each.length > 100 * page.scale]
        text = coarse_lines(page) if len(level) < _FEW_RULES else ()
        straight = straightened(page, pieces, text)
        if straight is None:
            break
        page = straight
    return page


def _drawing(page: PagePicture) -> _Drawing:
    page = without_bars(page)
    ink = page_ink(page)
    rules = with_short_rules(printed_rules(line_pieces(ink, page.scale), ink, page.scale), ink, page.scale)
    pen = coloured_ink(page.pixels, ink)
    boxes = find_boxes(ink, page.scale, rules, pen)
    rules = with_faint_rules(rules, ink, page, [each.box for each in boxes])
    rest = _without(ink, _rule_mask(rules, ink))
    wiped = _box_mask(boxes, ink, page.scale)
    rest = _without(rest, wiped)
    coloured, coloured_strokes = coloured_rings(pen, rest, page.scale)
    rest = _without(rest, coloured_strokes)
    rings, ring_ink = find_rings(rest, page.scale)
    rest, ring_ink = _without(rest, ring_ink), np.maximum(ring_ink, coloured_strokes)
    dotted = dotted_lines(rest, page.scale)
    rest, rules = _without(rest, dotted.mask), [*rules, *dotted.rules]
    strokes = cv2.dilate(cv2.bitwise_or(ring_ink, dotted.mask), np.ones((3, 3), np.uint8))
    wiped = np.asarray(cv2.bitwise_or(wiped, strokes), dtype=np.uint8)
    clean = _wiped(page, wiped) if wiped.any() else page.pixels
    return _Drawing(
        rules=rules, boxes=boxes, pen=Pen(rings=[*coloured, *rings]), letters=rest, plain=page.pixels, clean=clean
    )


def _without(ink: Picture, mask: Picture) -> Picture:
    return np.where(mask > 0, 0, ink).astype(np.uint8)


def _rule_mask(rules: Sequence[LinePiece], ink: Picture) -> Picture:
    mask = np.zeros_like(ink)
    for each in rules:
        points = np.rint(each.points).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(mask, [points], isClosed=False, color=255, thickness=round(each.thickness) + 3)
    return mask


def _box_mask(boxes: Sequence[DrawnBox], ink: Picture, scale: float) -> Picture:
    """The boxes, and of their ticks what reaches out of them."""
    mask = np.zeros_like(ink)
    for each in boxes:
        frame = _grown(each.box, _FRAME * scale, ink)
        mask[frame] = 255
        around = _grown(each.box, 0.45 * each.box.width, ink)
        count, labels = cv2.connectedComponents(ink[around], connectivity=8)
        inner = labels[_within(frame, around)]
        for label in range(1, count):
            if (inner == label).any():
                mask[around][labels == label] = 255
    return np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def _grown(box: Box, by: float, ink: Picture) -> tuple[slice, slice]:
    height, width = ink.shape[:2]
    return (
        slice(max(0, round(box.top - by)), min(height, round(box.bottom + by) + 1)),
        slice(max(0, round(box.x0 - by)), min(width, round(box.x1 + by) + 1)),
    )


def _within(inner: tuple[slice, slice], outer: tuple[slice, slice]) -> tuple[slice, slice]:
    pairs = zip(inner, outer, strict=True)
    rows, columns = (slice(max(0, a.start - b.start), max(0, a.stop - b.start)) for a, b in pairs)
    return rows, columns


def _wiped(page: PagePicture, mask: Picture) -> Picture:
    """The picture with paper in place of what is masked."""
    clean = page.pixels.copy()
    for channel in range(3):
        paper = paper_of(np.ascontiguousarray(page.pixels[:, :, channel]), page.scale)
        clean[:, :, channel] = np.where(mask > 0, paper, clean[:, :, channel])
    return clean


def _draft(page: PagePicture, drawing: _Drawing, lines: Sequence[ReadLine], number: int) -> PageDraft:
    scale = page.scale
    sheet = Sheet(pixels=drawing.plain, ink=drawing.letters, scale=scale)
    rulings = [_ruling(each, scale) for each in drawing.rules]
    ruled = tables_apart(grids_of(rulings))
    cells = [cell.box for grid in ruled for cell in grid.cells]
    lines = with_combs(replace(page, pixels=drawing.clean), drawing.letters, ruled, lines)
    lines = with_lone_ticks(drawing.letters, cells, lines, scale)
    marks = lone_marks(replace(page, pixels=drawing.clean), drawing.letters, cells, lines)
    lone = lone_boxes(drawing.letters, cells, lines, scale)
    bars = Bars(page.pixels, drawing.plain, scale)
    tokens = bars.bold(tokens_of([*lines, *marks], sheet, drawing.rules, drawing.pen))
    boxes = [(Box(*(side / scale for side in each.box)), each.state) for each in [*drawing.boxes, *lone]]
    tokens = [each for each in tokens if not any(_stands_in(each, box) for box, _ in boxes)]
    tokens += [drawn_token(box, state) for box, state in boxes]
    tints = to_write_in(tinted_boxes(page, rulings), tokens)
    rulings, tokens = without_outlines(rulings, tints), without_arrows(tokens, tints)
    ruled = tables_apart(grids_of(rulings))
    frames = [*drawn_frames(rulings, ruled, grey(page.pixels), scale), *tinted_shapes(tints)]
    tokens, _ = with_answer_boxes(frames, tokens)
    grids: list[Grid] = []
    for grid in ruled:
        left, tokens = without_combs(grid, tokens)
        if left is not None:
            grids.append(left)
    tokens = with_parts_joined(tokens)
    shades = [shade for grid in grids for shade in shaded_cells(grey(page.pixels), grid, scale)]
    shades += [each for each in bars.cells(grids) if each not in shades]
    return draft_page(number, Box(0.0, 0.0, page.width, page.height), tokens, grids, shades)


def _stands_in(token: Token, box: Box) -> bool:
    """Whether a token is what recognition made of a tick box."""
    return len(token.text) <= 2 and box.holds(token.box.middle, slack=0.5)


def _ruling(piece: LinePiece, scale: float) -> Ruling:
    along, across = (0, 1) if piece.level else (1, 0)
    at = float(np.median(piece.points[:, across])) / scale
    start, end = float(piece.points[:, along].min()) / scale, float(piece.points[:, along].max()) / scale
    return Ruling(piece.level, at, start, end)
