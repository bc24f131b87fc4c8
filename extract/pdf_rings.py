"""Rings that a hand drew around printed words of a page: the words inside count as highlighted, that is, as chosen.

A ring is an outline without filling, bent all through or freehand, that fits closely around one to three lines. Which
question the words answer is decided elsewhere, and a printed frame around every option chooses none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import hypot

from extract.document import Mark, MarkState
from extract.pdf_grids import Ruling
from extract.pdf_page import Box, Note, PageContent, Shape, around
from extract.pdf_rounded import is_rounded
from extract.pdf_words import Token
from extract.ticks import GLYPHS, OFF_GLYPHS, TEXT_OF

_RING_NOTES = frozenset({"circle", "square", "polygon"})
_TYPED = frozenset("xXvV√oO○◯") | GLYPHS  # signs typed over a word to choose it
_WHITE = 250
_FEWEST_CURVES = 2  # of an outline that is bent all through
_ROUND_CORNERS = 4  # curves of a frame with straight sides
_FEWEST_STROKES = 8  # straight pieces of an outline drawn freehand
_LONGEST_STROKE = 0.6  # of the ring's width: longer pieces are sides of a frame
_CLOSED = 0.35  # of the ring's longer side: how far a freehand ring may miss its own beginning
_LOWEST = 0.75  # of the size: lower ones are underlines or strikes
_MOST_LINES = 3
_AROUND, _BESIDE = 1.5, 2.6  # sizes by which a ring may be higher, and wider, than what it is drawn around
_CAUGHT = 0.55  # share of a word that a ring must enclose
_LONG_STROKE, _FLAT = 8.0, 0.2  # points of a level stroke of a pen, and of its length how far it may rise
_FEWEST_BOXES = 2
_MOST = 300  # rings of a page: maps and logos have more


def rings_of(content: PageContent, tokens: Sequence[Token]) -> list[Box]:
    """The rings of a page that enclose words closely, drawn on the page itself or put over it as annotations."""
    drawn = [each.box for each in content.shapes if _is_outline(each)]
    drawn += [box for note in content.notes if _is_ring_note(note) for box in note.boxes]
    if not drawn or len(drawn) > _MOST:
        return []
    words = [each for each in tokens if each.level and each.control is None and each.box not in drawn]
    boxes = _written_in([each.box for each in content.shapes if is_rounded(each)][:_MOST], words)
    return [box for box in dict.fromkeys(drawn) if box not in boxes and _fits(box, _caught(box, words))]


def _written_in(rounded: Sequence[Box], words: Sequence[Token]) -> set[Box]:
    """Boxes with round corners as high as others of the page that are no rings: boxes to write in, however full."""
    heights = [box.height for box in rounded if not _fits(box, _caught(box, words))]
    return {box for box in rounded if sum(abs(box.height - each) <= 1.0 for each in heights) >= _FEWEST_BOXES}


def ringed(tokens: Sequence[Token], rings: Sequence[Box]) -> list[Token]:
    """The tokens with those inside rings highlighted; an empty tick box inside a ring is ticked.

    A sign that was typed over a word instead of a ring is left out.
    """
    if not rings:
        return list(tokens)
    kept = [each for each in tokens if each.box not in rings]
    return [
        _chosen(each) if each.control is None and any(_catches(ring, each) for ring in rings) else each for each in kept
    ]


def pen_rulings(content: PageContent) -> list[Ruling]:
    """Nearly level strokes of a pen put over a page as annotations, as the lines that they are meant to be."""
    strokes = (stroke for note in content.notes if note.kind == "ink" for stroke in note.strokes if stroke)
    boxes = (Box(min(xs), min(ys), max(xs), max(ys)) for xs, ys in (zip(*each, strict=True) for each in strokes))
    return [
        Ruling(True, box.middle[1], box.x0, box.x1)
        for box in boxes
        if box.width >= _LONG_STROKE and box.height <= _FLAT * box.width
    ]


def without_rings(shapes: Iterable[Shape], rings: Sequence[Box]) -> list[Shape]:
    """The shapes that are no rings: straight pieces of one are no rules of the page."""
    return [each for each in shapes if each.box not in rings] if rings else list(shapes)


def _chosen(token: Token) -> Token:
    if token.text in OFF_GLYPHS or (token.mark is not None and token.mark.state is MarkState.OFF):
        return replace(token, text=TEXT_OF[MarkState.ON], mark=Mark(state=MarkState.ON, evidence="drawn"))
    return replace(token, highlight=True)


def _is_outline(shape: Shape) -> bool:
    if shape.stroke is None or min(shape.stroke) >= _WHITE or shape.is_rectangle:
        return False
    if shape.fill is not None and min(shape.fill) < _WHITE:
        return False
    longest = max((hypot(x1 - x0, y1 - y0) for x0, y0, x1, y1 in shape.lines), default=0.0)
    if longest > _LONGEST_STROKE * shape.box.width and shape.curves < _ROUND_CORNERS:
        return False
    return shape.curves >= _FEWEST_CURVES or _is_freehand([(x, y) for x, y, *_ in shape.lines], shape.box)


def _is_ring_note(note: Note) -> bool:
    if note.kind in _RING_NOTES or (note.kind == "free_text" and note.text.strip() in _TYPED):
        return True
    return note.kind == "ink" and any(_is_freehand(stroke, note.boxes[0]) for stroke in note.strokes)


def _is_freehand(points: Sequence[tuple[float, float]], box: Box) -> bool:
    """Whether points run round a box and come back to where they began."""
    if len(points) < _FEWEST_STROKES:
        return False
    (x0, y0), (x1, y1) = points[0], points[-1]
    back = hypot(x1 - x0, y1 - y0) <= _CLOSED * max(box.width, box.height)
    return back and _goes_round(points, box)


def _goes_round(points: Sequence[tuple[float, float]], box: Box) -> bool:
    """Whether points lie on all four sides of the middle, far from it."""
    x, y = box.middle
    far = [(px - x, py - y) for px, py in points if abs(px - x) > box.width / 4 or abs(py - y) > box.height / 4]
    return len({(across > 0, down > 0) for across, down in far}) == 4


def _caught(ring: Box, words: Iterable[Token]) -> list[Token]:
    return [each for each in words if _catches(ring, each)]


def _catches(ring: Box, token: Token) -> bool:
    if not ring.holds(token.box.middle, slack=1.0):
        return False
    return ring.shared_width(token.box) >= _CAUGHT * token.box.width


def _fits(ring: Box, caught: Sequence[Token]) -> bool:
    """Whether a ring is drawn around the words in it, rather than a frame in which they stand."""
    words = [each for each in caught if any(sign.isalnum() for sign in each.text)]
    if not words:
        return False
    size = max(each.style.size for each in words)
    inside = around([each.box for each in words])
    lines = len({round(each.baseline / max(0.5 * size, 1.0)) for each in words})
    close = ring.height - inside.height <= _AROUND * size and ring.width - inside.width <= _BESIDE * size
    return close and lines <= _MOST_LINES and ring.height >= _LOWEST * size and ring.width >= 0.5 * size
