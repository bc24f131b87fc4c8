"""Neighbouring form fields or drawn boxes that hold the parts of one answer: day, month and year of a date, say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.pdf_page import Box, around
from extract.pdf_words import Token
from extract.values import find_postcode

_SEPARATORS = frozenset({"/", "-", ".", ":", "–"})
_GAP = 16.0  # points between fields that hold the parts of one answer
_PART = 64.0  # points: such a field is no wider
_HINT = 16.0  # points from a field to the words that say which part it is for
_PARTS = frozenset({"DD", "MM", "YY", "YYYY", "Day", "Month", "Year"})


def with_parts_joined(tokens: Sequence[Token]) -> list[Token]:
    """Neighbouring boxes for the parts of one date, time or number as one field: `[03] / [07] / [2024]`."""
    parts = sorted((each for each in tokens if _is_part(each)), key=lambda each: (round(each.box.top / 4), each.box.x0))
    joined: list[Token] = []
    gone: set[int] = set()
    for each in parts:
        between = _between(joined[-1], each, tokens) if joined else None
        if between is None:
            joined.append(each)
            continue
        gone.update(map(id, between))
        joined[-1] = _together(joined[-1], each, "".join(token.text for token in between))
    replaced = {id(each) for each in parts}
    rest = [each for each in tokens if id(each) not in replaced and id(each) not in gone]
    whole = [each.box for each in joined if each.box not in {part.box for part in parts}]
    return [each for each in rest if not any(_is_hint(each, box) for box in whole)] + joined


def _is_part(token: Token) -> bool:
    if token.control is None or token.mark or token.control.origin not in ("drawn", "acroform"):
        return False
    typed = token.control.origin == "drawn" or (token.control.kind == "text" and not token.text.strip("0123456789"))
    return typed and token.box.width <= _PART and len(token.text) <= 4


def _is_hint(token: Token, box: Box) -> bool:
    """`DD`, `MM`, `YYYY` over or under the parts of a date: which part is which."""
    near = box.shared_width(token.box) > 0 and -4 <= -box.shared_height(token.box) <= _HINT
    return token.control is None and near and token.text in _PARTS


def _between(one: Token, two: Token, tokens: Sequence[Token]) -> list[Token] | None:
    """The separators between two parts of one answer; None where they are two answers."""
    if abs(one.box.top - two.box.top) > 2 or not -1 <= two.box.x0 - one.box.x1 <= _GAP:
        return None
    space = Box(one.box.x1 - 2, one.box.top, two.box.x0 + 2, one.box.bottom)
    if re.search(r"[^\W\d]", one.text + two.text) and not find_postcode(one.text + two.text):
        return None
    found = [each for each in tokens if each.control is None and space.holds(each.box.middle)]
    if any(each.text not in _SEPARATORS for each in found):
        return None
    return found


def _together(one: Token, two: Token, separator: str) -> Token:
    text = f"{one.text}{separator or ' '}{two.text}" if one.text and two.text else one.text or two.text
    control = replace(one.control, placeholder=not text) if one.control else None
    return replace(one, text=text, box=around([one.box, two.box]), control=control)
