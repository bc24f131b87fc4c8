"""Where a word is cut because a line, a coloured area, a mark-up or a ring ends inside it: `Yes/No` half struck out."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.pdf_grids import Ruling
from extract.pdf_page import Box, Glyph, PageContent

_ABOVE, _BELOW = 0.75, 0.28  # sizes from the baseline between which a stripe lies on a word
_SLACK = 0.8  # points by which a stripe may miss a word's end
_NARROWEST = 0.7  # of the size: `Y/` is wider
_TALLEST = 40.0  # points of a ring or an area that marks words
_MARKING = ("highlight", "strike", "underline", "circle", "square", "ink")


class _Stripe(NamedTuple):
    """What is drawn on words, at its middle height."""

    at: float
    start: float
    end: float


class DrawnEdges:
    """The ends of all that is drawn on the words of one page."""

    def __init__(self, content: PageContent, rulings: Iterable[Ruling]) -> None:
        stripes = [_Stripe(each.at, each.start, each.end) for each in rulings if each.level]
        stripes += [_Stripe(box.middle[1], box.x0, box.x1) for box in _areas(content) if box.height <= _TALLEST]
        self._stripes = sorted(stripes)

    def cuts(self, word: Sequence[Glyph]) -> list[int]:
        """Indices of the glyphs at which a word is cut; none where nothing ends inside it."""
        if len(word) < 2 or not self._stripes or not word[0].level:
            return []
        size, base = word[0].style.size, word[0].baseline
        low = bisect_left(self._stripes, base - _ABOVE * size, key=lambda each: each.at)
        high = bisect_right(self._stripes, base + _BELOW * size, key=lambda each: each.at)
        left, right = word[0].box.x0 + _SLACK, word[-1].box.x1 - _SLACK
        ends = {x for each in self._stripes[low:high] for x in (each.start, each.end) if left < x < right}
        middles = [each.box.middle[0] for each in word]
        found = {bisect_left(middles, x) for x in ends}
        return sorted(each for each in found if _counts(word[:each], size) and _counts(word[each:], size))


def _counts(part: Sequence[Glyph], size: float) -> bool:
    """Whether a part of a word is more than brackets, an asterisk or the letter that a hasty line missed."""
    letters = any(each.text.isalnum() for each in part)
    return letters and part[-1].box.x1 - part[0].box.x0 >= _NARROWEST * size


def _areas(content: PageContent) -> Iterator[Box]:
    yield from (each.box for each in content.shapes if each.fill is not None or each.curves > 1)
    yield from (box for note in content.notes if note.kind in _MARKING for box in note.boxes)
