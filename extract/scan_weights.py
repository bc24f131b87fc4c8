"""Bold words among others in one line, such as the answer in `Yes No Not known`, by how broad their strokes are."""

from collections.abc import Callable, Sequence
from itertools import combinations
from statistics import fmean
from typing import TypeVar

_BOLDER = 1.32  # strokes of the bold words by those of the others
_APART = 1.12  # the thinnest of the bold ones by the broadest of the others
_FEWEST_LETTERS = 2  # of a word whose strokes say something; digits say nothing
_LONGEST = 40  # words of a line

Word = TypeVar("Word")


def by_weight(words: Sequence[Word], look: Callable[[Word], tuple[str, float]]) -> list[tuple[list[Word], bool]]:
    """The words in runs of one weight each, and whether a run is bolder than the others; mostly there is but one run.

    `look` gives a word's text and the width of its strokes, 0 where unknown.
    """
    looks = [look(each) for each in words]
    told = [number for number, (text, stroke) in enumerate(looks) if _says_something(text) and stroke > 0]
    best, found = 0.0, (0, 0)
    if 2 <= len(told) <= _LONGEST:
        for first, last in combinations(range(len(told) + 1), 2):
            inside = [looks[number][1] for number in told[first:last]]
            outside = [looks[number][1] for number in (*told[:first], *told[last:])]
            if outside and min(inside) >= _APART * max(outside) and fmean(inside) >= _BOLDER * fmean(outside):
                step = fmean(inside) / fmean(outside)
                if step > best:
                    best, found = step, (told[first], told[last] if last < len(told) else len(words))
    start, end = found
    runs = ((words[:start], False), (words[start:end], True), (words[end:], False))
    return [(list(part), bolder) for part, bolder in runs if part]


def _says_something(text: str) -> bool:
    return sum(char.isalpha() for char in text) >= _FEWEST_LETTERS
