"""Boxes that a page draws to be written in, each with a printed label beside or above it: their words become fields.

Such boxes are what is left of form fields when a form is printed or flattened. Tables are no such boxes: their cells
touch. What a label asks for is decided elsewhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.document import Control
from extract.pdf_grids import Ruling, rulings_of
from extract.pdf_lines import Piece, pieces_of
from extract.pdf_page import Box, Shape, Style
from extract.pdf_paragraphs import paragraphs_of
from extract.pdf_spans import Writing, spans_of
from extract.pdf_words import Token
from extract.ticks import habits

_NARROWEST, _LOWEST = 22.0, 10.0  # points
_TALLEST = 500.0
_PALE = 225  # of 255: what is darker is a bar or a shaded cell
_WHITE = 250
_TINT = 200  # of 255: the tint of a field without an outline is no darker
_SMALLER = 0.92  # of the size below it: print this small is a caption
_MOST = 400  # rectangles on a page
_TOUCH = 1.2  # points: a box that another line touches is part of a table
_FEWEST, _LABELLED = 3, 0.6  # boxes on a page, and the share of them with a label, that show the page's habit
_ABOVE, _BESIDE = 16.0, 170.0  # points between a label and its box
_INDENT = (-14.0, 20.0)  # points by which a label above may begin right of its box's edge
_STACKED = 8.0  # points between boxes of one column
_LARGER = 1.35  # of the written size: print this large is a heading
_OWN_LABEL = re.compile(r"^[A-Z][^:]{2,40}:(?:\s|$)")
_CAPTIONED = 0.4  # share of boxes that begin with a label of their own
_PADDING = 8.0  # points from a box's edge to the caption in it
_GAP = 16.0  # points between boxes that hold the parts of one answer
_PART = 64.0  # points: such a box is no wider


@dataclass(frozen=True, kw_only=True)
class _Frame:
    box: Box
    inside: tuple[Token, ...]
    captioned: bool = False  # its own question stood in it, and is left to the page

    @property
    def size(self) -> float:
        return self.inside[0].style.size if self.inside else 10.0


def with_answer_boxes(shapes: Sequence[Shape], tokens: Sequence[Token]) -> tuple[list[Token], list[Shape]]:
    """The tokens with the words of each box as one field, and the shapes without those boxes."""
    frames = [_Frame(box=box, inside=tuple(_inside(box, tokens))) for box in _lone(shapes)]
    ticked = [each.box for each in frames if any(token.is_box for token in each.inside)]
    if len(ticked) >= _FEWEST:  # frames around statements with their boxes: no table, however near they stand
        shapes = [each for each in shapes if not any(is_same_box(each.box, box) for box in ticked)]
        tokens = _with_boxes_in_front(frames, tokens)
        frames = [each for each in frames if each.box not in ticked]
    frames = _without_captions(frames)
    frames = _without_headings([each for each in frames if _holds_plain_words(each)])
    accepted = _labelled(frames, tokens)
    if not accepted:
        return list(tokens), list(shapes)
    held = {id(token) for frame in accepted for token in frame.inside}
    writing = _writing(tokens)
    fields = [field_of(frame.box, _text(frame, writing), frame.inside) for frame in accepted]
    boxes = {frame.box for frame in accepted}
    rest = [each for each in shapes if not any(_ends_as(each.box, box) for box in boxes)]
    return [*(each for each in tokens if id(each) not in held), *fields], rest


def _with_boxes_in_front(frames: Sequence[_Frame], tokens: Sequence[Token]) -> list[Token]:
    """A tick box at the right end of its frame moved in front of its statement, so that it stays with it."""
    moved: dict[int, Token] = {}
    for frame in frames:
        boxes = [each for each in frame.inside if each.is_box]
        words = [each for each in frame.inside if not each.is_box]
        if len(boxes) == 1 and words and boxes[0].box.x0 > max(each.box.x1 for each in words):
            first = min(words, key=lambda each: (round(each.baseline), each.box.x0))
            box = boxes[0].box
            place = Box(first.box.x0 - 2 - box.width, box.top, first.box.x0 - 2, box.bottom)
            moved[id(boxes[0])] = replace(boxes[0], box=place)
    return [moved.get(id(each), each) for each in tokens]


def field_of(box: Box, text: str, written: Sequence[Token]) -> Token:
    """The field that a box is: empty where nothing was written into it."""
    style = written[0].style if written else Style(10.0)
    control = Control(kind="text", origin="drawn", placeholder=not text)
    return Token(text=text, box=box, baseline=box.bottom, style=style, control=control)


def _lone(shapes: Sequence[Shape]) -> list[Box]:
    """Outlined rectangles that no other line touches."""
    found = [each for each in shapes if _is_frame(each)]
    if not found or len(found) > _MOST:
        return []
    boxes = list({tuple(map(round, each.box)): each.box for each in found}.values())
    rulings = rulings_of(shapes)
    lone = [box for box in boxes if not any(meets(each, box) for each in rulings)]
    return [box for box in lone if not any(other is not box and other.touches(box, slack=0.6) for other in boxes)]


def _is_frame(shape: Shape) -> bool:
    box = shape.box
    outlined = shape.stroke is not None and min(shape.stroke) < _WHITE
    clear = shape.fill is None or min(shape.fill) >= _PALE
    tinted = shape.stroke is None and shape.fill is not None and _TINT <= min(shape.fill) < _WHITE
    sized = box.width >= _NARROWEST and _LOWEST <= box.height <= _TALLEST
    return shape.is_rectangle and (tinted or (outlined and clear)) and sized


def meets(ruling: Ruling, box: Box) -> bool:
    """Whether a line touches a box, other than the box's own sides."""
    ends = (box.x0, box.x1) if ruling.level else (box.top, box.bottom)
    sides = (box.top, box.bottom) if ruling.level else (box.x0, box.x1)
    if not sides[0] - _TOUCH <= ruling.at <= sides[1] + _TOUCH:  # plain numbers: a page has thousands of such pairs
        return False
    if ruling.start > ends[1] + _TOUCH or ruling.end < ends[0] - _TOUCH:
        return False
    spans = abs(ruling.start - ends[0]) <= _TOUCH and abs(ruling.end - ends[1]) <= _TOUCH
    return not (spans and any(abs(ruling.at - side) <= 0.6 for side in sides))


