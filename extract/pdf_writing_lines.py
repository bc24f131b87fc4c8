"""Ruled lines to write on whose question is printed above or, as for a signature, under them: they become fields.

Lines behind their question, or inside a sentence, are read elsewhere (`extract/pdf_blanks.py`). Lines of a list or of a
block of prose, one close below the other, stay lines. A page sets its questions in one way.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.document import Control
from extract.pdf_captions import raised
from extract.pdf_grids import Ruling
from extract.pdf_lines import Piece, pieces_of
from extract.pdf_nearby import ByHeight
from extract.pdf_page import Box
from extract.pdf_words import Token

_SHORTEST, _LONGEST = 30.0, 560.0  # points of a line
_FEWEST = 3  # lines of a page with a question, and their share of all that might have one
_SHARE = 0.6
_WRITTEN = (-1.5, 9.0)  # points that what is written stands above its line
_UNDER = (-1.0, 7.0)  # points from a line down to the caption under it
_OVER = (8.0, 26.0)  # points from a question's foot down to the line under it
_INDENT = 8.0  # points by which left edges, or middles, may differ
_NEXT = 22.0  # points: lines of one list or block of prose are no further apart
_BESIDE = 16.0  # points: such a line stands behind words
_ENDS = 4.0  # points by which an underline may miss its words' ends
_TOUCH = 2.0  # points: an upright line this near makes it the line of a table
_HEIGHT = 12.0  # points of a field above its line


@dataclass(frozen=True, kw_only=True)
class _Line:
    ruling: Ruling
    written: tuple[Token, ...]
    over: Piece | None = None
    under: Piece | None = None


def with_writing_lines(tokens: Sequence[Token], rulings: Sequence[Ruling]) -> tuple[list[Token], list[Ruling]]:
    """The tokens with what stands on each such line as one field, captions under lines above them; and those lines."""
    lines = _with_usual_print(_lines(tokens, rulings))
    over = [each for each in lines if each.over]
    under = [each for each in lines if each.under]
    style = _style(over, under)
    found = {"over": over, "under": under}.get(style, [])
    if len(found) < max(_FEWEST, _SHARE * len(lines)):
        return list(tokens), []
    held = {id(token) for each in found for token in each.written}
    kept = [each for each in tokens if id(each) not in held]
    if style == "under":
        kept = raised(kept, [(_box(each.ruling), each.under) for each in found if each.under])
    return [*kept, *map(_field, found)], [each.ruling for each in found]


def _with_usual_print(lines: Sequence[_Line]) -> list[_Line]:
    """The lines without words over or under them that are set otherwise than most: headings, no questions."""
    usual = Counter(round(piece.size) for each in lines for piece in (each.over, each.under) if piece).most_common(1)

    def question(piece: Piece | None) -> Piece | None:
        return piece if piece and round(piece.size) == usual[0][0] else None

    return [replace(each, over=question(each.over), under=question(each.under)) for each in lines]


def _style(over: Sequence[_Line], under: Sequence[_Line]) -> str:
    """Which way the page sets its questions: those that stand at one line alone tell, at its first or its last."""
    below = {id(each.under) for each in under}
    above = {id(each.over) for each in over}
    first, last = len(above - below), len(below - above)
    if first == last:
        return ""
    return "over" if first > last else "under"


def _lines(tokens: Sequence[Token], rulings: Sequence[Ruling]) -> list[_Line]:
    """The lines of a page that may be written on, each with what stands on it and the words over and under it."""
    words = [each for each in tokens if each.level and each.control is None]
    fields = [each.box for each in tokens if each.is_field]
    lone = [each for each in _lone(rulings) if not _is_behind_words(each, words) and not _carries(each, fields)]
    on = {each: tuple(token for token in words if _stands_on(token, each)) for each in lone}
    lone = [each for each in lone if not _underlines(each, on[each]) and _is_by_hand(on[each])]
    standing = {id(token) for each in on for token in on[each]}
    pieces = [each for each in pieces_of([each for each in words if id(each) not in standing]) if not each.has_mark]
    return [
        _Line(ruling=each, written=on[each], over=_over(each, pieces), under=_under(each, pieces))
        for each in lone
        if not any(_is_next(each, other, pieces) for other in lone if other is not each)
    ]


def _is_by_hand(written: Sequence[Token]) -> bool:
    return not any(each.style.bold or each.is_box for each in written)


def _lone(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Level lines of a fitting length that no upright line meets, each once."""
    uprights = ByHeight([each.box for each in rulings if not each.level], lambda box: box)
    level = {each for each in rulings if each.level and _SHORTEST <= each.end - each.start <= _LONGEST}
    return [each for each in level if not _meets(each.box, uprights)]


