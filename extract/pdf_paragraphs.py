"""Pieces of lines to paragraphs: which line goes on with the one above it. Order on the page is made elsewhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

from extract.pdf_lines import Piece
from extract.pdf_listed import are_entries
from extract.pdf_page import Box, around

_LEADING = 1.55  # of the size: lines of one paragraph are set no wider apart, unless the whole page is
_WIDEST_LEADING = 2.6
_PROSE = 30  # characters: the usual line of prose has more
_APART, _JITTER = 1.1, 0.7  # of the distance within a paragraph, and points: lines further apart are two paragraphs
_MID_SENTENCE = 0.3  # of the room: how short a line may be that the next one goes on in lower case
_ENDED = re.compile(r"[.:;?!]\W*$")
_ENUMERATED = re.compile(r"^(?:[•▪‣◦·●■➢\-–*]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])(?:\s|$)", re.I)


@dataclass(eq=False)
class Lines:
    """Lines that follow one another. `breaks[i]` says whether line i+1 began anew though line i was short."""

    pieces: list[Piece]
    breaks: list[bool] = field(default_factory=list)

    @cached_property
    def box(self) -> Box:
        """Around all lines."""
        return around([each.box for each in self.pieces])

    @property
    def first(self) -> Piece:
        """The first line."""
        return self.pieces[0]


def paragraphs_of(
    pieces: Sequence[Piece], container: Box, *, in_cell: bool = False, tight: Mapping[float, float] | None = None
) -> list[Lines]:
    """The paragraphs of one page or cell, whose text may run to the right edge of `container`.

    `tight`: by size of print, the distance of baselines within a paragraph, where the document shows it.
    """
    setting = _Setting(pieces, container, in_cell=in_cell)
    setting.tight = tight or {}
    return [part for chain in _chains(pieces, setting) for part in _parted(chain, setting)]


class _Setting:
    """How the lines of one page or cell stand to each other."""

    def __init__(self, pieces: Sequence[Piece], container: Box, *, in_cell: bool) -> None:
        self._pieces = pieces
        self._in_cell = in_cell  # so that the right edge is known, not guessed
        left = min((each.box.x0 for each in pieces), default=container.x0)
        right = max((each.box.x1 for each in pieces), default=container.x1)
        self._right = max(right, container.x1 - max(left - container.x0, 2.0))
        self._neighbours: dict[int, tuple[list[Piece], list[Piece]]] = {}
        self.leading = self._usual_leading()
        self.tight: Mapping[float, float] = {}

    def _usual_leading(self) -> float:
        """Widest distance of baselines within a paragraph, in sizes: more where lines that go on stand far apart."""
        steps = []
        lines = self._pieces
        if any(token.inline for each in lines for token in each.tokens):  # sentences with blanks, maybe in columns
            lines = sorted(lines, key=lambda each: (round(each.box.x0), each.baseline))
        for one, two in pairwise(lines):
            if abs(one.box.x0 - two.box.x0) < 2 and one.size == two.size and _is_mid_sentence(one, two):
                steps.append((two.baseline - one.baseline) / one.size)
        usual = median(steps) if len(steps) >= 2 else 1.2
        return min(max(_LEADING, 1.15 * usual), _WIDEST_LEADING)

    def beside(self, piece: Piece) -> tuple[list[Piece], list[Piece]]:
        """Pieces at the same height to the left and to the right."""
        found = self._neighbours.get(id(piece))
        if found is None:
            level = [
                each
                for each in self._pieces
                if each is not piece
                and each.box.shared_height(piece.box) > 0.4 * min(each.box.height, piece.box.height)
            ]
            found = (
                [each for each in level if each.box.x1 <= piece.box.x0 + 1],
                [each for each in level if each.box.x0 >= piece.box.x1 - 1],
            )
            self._neighbours[id(piece)] = found
        return found

    def room(self, one: Piece, two: Piece) -> tuple[float, float]:
        """How far right a line may run, and how sure that is in points: up to its neighbours or the margin."""
        right = [*self.beside(one)[1], *self.beside(two)[1]]
        limit = min((each.box.x0 for each in right), default=None)
        if limit is not None:
            return limit - 0.5 * one.size, 2.0 * one.size
        return self._right, (0.3 if self._in_cell else 1.2) * one.size


def _chains(pieces: Sequence[Piece], setting: _Setting) -> list[list[Piece]]:
    """Lines below one another that are aligned, alike and evenly spaced."""
    chains: list[list[Piece]] = []
    for piece in pieces:
        chain = next((each for each in reversed(chains[-40:]) if _continues(each, piece, setting)), None)
        if chain is None:
            chains.append([piece])
        else:
            chain.append(piece)
    return chains


def _continues(chain: list[Piece], piece: Piece, setting: _Setting) -> bool:
    last = chain[-1]
    if last.is_field or piece.is_field or not (last.tokens[0].level and piece.tokens[0].level):
        return False
    if piece.tokens[0].is_sign or _ENUMERATED.match(piece.text):
        return False
    step = piece.baseline - last.baseline
    if not 0.5 * last.size < step <= setting.leading * max(last.size, piece.size):
        return False
    if len(chain) > 1 and step > 1.25 * (last.baseline - chain[-2].baseline):
        return False
    if not _aligned(chain, piece) or not _alike(last, piece):
        return False
    return not any(_ENUMERATED.fullmatch(each.text) for each in setting.beside(piece)[0])


def _aligned(chain: list[Piece], piece: Piece) -> bool:
    last, slack = chain[-1], 0.35 * piece.size
    left = piece.box.x0
    if abs(last.box.x0 - left) <= slack:
        return True
    if abs(last.box.middle[0] - piece.box.middle[0]) <= 2.0 and last.box.shared_width(piece.box) > 0:
        return True
    if len(chain) > 1:
        return False
    hanging = last.tokens[0].is_sign or _ENUMERATED.match(last.text)
    if hanging and any(abs(each.box.x0 - left) <= slack for each in last.tokens[1:3]):
        return True
    indented = 0.5 * last.size <= last.box.x0 - left <= 3.5 * last.size
    return indented and len(last.text) > 1.3 * _PROSE and not last.tokens[0].is_sign


def _alike(one: Piece, two: Piece) -> bool:
    """Whether the second line is set like the end of the first, or either holds the other's setting."""
    if abs(one.size - two.size) > 0.1 * max(one.size, two.size):
        return False
    ends = [(each.style.bold, each.style.italic, each.style.colour) for each in one.words]
    begins = [(each.style.bold, each.style.italic, each.style.colour) for each in two.words]
    if not ends or not begins:
        return False
    if begins[0][0] and not ends[-1][0]:  # bold words behind plain ones are the next label, unless a sentence goes on
        return _is_mid_sentence(one, two)
    return ends[-1] == begins[0] or (begins[0] in ends and len(begins) > 1) or (ends[-1] in begins and len(ends) > 3)


