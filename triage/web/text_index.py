"""Finding words and places in a document as it is drawn. What is looked for, and how it is shown, is not known here."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice

from extract.document import Paragraph, Place, SourceDocument, Span, Table

MOST_PARAGRAPHS = 4000  # drawn and searched; a page longer than this helps nobody

_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"})
_TICKS = frozenset("☒☐▣☑✓✔✗✘")
_COORDINATES = ("part", "page", "table", "row", "column", "paragraph", "control")
_TELLING = ("row", "paragraph", "control")  # at least one of these, or a box, must agree


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Characters `start` to `end` of one paragraph, as drawn."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class _Letters:
    """All letters in a row; paragraph and offset of each; where each paragraph begins."""

    text: str
    homes: list[tuple[int, int]]
    starts: list[int]


class TextIndex:
    """The paragraphs of one document, and its letters without white space, struck words and prompts."""

    def __init__(self, document: SourceDocument) -> None:
        """Walk the document once, as far as it is drawn. The letters are gathered when they are first asked for."""
        found = list(islice(_walk(document.items, None), MOST_PARAGRAPHS))
        self.paragraphs: list[Paragraph] = [paragraph for paragraph, _ in found]
        self.places: list[Place] = [place for _, place in found]

    @cached_property
    def _letters(self) -> _Letters:
        text: list[str] = []
        homes: list[tuple[int, int]] = []
        for number, paragraph in enumerate(self.paragraphs):
            for offset, letter in _letters(paragraph):
                text.append(letter)
                homes.append((number, offset))
        return _Letters(text="".join(text), homes=homes, starts=_paragraph_starts(homes))

    def find(self, words: str) -> Iterator[list[Stretch]]:
        """Every place where the words stand, white space and typographic variants aside; nothing for no letters."""
        wanted = "".join(map(_fold, words))
        text = self._letters.text
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            yield self._stretches(at, at + len(wanted))
            at = text.find(wanted, at + len(wanted))

    def near(self, place: Place) -> list[int]:
        """Numbers of the paragraphs that fit a place best; none where nothing fits."""
        scores = [_agreement(place, each) for each in self.places]
        best = max(scores, default=0)
        return [number for number, score in enumerate(scores) if score == best] if best > 0 else []

    def whole(self, paragraph: int) -> Stretch:
        """All of one paragraph."""
        return Stretch(paragraph=paragraph, start=0, end=len(drawn_text(self.paragraphs[paragraph])))

    def _stretches(self, start: int, end: int) -> list[Stretch]:
        found: list[Stretch] = []
        homes, starts = self._letters.homes, self._letters.starts
        while start < end:
            following = bisect_right(starts, start)
            stop = min(end, starts[following] if following < len(starts) else end)
            number, first = homes[start]
            found.append(Stretch(paragraph=number, start=first, end=homes[stop - 1][1] + 1))
            start = stop
        return found


def drawn_spans(paragraph: Paragraph) -> list[Span]:
    """The spans that are drawn: all but hidden ones."""
    return [span for span in paragraph.spans if not span.hidden and span.text]


def drawn_text(paragraph: Paragraph) -> str:
    """The characters that offsets count: struck words and prompts of empty controls included."""
    return "".join(span.text for span in drawn_spans(paragraph))


def is_prompt(span: Span) -> bool:
    """Whether the span only shows the prompt of an empty control."""
    return bool(span.control and span.control.placeholder)


def _walk(items: tuple[Paragraph | Table, ...], cell: Place | None) -> Iterator[tuple[Paragraph, Place]]:
    for item in items:
        if isinstance(item, Paragraph):
            yield item, _within(item.place, cell)
        else:
            for row in item.rows:
                for each in row:
                    yield from _walk(each.content, each.place)


def _within(place: Place, cell: Place | None) -> Place:
    if cell is None:
        return place
    names = ("page", "table", "row", "column", "box", "control")
    return replace(place, **{name: getattr(cell, name) for name in names if getattr(place, name) is None})


def _letters(paragraph: Paragraph) -> Iterator[tuple[int, str]]:
    offset = 0
    for span in drawn_spans(paragraph):
        if not span.strike and not is_prompt(span):
            for step, character in enumerate(span.text):
                for letter in _fold(character):
                    yield offset + step, letter
        offset += len(span.text)


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character.isspace() or character in _TICKS or unicodedata.category(character) == "Cf":
        return ""
    return unicodedata.normalize("NFKC", character.translate(_SAME)).casefold().replace(" ", "")


def _paragraph_starts(homes: list[tuple[int, int]]) -> list[int]:
    return [at for at, (number, _) in enumerate(homes) if at == 0 or homes[at - 1][0] != number]


def _agreement(wanted: Place, have: Place) -> int:
    """How many coordinates agree; 0 where one differs or none of the telling ones agrees."""
    score, telling = 0, False
    for name in _COORDINATES:
        left, right = getattr(wanted, name), getattr(have, name)
        if left is not None and right is not None:
            if left != right:
                return 0
            score += 1
            telling = telling or name in _TELLING
    if wanted.box and have.box:
        if not _overlap(wanted.box, have.box):
            return 0
        score, telling = score + 1, True
    return score if telling else 0


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
