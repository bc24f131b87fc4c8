"""Tick boxes and radio buttons that are drawn on the page: where they are and, by looking at pixels, their state.

Knows nothing of labels. Tick boxes that are characters of a font are found in the text instead.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from extract.document import Mark, MarkState
from extract.pdf_grids import Ruling, outline, rulings_of
from extract.pdf_page import Box, Note, PageContent, Shape, Widget
from extract.pdf_pixels import Pixels
from extract.pdf_words import Token, drawn_token
from extract.ticks import CROSS_GLYPHS, GLYPHS, OFF_GLYPHS, TEXT_OF

_SMALLEST, _LARGEST = 5.0, 16.0  # points of a side
_LARGEST_ALONE = 20.0  # of a side, where no other line touches the box: cells of tables are as small
_SQUARENESS = 0.75  # shorter side to longer side
_CORNER = 1.2  # points by which sides may miss each other
_INNER = 0.56  # part of the box that is looked at: leaves out its own frame
_EMPTY, _TICKED = 0.03, 0.07  # shares of ink: in between a person should look
_LIGHT, _WHITE = 190, 250
_MOST_SIDES = 6000
_CHAIN = 4  # boxes in a row that touch are for single letters, not for ticks
_SCRIBBLE = 40.0  # points: a hand-drawn tick is no larger
_TYPED = frozenset("xXvV√/\\+*•●■") | GLYPHS | CROSS_GLYPHS


@dataclass(frozen=True, kw_only=True)
class _Candidates:
    framed: list[Box]
    dark: list[Box]  # filled and without a frame: ticked boxes only where empty ones of the kind stand about


def drawn_boxes(content: PageContent, tokens: Sequence[Token]) -> list[Box]:
    """The drawn tick boxes and radio buttons of a page; not the frames of form fields, nor boxes for single letters."""
    candidates = _candidates(content.shapes)
    alike = [each for each in candidates.dark if any(_same_size(each, frame) for frame in candidates.framed)]
    boxes = _outermost([*candidates.framed, *alike])
    boxes = [each for each in boxes if not _is_widget(each, content.widgets)]
    return [each for each in _not_chained(boxes) if not _holds_letters(each, tokens)]


def with_drawn_boxes(
    tokens: Sequence[Token], boxes: Sequence[Box], content: PageContent, pixels: Callable[[], Pixels]
) -> list[Token]:
    """The tokens with drawn tick boxes added; what was typed into a box is part of its tick."""
    marked = _with_scribbles(tokens, content)
    if not boxes:
        return marked
    page = pixels()
    kept = [each for each in marked if each.is_field or not any(_is_inside(each, box) for box in boxes)]
    return kept + [drawn_token(box, _state(page.ink(box, _INNER))) for box in boxes]


def _state(ink: float) -> MarkState:
    if ink < _EMPTY:
        return MarkState.OFF
    return MarkState.ON if ink >= _TICKED else MarkState.UNSURE


def _candidates(shapes: Sequence[Shape]) -> _Candidates:
    rulings = rulings_of(each for each in shapes if not _is_round(each) and not _is_dark(each))
    framed = [each for each in _squares(rulings) if _is_small_square(each) or _stands_alone(each, rulings)]
    dark: list[Box] = []
    areas = [each.box for each in shapes if each.fill is not None and min(each.fill) < _WHITE]
    for shape in shapes:
        if not _is_small_square(shape.box) or not (shape.is_rectangle or _is_round(shape)):
            continue
        if _is_dark(shape):
            dark.append(shape.box)
        elif _is_framed(shape, areas):
            framed.append(shape.box)
    return _Candidates(framed=framed, dark=dark)


def _is_dark(shape: Shape) -> bool:
    """Whether a small square or circle is filled in: a ticked box in some hands, a bullet in others."""
    return shape.fill is not None and min(shape.fill) < _LIGHT and _is_small_square(shape.box)


def _is_small_square(box: Box, largest: float = _LARGEST) -> bool:
    short, long = sorted((box.width, box.height))
    return short >= _SMALLEST and long <= largest and short >= _SQUARENESS * long


def _stands_alone(box: Box, rulings: Iterable[Ruling]) -> bool:
    """Whether no line but its own sides comes near a box."""
    near = (each for each in rulings if each.box.touches(box, slack=_CORNER))
    return all(box.holds_box(each.box, slack=_CORNER) for each in near)


def _is_round(shape: Shape) -> bool:
    return shape.curves >= 4 and len(shape.lines) <= 1 and _is_small_square(shape.box)


def _is_framed(shape: Shape, areas: Iterable[Box]) -> bool:
    """Whether the outline of a small square or circle can be seen: drawn, tinted, or white on a coloured area."""
    if shape.stroke is not None and min(shape.stroke) < _WHITE:
        return True
    return shape.fill is not None and (min(shape.fill) < _WHITE or _lies_on_colour(shape.box, areas))


def _lies_on_colour(box: Box, areas: Iterable[Box]) -> bool:
    return any(each.holds_box(box, slack=0.5) and each.width > 2 * box.width for each in areas)


def _squares(rulings: Sequence[Ruling]) -> list[Box]:
    """Squares whose four sides are drawn, each on its own or together, and that no longer line runs along."""
    short = [each for each in rulings if _SMALLEST - 1 <= each.end - each.start <= _LARGEST_ALONE + 1][:_MOST_SIDES]
    by_end: dict[tuple[bool, int, int], list[Ruling]] = {}
    for each in short:
        by_end.setdefault((each.level, round(each.start / 4), round(each.end / 4)), []).append(each)
    long = [each for each in rulings if each.end - each.start > _LARGEST_ALONE + 1]
    found: list[Box] = []
    for top in (each for each in short if each.level):
        for bottom in _near(by_end, top):
            box = Box(top.start, top.at, top.end, bottom.at)
            if _is_small_square(box, _LARGEST_ALONE) and _has_uprights(box, by_end) and not _continued(box, long):
                found.append(box)
    return found


def _near(by_end: dict[tuple[bool, int, int], list[Ruling]], line: Ruling) -> list[Ruling]:
    """Lines of the same direction that begin and end where this one does."""
    start, end = round(line.start / 4), round(line.end / 4)
    keys = [(line.level, start + i, end + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return [
        each
        for key in keys
        for each in by_end.get(key, ())
        if abs(each.start - line.start) <= _CORNER and abs(each.end - line.end) <= _CORNER
    ]


def _has_uprights(box: Box, by_end: dict[tuple[bool, int, int], list[Ruling]]) -> bool:
    sides = _near(by_end, Ruling(False, box.x0, box.top, box.bottom))
    return all(any(abs(each.at - x) <= _CORNER for each in sides) for x in (box.x0, box.x1))


def _continued(box: Box, long: Iterable[Ruling]) -> bool:
    """Whether a line of a table runs along a side and past it."""
    return any(_runs_along(line, side) for side in outline(box) for line in long)


def _runs_along(line: Ruling, side: Ruling) -> bool:
    if line.level != side.level or abs(line.at - side.at) > 1.0:
        return False
    return line.start <= side.end + 1.5 and line.end >= side.start - 1.5


def _same_size(one: Box, other: Box) -> bool:
    return abs(one.width - other.width) <= 0.15 * other.width and abs(one.height - other.height) <= 0.15 * other.height


def _outermost(boxes: list[Box]) -> list[Box]:
    """Each box once: frames are often drawn twice, and fillings lie inside them."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda each: -each.width * each.height):
        if not any(each.holds(box.middle, slack=1.0) for each in kept):
            kept.append(box)
    return kept