def _parted(chain: list[Piece], setting: _Setting) -> list[Lines]:
    """A chain cut where a line ended short of the room it had, so that the next one began on purpose."""
    prose = _prose_limit(chain)
    parts = [Lines([chain[0]])]
    spaced = _spaced_apart(chain, setting.tight)
    for number, (one, two) in enumerate(pairwise(chain)):
        listed = are_entries(one.text, two.text)
        if number in spaced or (listed and not setting.beside(parts[-1].first)[0]):
            parts.append(Lines([two]))
        elif not listed and _wraps(one, two, setting, prose):
            parts[-1].breaks.append(False)
            parts[-1].pieces.append(two)
        elif listed or _goes_on_beside_label(parts[-1].first, one, two, setting):
            parts[-1].breaks.append(True)
            parts[-1].pieces.append(two)
        else:
            parts.append(Lines([two]))
    return parts


def _spaced_apart(chain: Sequence[Piece], tight: Mapping[float, float]) -> set[int]:
    """Numbers of the lines behind which more room is left than between the lines of one paragraph."""
    usual = tight.get(round(chain[0].size, 1))
    steps = [two.baseline - one.baseline for one, two in pairwise(chain)]
    if usual is None or not steps or (len(steps) > 1 and min(steps) > usual + _JITTER):
        return set()
    wide = [number for number, step in enumerate(steps) if step > max(_APART * usual, usual + _JITTER)]
    return {
        number
        for number in wide
        if not _is_mid_sentence(chain[number], chain[number + 1])
        and (len(steps) > 1 or len(chain[number].text) < _PROSE)
    }


def _prose_limit(chain: list[Piece]) -> float | None:
    """Right edge of a text block of three long lines or more, None for lists of short lines."""
    if len(chain) < 3 or median(len(each.text) for each in chain) < _PROSE:
        return None
    rights = sorted((each.box.x1 for each in chain), reverse=True)
    width = rights[0] - min(each.box.x0 for each in chain)
    full = [each for each in rights if each > rights[0] - 0.15 * width]
    return rights[0] if len(full) >= 2 else None


def _wraps(one: Piece, two: Piece, setting: _Setting, prose: float | None) -> bool:
    """Whether the first word of the second line would not have fitted on the first."""
    if _begins_anew(one.text, two.text):
        return False
    first_word = two.tokens[0].box.width + 0.28 * two.size
    if prose is not None:
        return one.box.x1 + first_word > prose - 0.8 * one.size
    limit, doubt = setting.room(one, two)
    if _is_mid_sentence(one, two):
        doubt = max(doubt, _MID_SENTENCE * (limit - one.box.x0))
    if one.box.x1 + first_word <= limit - doubt or two.box.x1 > limit + one.size:
        return False
    return not _are_rows(one, two, setting)


def _begins_anew(one: str, two: str) -> bool:
    """Whether a question follows another one, or a heading in capitals, as far as colons and capitals tell."""
    if not two[:1].isupper() or not two.endswith(":"):
        return False
    return one.endswith(":") or (one.isupper() and " " in one and not two.isupper())


def _are_rows(one: Piece, two: Piece, setting: _Setting) -> bool:
    """Whether each line has a label or a value of its own beside it, so that they are two rows of a form."""
    (left_of_one, right_of_one), (left, right) = setting.beside(one), setting.beside(two)
    nearest = max(left, key=lambda each: each.box.x1, default=None)
    if left_of_one and nearest is not None and not nearest.text[:1].islower() and nearest.text[:1] != "(":
        return True
    return bool(right_of_one and right) and not _is_mid_sentence(one, two)


def _goes_on_in_lower_case(piece: Piece) -> bool:
    """Whether a line begins with a word that begins no answer; a mail address does."""
    return piece.text[:1].islower() and piece.tokens[0].text.strip(".,;:!?()'’").replace("-", "").isalpha()


def _is_mid_sentence(one: Piece, two: Piece) -> bool:
    """Whether a line stops without a full stop or colon and the next goes on in lower case."""
    return _goes_on_in_lower_case(two) and not one.is_field and not _ENDED.search(one.text)


def _goes_on_beside_label(first: Piece, one: Piece, two: Piece, setting: _Setting) -> bool:
    """Whether a short line is followed by more of the same answer: an address beside its label, say."""
    left_of_first, left_of_second = setting.beside(first)[0], setting.beside(two)[0]
    if not left_of_first or left_of_second or setting.beside(two)[1] or two.tokens[0].is_sign:
        return False
    return not one.has_mark
