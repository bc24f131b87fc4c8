"""Sentences with blanks to fill in: a ruled line inside a printed line of text, with what was written on it.

`I, ______, ask the panel to consider the case of ______, born ______`: each blank becomes a field that stays in its
line. Lines to write on below or behind a question stay what they are.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Control
from extract.pdf_grids import Ruling
from extract.pdf_nearby import ByHeight
from extract.pdf_page import Box
from extract.pdf_words import Token

_SHORTEST, _LONGEST = 22.0, 420.0  # points of a blank
_ABOVE, _BELOW = 7.0, 2.5  # points that the line may lie below the baseline of the print beside it, and above it
_WRITTEN = (-1.5, 9.0)  # points that what is written stands above its line
_AS_LONG = 4.0  # points by which an underline may miss its words' ends
_REACH = 16.0  # points from a blank to the words that go on behind it
_GOES_ON = re.compile(r"^(?:[a-z(),;.]|I\b)")
_Hand = tuple[bool, tuple[int, int, int]]  # how words are set: leaning or not, and their colour
_TOUCH = 2.0  # points between lines that meet
_FEWEST = 3  # blanks of a page inside sentences
_FEWEST_ASKED = 3  # lines of a page behind a question each, and different places at which they start
_SHARE_OF_STARTS = 0.25  # different starts among so many lines, at least
_WHOLE_WIDTH = 560.0  # points of a line behind a question


def with_blanks(tokens: Sequence[Token], rulings: Sequence[Ruling]) -> list[Token]:
    """The tokens with what stands on each blank as one field of its line; as they are where no sentence has blanks."""
    lines = [each for each in _lone(rulings) if not _underlines(each, tokens)]
    blanks = [each for each in lines if (line := _line_of(each, tokens)) and _goes_on(each, line)]
    if len(blanks) < _FEWEST:
        return list(tokens)
    kept = list(tokens)
    hands: Counter[_Hand] = Counter()
    for each in lines:
        line = _line_of(each, kept)
        if not line:  # also where all of it has become what is written on a line before
            continue
        written = [token for token in kept if _stands_on(token, each) and token not in line]
        hands.update(map(_hand, written))
        held = {id(token) for token in written}
        kept = [token for token in kept if id(token) not in held] + [_field(each, written, line[0])]
    printed = Counter(_hand(each) for each in kept if not each.inline).most_common(1)
    return [_upright(each) if _hand(each) in hands and _hand(each) != printed[0][0] else each for each in kept]


def with_lines_to_write_on(tokens: Sequence[Token], rulings: Sequence[Ruling]) -> tuple[list[Token], list[Ruling]]:
    """The tokens with what stands on each line behind a question as one field, and the lines that were taken.

    Such lines begin where their question ends, each at another place; the lines of a table begin below each other.
    """
    lone = _lone(rulings, _WHOLE_WIDTH)
    lines = [each for each in lone if not _underlines(each, tokens) and _question(each, tokens)]
    if len({round(each.start) for each in lines}) < max(_FEWEST_ASKED, _SHARE_OF_STARTS * len(lines)):
        return list(tokens), []
    kept = list(tokens)
    taken: list[Ruling] = []
    for each in lines:
        asked = _question(each, kept)
        if not asked:  # it has become what is written on a line before
            continue
        written = [token for token in kept if _stands_on(token, each)]
        held = {id(token) for token in written}
        field = replace(_field(each, written, asked[-1]), inline=False)
        kept = [token for token in kept if id(token) not in held] + [field]
        taken.append(each)
    return kept, taken


def _question(line: Ruling, tokens: Sequence[Token]) -> list[Token]:
    """The printed words right in front of a line to write on."""
    beside = [each for each in tokens if each.level and not each.is_field and _is_level_with(each, line)]
    return sorted((each for each in beside if 0 <= line.start - each.box.x1 <= _REACH), key=lambda each: each.box.x1)


def _hand(token: Token) -> _Hand:
    return token.style.italic, token.style.colour


def _upright(token: Token) -> Token:
    """What is set as the words on the blanks are is written, not a printed hint, though it leans as one."""
    return replace(token, style=token.style._replace(italic=False))


def _lone(rulings: Sequence[Ruling], longest: float = _LONGEST) -> list[Ruling]:
    """Level lines of the length of a blank that no upright line meets."""
    uprights = ByHeight([each.box for each in rulings if not each.level], lambda box: box)
    level = [each for each in rulings if each.level and _SHORTEST <= each.end - each.start <= longest]
    return [each for each in level if not _meets(each.box, uprights)]


def _meets(line: Box, uprights: ByHeight[Box]) -> bool:
    return any(line.touches(other, slack=_TOUCH) for other in uprights.near(line.top - _TOUCH, line.bottom + _TOUCH))


def _underlines(line: Ruling, tokens: Sequence[Token]) -> bool:
    """Whether a line is as long as the words on it."""
    over = [each.box for each in tokens if _stands_on(each, line)]
    if not over:
        return False
    left, right = min(each.x0 for each in over), max(each.x1 for each in over)
    return abs(left - line.start) <= _AS_LONG and abs(right - line.end) <= _AS_LONG


def _line_of(blank: Ruling, tokens: Sequence[Token]) -> list[Token]:
    """The printed words right beside a blank, on its line: before it and behind it."""
    beside = [each for each in tokens if each.level and not each.is_field and _is_level_with(each, blank)]
    return [each for each in beside if _gap(each, blank) <= _REACH and not _lies_over(each, blank)]


def _is_level_with(token: Token, blank: Ruling) -> bool:
    return -_BELOW <= blank.at - token.baseline <= _ABOVE


def _gap(token: Token, blank: Ruling) -> float:
    return max(token.box.x0 - blank.end, blank.start - token.box.x1)


def _lies_over(token: Token, blank: Ruling) -> bool:
    return blank.start - 1 <= token.box.middle[0] <= blank.end + 1


def _goes_on(blank: Ruling, line: Sequence[Token]) -> bool:
    """Whether a sentence goes on behind a blank."""
    return any(each.box.x0 >= blank.end - 2 and _GOES_ON.match(each.text) for each in line)


def _stands_on(token: Token, blank: Ruling) -> bool:
    over = _lies_over(token, blank) and token.control is None and token.level
    return over and _WRITTEN[0] <= blank.at - token.baseline <= _WRITTEN[1]


def _field(blank: Ruling, written: Sequence[Token], beside: Token) -> Token:
    """The field of a blank, set as the print beside it."""
    words = sorted(written, key=lambda each: (round(each.baseline), each.box.x0))
    text = " ".join(each.text for each in words)
    control = Control(kind="text", origin="drawn", placeholder=not text)
    box = Box(blank.start, beside.box.top, blank.end, beside.box.bottom)
    return replace(beside, text=text, box=box, control=control, inline=True, spaced=True, strike=False, highlight=False)