def _meets(line: Box, uprights: ByHeight[Box]) -> bool:
    return any(line.touches(other, slack=_TOUCH) for other in uprights.near(line.top - _TOUCH, line.bottom + _TOUCH))


def _is_behind_words(line: Ruling, words: Sequence[Token]) -> bool:
    return any(0 <= line.start - each.box.x1 <= _BESIDE and -3 <= line.at - each.baseline <= 7 for each in words)


def _carries(line: Ruling, fields: Sequence[Box]) -> bool:
    """Whether a form field stands on a line."""
    on = (each for each in fields if each.x0 < line.end and each.x1 > line.start)
    return any(each.top < line.at and abs(each.bottom - line.at) <= _HEIGHT for each in on)


def _stands_on(token: Token, line: Ruling) -> bool:
    inside = line.start - 1 <= token.box.middle[0] <= line.end + 1
    return inside and _WRITTEN[0] <= line.at - token.baseline <= _WRITTEN[1]


def _underlines(line: Ruling, written: Sequence[Token]) -> bool:
    if not written:
        return False
    left, right = min(each.box.x0 for each in written), max(each.box.x1 for each in written)
    return abs(left - line.start) <= _ENDS and abs(right - line.end) <= _ENDS


def _is_next(one: Ruling, two: Ruling, pieces: Sequence[Piece]) -> bool:
    """Whether two lines lie one close below the other with no words between but those on the lower one."""
    if abs(one.start - two.start) > 3 or abs(one.end - two.end) > 3 or not 0 < abs(one.at - two.at) <= _NEXT:
        return False
    between = Box(one.start, min(one.at, two.at), one.end, max(one.at, two.at))
    return not any(between.holds(each.box.middle) for each in pieces)


def _over(line: Ruling, pieces: Sequence[Piece]) -> Piece | None:
    """The nearest words above a line with room to write between them."""
    above = [each for each in pieces if _OVER[0] <= line.at - each.baseline <= _OVER[1]]
    fitting = [each for each in above if _is_aligned(each.box, line)]
    return max(fitting, key=lambda each: each.baseline, default=None)


def _under(line: Ruling, pieces: Sequence[Piece]) -> Piece | None:
    """The words right under a line."""
    below = [each for each in pieces if _UNDER[0] <= each.box.top - line.at <= _UNDER[1]]
    fitting = [each for each in below if _is_aligned(each.box, line)]
    return min(fitting, key=lambda each: each.baseline, default=None)


def _is_aligned(words: Box, line: Ruling) -> bool:
    left, middle = abs(words.x0 - line.start), abs(words.middle[0] - (line.start + line.end) / 2)
    return min(left, middle) <= _INDENT and words.x1 <= line.end + 4 * _INDENT


def _box(line: Ruling) -> Box:
    return Box(line.start, line.at - _HEIGHT, line.end, line.at)


def _field(line: _Line) -> Token:
    words = sorted(line.written, key=lambda each: (round(each.baseline), each.box.x0))
    beside = words[0] if words else (line.over or line.under).tokens[0]  # type: ignore[union-attr]  # it has one
    text = " ".join(each.text for each in words)
    control = Control(kind="text", origin="drawn", placeholder=not text)
    return replace(
        beside, text=text, box=_box(line.ruling), baseline=line.ruling.at - 2, control=control, spaced=True,
        strike=False, highlight=False, underline=False, style=beside.style._replace(italic=False),
    )  # fmt: skip
