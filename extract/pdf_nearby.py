"""Finds what stands near a place on a page without looking at everything on it. Knows no meaning."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from extract.pdf_page import Box

_BAND = 24.0  # points: some two lines of print
_FURTHEST = 400  # bands: nothing that can be seen stands beyond

T = TypeVar("T")


class ByHeight(Generic[T]):
    """Things on a page by the bands of the page on which they stand."""

    def __init__(self, things: Iterable[T], box_of: Callable[[T], Box]) -> None:
        self._things = list(things)
        self._bands: dict[int, list[int]] = defaultdict(list)
        for number, each in enumerate(self._things):
            box = box_of(each)
            for band in _bands(box.top, box.bottom):
                self._bands[band].append(number)

    def near(self, top: float, bottom: float) -> Iterator[T]:
        """In the order in which they were given, all that reach between two heights, and some that stand close by."""
        found = {number for band in _bands(top, bottom) for number in self._bands.get(band, ())}
        return (self._things[number] for number in sorted(found))


def _bands(top: float, bottom: float) -> range:
    return range(_band(top), _band(bottom) + 1)


def _band(height: float) -> int:
    return int(min(max(-1.0, height / _BAND), _FURTHEST))
