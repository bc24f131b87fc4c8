"""Lines to write on that are typed as dots or underscores, with the answer put over them.

The characters stand on the same spot as the answer and would be read as one with it. Where nothing is written over a
page's dots or underscores they stay: they say that a question was left blank.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.pdf_grids import Ruling
from extract.pdf_nearby import ByHeight
from extract.pdf_page import Glyph
from extract.pdf_words import Token

_LEADER = re.compile(r"[._…]{8,}")
_WRITTEN = (-2.0, 9.0)  # points that what is written stands above the foot of the dots
_INSIDE = 2.0  # points by which words lie over the dots, not beside them
_FOOT = 1.0  # points from the baseline down to the line that the dots make
_LEVEL = 4.0  # points: words this near in height stand on the same line


def leader_cuts(word: Sequence[Glyph]) -> list[int]:
    """Indices of the glyphs at which a word goes over to dots or underscores, and back: `Name:________`."""
    if any(len(each.text) != 1 for each in word):
        return []
    found = _LEADER.finditer("".join(each.text for each in word))
    return sorted({at for each in found for at in each.span()} - {0, len(word)})


def without_leaders(tokens: Sequence[Token]) -> tuple[list[Token], list[Ruling]]:
    """The tokens without the dots and underscores that were written over, and those as lines to write on.

    The spare lines of such a page go as well. What is written leans in no printed hint's way.
    """
    leaders = [each for each in tokens if each.level and _LEADER.fullmatch(each.text)]
    if not leaders:
        return list(tokens), []
    held = {id(each) for each in leaders}
    words = ByHeight([each for each in tokens if each.level and id(each) not in held], lambda each: each.box)
    written = {id(each): list(_written_over(each, words)) for each in leaders}
    over = [each for each in leaders if written[id(each)]]
    spare = [each for each in leaders if over and not _has_neighbour(each, words)]
    gone = {id(each) for each in (*over, *spare)}
    answers = {id(word) for found in written.values() for word in found}
    kept = [_upright(each) if id(each) in answers else each for each in tokens if id(each) not in gone]
    return kept, [Ruling(True, each.baseline + _FOOT, each.box.x0, each.box.x1) for each in over]


def _upright(token: Token) -> Token:
    return replace(token, style=token.style._replace(italic=False))


def _written_over(leader: Token, words: ByHeight[Token]) -> Iterator[Token]:
    for each in words.near(leader.box.top - _WRITTEN[1], leader.box.bottom):
        above = leader.baseline - each.baseline
        if _WRITTEN[0] <= above <= _WRITTEN[1] and each.box.shared_width(leader.box) > _INSIDE:
            yield each


def _has_neighbour(leader: Token, words: ByHeight[Token]) -> bool:
    """Whether words stand on the line of the dots: a question that was left blank, not a spare line of an answer."""
    near = words.near(leader.box.top - _LEVEL, leader.box.bottom + _LEVEL)
    return any(abs(leader.baseline - each.baseline) <= _LEVEL for each in near)
