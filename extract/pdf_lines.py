"""Tokens to pieces: the words of one visual line that belong together, parted at wide gaps.

A tick box stays with its label, and the options of one question stay in one piece. Paragraphs are made elsewhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from extract.pdf_page import Box, around
from extract.pdf_words import Token

_SAME_LINE = 0.4  # of the size: how far baselines of one line may differ
_SPACE = 0.28  # of the size: a usual space
_WIDEST_SPACE = 0.5  # of the size: a space in justified text
_WIDE = 2.5  # spaces: what is wider parts a line
_SEVERAL = 0.72  # of the size: as wide are three spaces or more
_TAB, _WIDER = 0.45, 1.5  # of the size, and of the line's other gaps: such a gap is no space
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])(?:\.\d{1,2})*[.):]?")
_TYPED_GAP = "   "  # as people part questions on one line
_LABEL_REACH = 3.0  # of the size: how far a tick box may stand from its label
_FIRST_OPTION = "yes"
_OPTIONS_REACH = 90.0  # points between two options of one question
_UNDER_ITS_QUESTION = 4.0  # points by which a box may stand left or right of where the question over it begins
_QUESTION_ABOVE = 1.6  # of the size: no more lies between a question and the boxes under it


@dataclass(frozen=True)
class Piece:
    """Part of a visual line, from left to right."""

    tokens: tuple[Token, ...]

    @cached_property
    def box(self) -> Box:
        """Around all tokens."""
        return around([each.box for each in self.tokens])

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The tokens that are no tick boxes or bullets."""
        return tuple(each for each in self.tokens if not each.is_sign)

    @property
    def baseline(self) -> float:
        """Of its words, or the foot of its tick boxes."""
        return (self.words or self.tokens)[0].baseline

    @cached_property
    def size(self) -> float:
        """The usual size of its words."""
        return median(each.style.size for each in self.words or self.tokens)

    @cached_property
    def text(self) -> str:
        """Its words with single spaces."""
        return "".join(
            each.text if i == 0 else gap_before(self.tokens, i) + each.text for i, each in enumerate(self.tokens)
        )

    @property
    def has_mark(self) -> bool:
        """Whether a tick box stands in it."""
        return any(each.is_box for each in self.tokens)

    @property
    def is_field(self) -> bool:
        """Whether it is a form field with a value of its own."""
        return self.tokens[0].is_field


def gap_before(tokens: Sequence[Token], index: int) -> str:
    """What stands between a token and the one before it on the line: a space, several typed ones, or nothing."""
    one, two = tokens[index - 1], tokens[index]
    if one.is_sign or two.is_sign:
        return " "
    gap = two.box.x0 - one.box.x1
    size = min(one.style.size, two.style.size)
    several = (two.typed and gap > _SEVERAL * size) or (gap > _TAB * size and _is_widest(tokens, gap))
    if several and not (index == 1 and _NUMBER.fullmatch(one.text)):
        return _TYPED_GAP
    return " " if gap > 0.12 * size or (two.spaced and gap > -0.1 * size) else ""


def _is_widest(tokens: Sequence[Token], gap: float) -> bool:
    """Whether a gap is wider than any space of its line: a tab that is nearly there moves on by little."""
    if not all(each.level and each.score is None and not each.is_sign for each in tokens):
        return False
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(tokens)]
    usual = median(each for each in gaps)
    return len(gaps) > 1 and gap > _WIDER * usual and sum(each > gap / _WIDER for each in gaps) == 1


def pieces_of(tokens: Sequence[Token]) -> list[Piece]:
    """The pieces of one page or table cell, line by line from the top. Fields with values stand for themselves."""
    fields = [Piece((each,)) for each in tokens if each.is_field or not each.level]
    flowing = [each for each in tokens if not each.is_field and each.level]
    rows = _rows([each for each in flowing if each.mark is None])
    middles = [_middles(row) for row in rows]
    for mark in (each for each in flowing if each.mark is not None):
        _place_mark(mark, rows, middles)
    lines = sorted((sorted(row, key=lambda each: each.box.x0) for row in rows), key=_height)
    pieces: list[Piece] = []
    above: list[list[Token]] = []
    for line in lines:
        parts = _with_options_joined(_split(line), above)
        pieces.extend(Piece(tuple(part)) for part in parts)
        above = parts
    return sorted([*pieces, *fields], key=lambda each: (each.baseline, each.box.x0))


def _height(line: Sequence[Token]) -> float:
    return next((each.baseline for each in line if each.mark is None), line[0].box.bottom)


