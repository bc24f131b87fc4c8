"""Captions printed under the form fields of a page, as on forms with ruled lines to write on: moved above their field.

Everything behind reads a question before its answer, so that one way of setting them is enough. Fields with a label
above or beside them stay as they are.
"""

from collections.abc import Sequence
from dataclasses import replace

from extract.pdf_lines import Piece, pieces_of
from extract.pdf_page import Box
from extract.pdf_words import Token

_FEWEST = 3  # captions on a page that show its way
_UNDER = 7.0  # points from a field down to its caption
_INDENT = 8.0  # points by which their left edges, or their middles, may differ
_BESIDE = 120.0  # points from a label to the field right of it
_NEARER = 1.5  # points by which a caption stands nearer to its field than any other words or field do
_DOUBT = -2.0  # the same, once the page has shown its way
_LARGER = 1.25  # of the caption's size: words this large above a field are a heading
_RAISED = 2.0  # points above the field at which the caption's middle is put
_TALLEST = 40.0  # points: a taller field is a box for prose


def with_captions_above(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each caption in front of its field; unchanged where the page sets its labels otherwise."""
    fields = [each.box for each in tokens if each.is_field and each.control and each.control.origin == "acroform"]
    words = [each for each in tokens if each.control is None and each.mark is None and each.level]
    if len(fields) < _FEWEST or not words:
        return list(tokens)
    pieces = [each for each in pieces_of(words) if not each.has_mark]
    if sum(_caption_of(box, fields, pieces, _NEARER) is not None for box in fields) < _FEWEST:
        return list(tokens)
    found = [(box, caption) for box in fields if (caption := _caption_of(box, fields, pieces, _DOUBT))]
    return raised(tokens, found)


def raised(tokens: Sequence[Token], captions: Sequence[tuple[Box, Piece]]) -> list[Token]:
    """The tokens with the words of each caption moved above its field."""
    moved: dict[int, Token] = {}
    for box, caption in captions:
        up = box.top - _RAISED - caption.box.middle[1]
        moved |= {id(each): _shifted(each, up) for each in caption.tokens}
    return [moved.get(id(each), each) for each in tokens]


def _caption_of(box: Box, fields: Sequence[Box], pieces: Sequence[Piece], nearer: float) -> Piece | None:
    """The words right under a field, where they are nearer to it than to any other and none stand above or beside."""
    under = [each for each in pieces if -1 <= each.box.top - box.bottom <= _UNDER and _is_aligned(each.box, box)]
    if len(under) != 1 or box.height > _TALLEST:
        return None
    (caption,) = under
    away = caption.box.top - box.bottom
    next_field = min((each.top - caption.box.bottom for each in fields if _is_below(each, caption.box)), default=99.0)
    labels = (each.box for each in pieces if each.size < _LARGER * caption.size)
    above = min((box.top - each.bottom for each in labels if _is_above(each, box)), default=99.0)
    if next_field < away or above < away + nearer or any(_is_beside(each.box, box, fields) for each in pieces):
        return None
    return caption


def _is_aligned(caption: Box, box: Box) -> bool:
    left, middle = abs(caption.x0 - box.x0), abs(caption.middle[0] - box.middle[0])
    return min(left, middle) <= _INDENT and caption.x1 <= box.x1 + 4 * _INDENT


def _is_below(box: Box, caption: Box) -> bool:
    return box.shared_width(caption) > 0 and box.top >= caption.bottom - 2


def _is_above(words: Box, box: Box) -> bool:
    return words.shared_width(box) > 0 and words.bottom <= box.top + 3


def _is_beside(words: Box, box: Box, fields: Sequence[Box]) -> bool:
    """Whether words stand left of a field on its line, with no other field between them."""
    if not (words.x1 <= box.x0 + 2 and box.x0 - words.x1 <= _BESIDE and box.top <= words.middle[1] <= box.bottom):
        return False
    between = (each for each in fields if each is not box and each.top <= words.middle[1] <= each.bottom)
    return words.width > 4 and not any(words.x1 - 2 <= each.x0 and each.x1 <= box.x0 + 2 for each in between)


def _shifted(token: Token, down: float) -> Token:
    box = token.box
    moved = Box(box.x0, box.top + down, box.x1, box.bottom + down)
    return replace(token, box=moved, baseline=token.baseline + down)