def _inside(box: Box, tokens: Iterable[Token]) -> Iterable[Token]:
    return (each for each in tokens if box.holds(each.box.middle))


def _without_captions(frames: list[_Frame]) -> list[_Frame]:
    """The boxes of a page that print their question in small type in their first line, cut down to the rest."""
    cut = [(frame, _caption(frame)) for frame in frames]
    sizes = [caption[0].style.size for frame, caption in cut if caption and len(caption) < len(frame.inside)]
    if len(sizes) < _FEWEST:
        return frames
    largest = max(sizes) + 0.3
    return [_below(frame, caption) if caption and caption[0].style.size <= largest else frame for frame, caption in cut]


def _caption(frame: _Frame) -> list[Token]:
    """The first line of a box, where it is smaller than all that follows, or stands there alone."""
    top = min((each.baseline for each in frame.inside), default=0.0)
    first = [each for each in frame.inside if each.baseline - top <= 0.5 * each.style.size]
    rest = [each.style.size for each in frame.inside if each not in first]
    size = max((each.style.size for each in first), default=0.0)
    return first if first and size < _SMALLER * min(rest, default=100.0) else []


def _below(frame: _Frame, caption: list[Token]) -> _Frame:
    box = frame.box
    top = min(max(each.box.bottom for each in caption), box.bottom - 4.0)
    rest = tuple(each for each in frame.inside if each not in caption)
    left = max(box.x0, min([each.box.x0 for each in caption if each.box.x0 < box.x0 + _PADDING], default=box.x0))
    return replace(frame, box=Box(left, top, box.x1, box.bottom), inside=rest, captioned=True)


def _without_headings(frames: list[_Frame]) -> list[_Frame]:
    """Without the boxes of bold words where most are written in otherwise: a heading on a tint of its own."""
    bold = [each for each in frames if each.inside and all(token.style.bold for token in each.inside)]
    written = sum(bool(each.inside) for each in frames)
    return [each for each in frames if each not in bold] if 2 * len(bold) < written else frames


def _holds_plain_words(frame: _Frame) -> bool:
    """Whether nothing but words of one look stands in a box: no ticks, no form field, no caption of its own."""
    looks = {(each.style.bold, round(each.style.size), each.style.colour) for each in frame.inside}
    marked = any(
        each.is_box or each.control or each.strike or each.highlight or each.underline for each in frame.inside
    )
    return len(looks) <= 1 and not marked