def _is_widget(box: Box, widgets: Iterable[Widget]) -> bool:
    """Whether the box is only the frame of a form field."""
    return any(
        each.box.holds(box.middle) and each.box.width <= 2.5 * box.width and each.box.height <= 2.5 * box.height
        for each in widgets
    )


def _not_chained(boxes: list[Box]) -> list[Box]:
    """Without boxes that touch others to form a row for the letters of a name or number."""
    chains: list[list[Box]] = []
    for box in sorted(boxes, key=lambda each: (round(each.top), each.x0)):
        last = chains[-1][-1] if chains else None
        if last and abs(last.top - box.top) <= 1 and abs(last.x1 - box.x0) <= 2:
            chains[-1].append(box)
        else:
            chains.append([box])
    return [box for chain in chains if len(chain) < _CHAIN for box in chain]


def _is_inside(token: Token, box: Box) -> bool:
    return token.mark is None and len(token.text) <= 2 and box.holds(token.box.middle, slack=1.0)


def _holds_letters(box: Box, tokens: Iterable[Token]) -> bool:
    """Whether a letter or digit other than a typed tick stands in the box."""
    return any(_is_inside(each, box) and not set(each.text) <= _TYPED for each in tokens)


def _with_scribbles(tokens: Sequence[Token], content: PageContent) -> list[Token]:
    """Empty boxes of the text over which someone drew a tick count as ticked."""
    drawn = [each.box for each in content.shapes if _is_scribble(each)]
    drawn += [box for note in content.notes if _is_pen(note) for box in note.boxes if box.width <= _SCRIBBLE]
    if not drawn:
        return list(tokens)
    return [_ticked(each) if _is_empty_box(each) and _is_under(each.box, drawn) else each for each in tokens]


def _is_scribble(shape: Shape) -> bool:
    slanted = any(abs(x0 - x1) > 1 and abs(y0 - y1) > 1 for x0, y0, x1, y1 in shape.lines)
    small = 3 <= shape.box.width <= _SCRIBBLE and 3 <= shape.box.height <= _SCRIBBLE
    return small and (slanted or shape.curves > 0)


def _is_pen(note: Note) -> bool:
    typed = note.kind == "free_text" and bool(note.text.strip()) and set(note.text.strip()) <= _TYPED
    return note.kind in ("ink", "stamp") or typed


def _is_empty_box(token: Token) -> bool:
    return token.mark is None and token.text in OFF_GLYPHS


def _is_under(box: Box, drawn: Iterable[Box]) -> bool:
    return any(box.holds(each.middle, slack=1.0) and each.touches(box) for each in drawn)


def _ticked(token: Token) -> Token:
    return replace(token, text=TEXT_OF[MarkState.ON], mark=Mark(state=MarkState.ON, evidence="drawn"))
