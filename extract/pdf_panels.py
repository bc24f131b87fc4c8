"""Pages, or parts of them, in columns that each begin with a heading of their own: what stands in which column.

`A The child | B Referred by` with questions and answers below each. Tables are no such columns: under their headings
stand single answers, row by row. Prose in columns without headings is put in order elsewhere (`extract/pdf_order.py`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.pdf_lines import Piece
from extract.pdf_page import Box, around

_LEVEL = 5.0  # points by which the headings of two columns may differ in height
_INDENT = 12.0  # points by which a heading may stand right of its column's edge, as on a coloured bar
_GUTTER = 3.0  # points between two columns, at least
_BAR = (8.0, 44.0)  # points: how high a coloured bar behind a heading is
_BARS_APART = 4.0  # points: the tinted headings of a table touch
_LARGER = 1.12  # of the size of what stands below it: print this large is a heading without doubt
_LONGEST = 70  # characters of a heading
_PROSE = 30  # characters of a line of prose
_LOOSE = 8.0  # points from a tick box to the words beside it, at least, where a line may be cut
_SAME_LINE = 4.0  # points between the middles of what stands on one line
_ROOM = 40.0  # points: a heading this near above the end of its column belongs to what follows
_NUMBERED = re.compile(r"^(?:section|part|box)?\s*(?:([A-Z])|(\d{1,2}))(?:[.):]|\s|$)", re.I)
_PAIR = re.compile(r"^[A-Z][^:]{1,50}[:?](?:\s|$)")


class Block(NamedTuple):
    """A piece of a line, or a table: `piece` is None for a table, and `number` tells which of the page it is."""

    box: Box
    piece: Piece | None
    number: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a page that is read from top to bottom: the whole width, or one column of it."""

    blocks: tuple[Block, ...]
    box: Box


def parts_of(blocks: Sequence[Block], bars: Sequence[Box], page: Box) -> list[Part]:
    """The parts of a page in reading order; one alone where nothing stands in columns with headings of their own."""
    bars = [each for each in bars if _BAR[0] <= each.height <= _BAR[1]]
    parts: list[Part] = []
    rest = sorted(blocks, key=lambda each: each.box.top)
    for heads in _lines_of_headings(rest, bars):
        columns = _Columns(heads, bars).filled([each for each in rest if each not in heads])
        if not columns:
            continue
        taken = {id(each) for column in columns for each in column}
        top = min(each.box.top for each in heads)
        above = [each for each in rest if id(each) not in taken and each.box.top < top]
        if above:
            parts.append(Part(blocks=tuple(above), box=page))
        ends = [*(_left(column[0], bars) for column in columns[1:]), page.x1]
        parts += [
            Part(blocks=tuple(column), box=Box(_left(column[0], bars), top, end, page.bottom))
            for column, end in zip(columns, ends, strict=True)
        ]
        gone = taken | {id(each) for each in above}
        rest = [each for each in rest if id(each) not in gone]
    if rest or not parts:
        parts.append(Part(blocks=tuple(rest), box=page))
    return parts