def _labelled(frames: list[_Frame], tokens: Sequence[Token]) -> list[_Frame]:
    """The boxes of a page that have labels; none where the page does not set its labels so."""
    written = [frame for frame in frames if frame.inside]
    own = sum(bool(_OWN_LABEL.match(" ".join(each.text for each in frame.inside))) for frame in written)
    if len(frames) < _FEWEST or own > _CAPTIONED * max(len(written), 1):
        return []
    held = {id(token) for frame in frames for token in frame.inside}
    pieces = pieces_of([each for each in tokens if id(each) not in held])
    accepted: list[_Frame] = []
    for frame in sorted(frames, key=lambda each: (each.box.top, each.box.x0)):
        stacked = any(_is_under(frame.box, each.box) for each in accepted)
        part = any(_is_next_part(each.box, frame.box) for each in accepted)
        if frame.captioned or stacked or part or _has_label(frame, frames, pieces):
            accepted.append(frame)
    return accepted if len(accepted) >= max(_FEWEST, _LABELLED * len(frames)) else []


def _has_label(frame: _Frame, frames: Sequence[_Frame], pieces: Sequence[Piece]) -> bool:
    labels = [each for each in pieces if not each.is_field and each.size <= _LARGER * frame.size]
    if any(_is_above(each.box, frame.box) for each in labels):
        return True
    left = [each.box for each in labels if _is_left(each.box, frame.box)]
    edge = max((box.x1 for box in left), default=None)
    if edge is None:
        return False
    return not any(
        edge - 2 <= other.box.x0 and other.box.x1 <= frame.box.x0 + 1 and _on_one_line(other.box, frame.box)
        for other in frames
        if other is not frame
    )


def _is_above(label: Box, box: Box) -> bool:
    indent = label.x0 - box.x0
    return -4.0 <= box.top - label.bottom <= _ABOVE and _INDENT[0] <= indent <= _INDENT[1]


def _is_left(label: Box, box: Box) -> bool:
    return label.x1 <= box.x0 + 2 and box.x0 - label.x1 <= _BESIDE and _on_one_line(label, box)


def _on_one_line(one: Box, other: Box) -> bool:
    first_line = replace_bottom(other)
    return one.shared_height(first_line) > 0.4 * min(one.height, first_line.height)


def replace_bottom(box: Box) -> Box:
    """The part of a box in which its first line stands."""
    return Box(box.x0, box.top, box.x1, min(box.bottom, box.top + 26.0))


def _is_under(lower: Box, upper: Box) -> bool:
    aligned = abs(lower.x0 - upper.x0) <= 3 and abs(lower.x1 - upper.x1) <= 3
    return aligned and -1 <= lower.top - upper.bottom <= _STACKED


def _is_next_part(one: Box, two: Box) -> bool:
    return abs(one.top - two.top) <= 2 and 0 <= two.x0 - one.x1 <= _GAP and max(one.width, two.width) <= _PART


def _ends_as(shape: Box, box: Box) -> bool:
    """Whether a drawn rectangle is an accepted box, or was before its caption was cut off."""
    below = -2 <= box.top - shape.top <= 20 and -2 <= box.x0 - shape.x0 <= _PADDING
    return below and is_same_box(shape._replace(x0=box.x0, top=box.top), box)


def is_same_box(one: Box, other: Box) -> bool:
    """Whether two boxes are one, such as a form field and its background."""
    return all(abs(a - b) <= 2.0 for a, b in zip(one, other, strict=True))


def _writing(tokens: Sequence[Token]) -> Writing:
    words = frozenset(each.text.lower().strip(".,;:!?()'\"") for each in tokens if len(each.text) > 3)
    return Writing(habit=habits(" ".join(each.text for each in tokens)), vocabulary=words, body_size=10.0)


def _text(frame: _Frame, writing: Writing) -> str:
    """What stands in a box, paragraph by paragraph."""
    lines = paragraphs_of(pieces_of(frame.inside), frame.box, in_cell=True)
    texts = ("".join(span.text for span in spans_of(each, writing)) for each in lines)
    return "\n".join(texts).strip()