def _rows(words: Sequence[Token]) -> list[list[Token]]:
    """Words by baseline; raised and lowered ones stay with their line."""
    rows: list[list[Token]] = []
    for word in sorted(words, key=lambda each: each.baseline):
        first = rows[-1][0] if rows else None
        if first and word.baseline - first.baseline <= _SAME_LINE * max(first.style.size, word.style.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _middles(row: Sequence[Token]) -> tuple[float, float]:
    """The highest and the lowest middle of a line's words."""
    middles = [_middle(each) for each in row]
    return min(middles), max(middles)


def _middle(word: Token) -> float:
    """The height at which the small letters of a word have their middle."""
    return word.baseline - 0.32 * word.style.size


def _place_mark(mark: Token, rows: list[list[Token]], middles: list[tuple[float, float]]) -> None:
    """Put a tick box into the line whose words stand beside it, the upper one where two are as near."""
    best: int | None = None
    nearest = 0.5 * mark.box.height + 3.0
    height = mark.box.middle[1]
    for number, row in enumerate(rows):
        if not middles[number][0] - nearest < height < middles[number][1] + nearest:
            continue
        beside = [each for each in row if each.box.shared_width(mark.box) > -_OPTIONS_REACH]
        if not beside:
            continue
        away = abs(height - _middle(beside[0]))
        if away < min(nearest - 0.5, 0.5 * mark.box.height + 0.35 * beside[0].style.size):
            best, nearest = number, away
    if best is None:
        rows.append([mark])
        middles.append(_middles([mark]))
    else:
        rows[best].append(mark)
        middles[best] = (min(middles[best][0], _middle(mark)), max(middles[best][1], _middle(mark)))


def _split(row: Sequence[Token]) -> list[list[Token]]:
    """A line from left to right, parted where a gap is too wide for a space."""
    gaps = [two.box.x0 - one.box.x1 for one, two in pairwise(row)]
    space = _usual_space(row, gaps)
    parts = [[row[0]]]
    for index, gap in enumerate(gaps):
        size = max(row[index].style.size if not row[index].is_sign else 0.0, row[index + 1].style.size)
        joined = (
            row[index + 1].typed
            or gap
            <= max(0.0 if _changes(row[index], row[index + 1]) else _WIDE * space, _WIDE * _SPACE * min(size, 14.0))
            or _binds(row, index, gaps)
        )
        if joined:
            parts[-1].append(row[index + 1])
        else:
            parts.append([row[index + 1]])
    return parts


def _changes(one: Token, two: Token) -> bool:
    """Whether an answer in another type and colour follows its question: its wide spaces tell nothing of the gap."""
    return one.style.font != two.style.font and one.style.colour != two.style.colour


def _usual_space(row: Sequence[Token], gaps: Sequence[float]) -> float:
    """The space of this line: wider in justified text, where all gaps are alike."""
    size = median(each.style.size for each in row)
    real = sorted(gap for gap in gaps if gap > 0.1 * size)
    quarter = real[len(real) // 4] if len(real) >= 4 else 0.0
    return min(max(_SPACE * size, quarter), _WIDEST_SPACE * size)


def _binds(row: Sequence[Token], index: int, gaps: Sequence[float]) -> bool:
    """Whether a tick box and the label behind it belong together across this gap.

    A label in front of its box binds as far only where no words follow the box.
    """
    one, two = row[index], row[index + 1]
    gap = gaps[index]
    if one.is_sign and not two.is_sign:
        return gap <= _LABEL_REACH * two.style.size
    if not one.is_sign and two.is_sign and gap <= _LABEL_REACH * one.style.size:
        behind = gaps[index + 1] if index + 1 < len(gaps) else None
        follows = behind is not None and not row[index + 2].is_sign and behind <= _LABEL_REACH * one.style.size
        return not follows
    return False


def _with_options_joined(parts: list[list[Token]], above: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """Neighbouring parts that each hold a tick box and its label, in the same order, are options of one question.

    Not those that stand under another of the questions in the line above than the parts before them.
    """
    joined = [parts[0]]
    for part in parts[1:]:
        before = joined[-1]
        gap = part[0].box.x0 - before[-1].box.x1
        asked_apart = _is_headed(part, above) and _is_headed(before, above)
        if gap <= _OPTIONS_REACH and _are_options(before, part) and not asked_apart:
            before.extend(part)
        else:
            joined.append(part)
    return joined


def _is_headed(part: Sequence[Token], above: Sequence[Sequence[Token]]) -> bool:
    """Whether a tick box begins where words in the line right above begin, and that line holds no boxes itself."""
    if not part[0].is_box or any(each.is_box for line in above for each in line):
        return False
    box, most = part[0].box, _QUESTION_ABOVE * part[-1].style.size
    heads = [line[0] for line in above if abs(line[0].box.x0 - box.x0) <= _UNDER_ITS_QUESTION]
    return any(0 <= box.top - each.baseline <= most for each in heads)


def _are_options(one: Sequence[Token], two: Sequence[Token]) -> bool:
    """Whether the second part begins with a box where the first ends with a label, or both end with their boxes."""
    if not any(each.is_box for each in one) or all(each.is_box for each in two):
        return False
    if _FIRST_OPTION in _words(one) and _words(two)[:1] == [_FIRST_OPTION]:
        return False  # the alternatives of the next question
    if one[-1].is_box:
        return len(one) > 1 and two[-1].is_box
    return two[0].is_box


def _words(part: Sequence[Token]) -> list[str]:
    return [each.text.casefold() for each in part if not each.is_sign]
