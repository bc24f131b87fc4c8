"""Where the words of a recognised line begin and end, by the gaps in its ink. Measures no print."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extract.scan_ocr import ReadWord

_OPTION_GAP = 0.4  # of the size: between small letters and a capital, as in YesNo
_CLEARLY_WIDER = 1.5  # times the next gap in a word: the gap between two that were read as one
_TYPED_SPACE = 1.6  # letters: a space between words of a typewriter, as its ink shows it
_COLUMN_GAP = 0.9  # of the size: no two letters of a word stand so far apart
_TOUCHING = 0.42  # letters: no space is so narrow
_IN_NUMBERS = frozenset("0123456789/.:-@")

_Inked = npt.NDArray[np.bool_]


def words_apart(words: Sequence[ReadWord], inked: _Inked, frame: tuple[float, float], size: float) -> list[ReadWord]:
    """The words with their ends at gaps of ink, parted and put together where their gaps say so.

    `inked` tells for each column of the line whether it has ink; `frame` is the line's left end and its height, in
    pixels, `size` that of its print.
    """
    placed = _typewritten(_whole_numbers(_parted(words, inked, frame)))
    return [part for each in placed for part in _apart(each, inked, frame[0], size)]


def _whole_numbers(words: Sequence[ReadWord]) -> list[ReadWord]:
    """Parts of dates and numbers that stand without a gap, as one."""
    found: list[ReadWord] = []
    near = _TOUCHING * _pitch(words)
    for word in words:
        last = found[-1] if found else None
        touching = last is not None and word.x0 - last.x1 <= near
        if last and touching and last.text[-1] in _IN_NUMBERS and word.text[0] in _IN_NUMBERS:
            found[-1] = replace(last, text=last.text + word.text, x1=word.x1)
        else:
            found.append(word)
    return found


def _parted(words: Sequence[ReadWord], inked: _Inked, frame: tuple[float, float]) -> list[ReadWord]:
    """Words with their ends at the widest gap of ink near where recognition put the space."""
    left, height = frame
    edges = [each.x0 for each in words] + [each.x1 for each in words]
    starts, ends = edges[: len(words)], edges[len(words) :]
    for index, (one, two) in enumerate(pairwise(words)):
        middle = (one.x1 + two.x0) / 2 - left
        gap = _widest_gap(inked, middle, 0.45 * height)
        if gap is not None:
            ends[index], starts[index + 1] = gap[0] + left, gap[1] + left
        elif ends[index] > starts[index + 1]:
            ends[index] = starts[index + 1] = middle + left
    columns = np.nonzero(inked)[0]
    if len(columns) and words:
        starts[0] = min(max(starts[0], left + float(columns[0])), ends[0])
        ends[-1] = max(min(ends[-1], left + float(columns[-1]) + 1), starts[-1])
    return [replace(word, x0=a, x1=max(b, a + 1)) for word, a, b in zip(words, starts, ends, strict=True)]


def _typewritten(words: list[ReadWord]) -> list[ReadWord]:
    """Words of a typewriter reach half into their spaces: these are as wide as a letter, and look like columns."""
    pitch = _pitch(words)
    found = list(words)
    for index, (one, two) in enumerate(pairwise(words)):
        gap = two.x0 - one.x1
        if pitch < gap <= _TYPED_SPACE * pitch:
            found[index] = replace(found[index], x1=one.x1 + gap / 2)
    return found


def _pitch(words: Sequence[ReadWord]) -> float:
    """The usual width of a letter of a line, spaces included."""
    letters = sum(len(each.text) for each in words) + len(words) - 1
    return (words[-1].x1 - words[0].x0) / max(letters, 1) if words else 0.0


def _apart(word: ReadWord, inked: _Inked, left: float, size: float) -> Iterator[ReadWord]:
    """A word that was read across a wide gap, as two: recognition loses the space between columns."""
    first, last = max(0, round(word.x0 - left)), round(word.x1 - left)
    part = inked[first:last]
    columns = np.nonzero(part)[0]
    steps = np.diff(columns)
    widest = np.sort(steps)[::-1]
    usual = float(widest[1]) if len(widest) > 1 else 0.0  # letters of a typewriter all stand apart
    if len(word.text) < 4 or not len(steps) or widest[0] < max(_OPTION_GAP * size, _CLEARLY_WIDER * usual):
        yield word
        return
    cut = int(steps.argmax())
    letters = min(max(round(len(word.text) * (cut + 1) / len(columns)), 1), len(word.text) - 1)
    near = [at for at in (letters, letters - 1, letters + 1) if 0 < at < len(word.text) and _changes(word.text, at)]
    if not near and steps.max() < _COLUMN_GAP * size:
        yield word
        return
    letters = near[0] if near else letters
    yield replace(word, text=word.text[:letters], x1=left + first + int(columns[cut]) + 1)
    yield replace(word, text=word.text[letters:], x0=left + first + int(columns[cut + 1]))


def _changes(text: str, at: int) -> bool:
    """Whether letters become digits or small letters capitals there."""
    one, two = text[at - 1], text[at]
    return one.isalpha() != two.isalpha() or (one.islower() and two.isupper())


def _widest_gap(inked: _Inked, middle: float, reach: float) -> tuple[float, float] | None:
    """The widest stretch without ink that comes near a place; it may go on beyond."""
    low, high = max(0, int(middle - reach)), min(len(inked), int(middle + reach) + 1)
    best: tuple[float, float] | None = None
    position = low
    while position < high:
        if inked[position]:
            position += 1
            continue
        start, end = position, position
        while start > 0 and not inked[start - 1]:
            start -= 1
        while end < len(inked) and not inked[end]:
            end += 1
        if best is None or end - start > best[1] - best[0]:
            best = float(start), float(end)
        position = end
    return best