def loosened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces cut at gaps beside their tick boxes: those of two columns may stand on one line."""
    for piece in pieces:
        start = 0
        for at, (one, two) in enumerate(pairwise(piece.tokens), start=1):
            if (one.is_sign or two.is_sign) and two.box.x0 - one.box.x1 >= _LOOSE:
                yield Piece(piece.tokens[start:at])
                start = at
        yield Piece(piece.tokens[start:]) if start else piece


def _lines_of_headings(blocks: Sequence[Block], bars: Sequence[Box]) -> Iterator[list[Block]]:
    """Headings side by side, from the top of the page and from the left."""
    rows: list[list[Block]] = []
    for block in blocks:
        if not _is_heading(block, bars):
            continue
        if rows and abs(block.box.middle[1] - rows[-1][0].box.middle[1]) <= _LEVEL:
            rows[-1].append(block)
        else:
            rows.append([block])
    yield from (sorted(row, key=lambda each: each.box.x0) for row in rows if len(row) > 1)


def _is_heading(block: Block, bars: Sequence[Box]) -> bool:
    """Whether a block may head a column: short, bold or on a bar, without a field or tick box."""
    piece = block.piece
    if piece is None or piece.is_field or piece.has_mark or any(each.control for each in piece.tokens):
        return False
    text = piece.text
    if len(text) > _LONGEST or sum(each.isalpha() for each in text) < 3 or text.rstrip().endswith(":"):
        return False
    return all(each.style.bold for each in piece.words) or _bar(block, bars) is not None


def _bar(block: Block, bars: Sequence[Box]) -> Box | None:
    return next((each for each in bars if each.holds(block.box.middle) and each.x0 <= block.box.x0 + 1), None)


def _left(head: Block, bars: Sequence[Box]) -> float:
    bar = _bar(head, bars)
    return min(head.box.x0, bar.x0) if bar else head.box.x0


class _Columns:
    """The columns below some headings that stand side by side."""

    def __init__(self, heads: Sequence[Block], bars: Sequence[Box]) -> None:
        self._heads = heads
        self._bars = bars
        self._behind = [_bar(each, bars) for each in heads]
        self._starts = [_left(each, bars) for each in heads]
        self._top = min(each.box.top for each in heads)

    def filled(self, blocks: Sequence[Block]) -> list[list[Block]]:
        """What stands in each column, its heading first; nothing where these are no columns."""
        line = max(each.box.bottom for each in self._heads)
        below = [each for each in blocks if each.box.middle[1] > self._top]
        if any(each.box.middle[1] < line and each.box.x0 > self._starts[0] for each in below):
            return []  # labels with answers beside them
        columns = self._swept(below)
        columns = _without_last_headings(columns, self._bars)
        found = [sorted(each, key=lambda one: (one.box.top, one.box.x0)) for each in columns]
        if not self._are_columns(found):
            return []
        return [[head, *column] for head, column in zip(self._heads, found, strict=True)]

    def _swept(self, below: Sequence[Block]) -> list[list[Block]]:
        """Blocks by column, from the headings down to the first that reaches from one column into the next."""
        columns: list[list[Block]] = [[] for _ in self._heads]
        rights = [each.box.x1 for each in self._heads]
        lefts = [start + _INDENT for start in self._starts]
        wall = min((each.top for each in self._bars if self._crosses(each)), default=float("inf"))
        wall = min([wall, *(each.box.top for each in below if self._heads_all(each, below))])
        for block in sorted(below, key=lambda each: each.box.top):
            at = max((i for i, start in enumerate(self._starts) if block.box.x0 >= start - _INDENT), default=None)
            if at is None or block.box.middle[1] > wall:
                break
            right, left = max(rights[at], block.box.x1), min(lefts[at], block.box.x0)
            if at + 1 < len(columns) and right > lefts[at + 1] - _GUTTER:
                break
            if at and rights[at - 1] > left - _GUTTER:
                break
            rights[at], lefts[at] = right, left
            columns[at].append(block)
        return columns

    def _crosses(self, bar: Box) -> bool:
        """Whether a coloured bar below the headings reaches from one column into the next."""
        return bar.top > self._top + _LEVEL and any(
            bar.x0 < x - _INDENT and bar.x1 > x + _INDENT for x in self._starts[1:]
        )

    def _heads_all(self, block: Block, below: Sequence[Block]) -> bool:
        """Whether a heading in the first column, with nothing beside it, heads rows that go on through all columns."""
        in_first = self._starts[0] - _INDENT <= block.box.x0 < self._starts[1] - _INDENT
        if not (in_first and _is_heading(block, self._bars) and self._is_as_large(block)):
            return False
        others = [
            each for each in below if each.box.x0 >= self._starts[1] - _INDENT and each.box.bottom > block.box.top
        ]
        if any(each.box.shared_height(block.box) > 0 for each in others):
            return False
        lines = [_line_at(each) for each in below if each.box.x0 < self._starts[1] - _INDENT and each is not block]
        following = min(map(_line_at, others), default=None)
        return following is None or any(abs(following - each) <= _SAME_LINE for each in lines)

    def _is_as_large(self, block: Block) -> bool:
        """Whether a line is printed as large as the headings of the columns, or on a bar: no question in them."""
        sizes = [each.piece.size for each in self._heads if each.piece]
        large = block.piece is not None and block.piece.size > min(sizes, default=0.0) / _LARGER
        return large or _bar(block, self._bars) is not None

    def _are_columns(self, columns: Sequence[Sequence[Block]]) -> bool:
        if any(not each for each in columns) or sum(len(lines_of(each)) > 1 for each in columns) < 2:
            return False
        forms = [is_form(each) for each in columns]
        sure = self._heads_are_sure(columns)
        if all(forms):
            return sure or self._heads_stand_out(columns)
        if not any(forms) or not sure:
            return False
        return all(
            form or _is_prose(each) or _is_ragged(each, columns) for form, each in zip(forms, columns, strict=True)
        )

    def _heads_are_sure(self, columns: Sequence[Sequence[Block]]) -> bool:
        """Whether the headings are numbered one after the other, set larger, or stand on bars of their own."""
        numbers = [_number(each) for each in self._heads]
        if all(one is not None and two == one + 1 for one, two in pairwise(numbers)):
            return True
        bars = [each for each in self._behind if each]
        if len(bars) == len(self._heads) and all(two.x0 - one.x1 >= _BARS_APART for one, two in pairwise(bars)):
            return True
        sizes = [each.piece.size for column in columns for each in column if each.piece and not each.piece.is_field]
        return bool(sizes) and all(each.piece and each.piece.size >= _LARGER * median(sizes) for each in self._heads)

    def _heads_stand_out(self, columns: Sequence[Sequence[Block]]) -> bool:
        """Whether next to nothing else is printed as the headings are: no questions, that is."""
        heads = {_look(each.piece) for each in self._heads if each.piece}
        alike = [each for column in columns for each in column if each.piece and _look(each.piece) in heads]
        return len(alike) < len(columns)


def _number(head: Block) -> int | None:
    found = _NUMBERED.match(head.piece.text if head.piece else "")
    if found is None:
        return None
    return ord(found[1].upper()) if found[1] else int(found[2])


def _without_last_headings(columns: list[list[Block]], bars: Sequence[Box]) -> list[list[Block]]:
    """The columns without a heading at the end of one of them: it is that of what follows below all columns."""
    ends = [around([each.box for each in column]).bottom for column in columns if column]
    if not ends:
        return columns
    foot = max(ends)
    lone = [
        each
        for column in columns
        for each in column[-1:]
        if len(column) > 1 and _is_heading(each, bars) and foot - each.box.bottom < _ROOM
    ]
    top = min((each.box.top for each in lone), default=float("inf"))
    return [[each for each in column if each.box.middle[1] < top] for column in columns]


def lines_of(blocks: Sequence[Block]) -> list[list[Block]]:
    """What stands on one line of a column, from the left."""
    lines: list[list[Block]] = []
    for block in sorted(blocks, key=_line_at):
        if lines and _line_at(block) - _line_at(lines[-1][0]) <= _SAME_LINE:
            lines[-1].append(block)
        else:
            lines.append([block])
    return [sorted(each, key=lambda one: one.box.x0) for each in lines]


def _line_at(block: Block) -> float:
    return block.piece.baseline if block.piece else block.box.top


def is_form(column: Sequence[Block]) -> bool:
    """Whether a column is questions with their answers or boxes: more than single words below each other."""
    if any(each.piece is None for each in column):
        return True
    lines = lines_of(column)
    if _is_lone_field(lines[0]):
        return False
    asked = sum(_is_lone_field(two) and not _is_lone_field(one) for one, two in pairwise(lines))
    pairs = asked + sum(len(line) > 1 or _is_pair(line[0]) for line in lines)
    return pairs >= 2 or pairs == len(lines) or _looks_change(lines)


def _is_pair(block: Block) -> bool:
    piece = block.piece
    return piece is not None and not piece.is_field and (piece.has_mark or bool(_PAIR.match(piece.text)))


def _is_lone_field(line: Sequence[Block]) -> bool:
    return len(line) == 1 and line[0].piece is not None and line[0].piece.is_field


def _looks_change(lines: Sequence[Sequence[Block]]) -> bool:
    """Whether questions in one print take turns with answers in another."""
    looks = [_look(line[0].piece) for line in lines if line[0].piece]
    changes = sum(one != two for one, two in pairwise(looks))
    return changes >= 3 and changes >= 0.5 * (len(looks) - 1)


def _look(piece: Piece) -> tuple[object, ...]:
    style = piece.tokens[0].style
    return round(style.size, 1), style.bold, style.colour, style.font, piece.text.isupper()


def _is_prose(column: Sequence[Block]) -> bool:
    lines = [each.piece.text for each in column if each.piece]
    return len(lines) > 1 and median(map(len, lines)) >= _PROSE


def _is_ragged(column: Sequence[Block], columns: Sequence[Sequence[Block]]) -> bool:
    """Whether most lines of a column stand at other heights than those beside it, as no row of a table does."""
    others = [_line_at(each) for other in columns if other is not column for each in other]
    mine = [_line_at(line[0]) for line in lines_of(column)]
    alone = sum(all(abs(at - each) > _SAME_LINE for each in others) for at in mine)
    return alone >= 2 and alone > 0.5 * len(mine)
