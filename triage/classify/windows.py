"""Packs sentences into the encoder's windows, the same way in training and in service."""

from collections.abc import Sequence
from dataclasses import dataclass

WINDOW = 512  # tokens that the encoder takes at once
MAX_SENTENCE_TOKENS = 160  # a longer run is read as far as here
OVERLAP = 96  # tokens of the last window that the next one repeats, in whole sentences
START, BREAK = 101, 102  # the encoder's own marks: start of a text; end of a section


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Token ids, and where each sentence lies in them: (sentence, first token, end)."""

    tokens: tuple[int, ...]
    places: tuple[tuple[int, int, int], ...]


def windows(sentences: Sequence[Sequence[int]], breaks: frozenset[int]) -> list[Window]:
    """Windows that together hold every sentence's tokens. `breaks` are the sentences before which a section begins."""
    found: list[Window] = []
    first = 0
    while first < len(sentences):
        window, following = _packed(sentences, breaks, first)
        found.append(window)
        if following >= len(sentences):
            break
        first = max(first + 1, _overlapping(sentences, following))
    return found


def _packed(sentences: Sequence[Sequence[int]], breaks: frozenset[int], first: int) -> tuple[Window, int]:
    """One window from the sentence `first`, and the first sentence that found no room."""
    tokens: list[int] = [START]
    places: list[tuple[int, int, int]] = []
    index = first
    while index < len(sentences):
        ids = sentences[index][:MAX_SENTENCE_TOKENS]
        parting = [BREAK] if index in breaks and index > first else []
        if len(tokens) + len(parting) + len(ids) + 1 > WINDOW:
            break
        tokens += parting
        places.append((index, len(tokens), len(tokens) + len(ids)))
        tokens += ids
        index += 1
    tokens.append(BREAK)
    return Window(tokens=tuple(tokens), places=tuple(places)), index


def _overlapping(sentences: Sequence[Sequence[int]], following: int) -> int:
    """The sentence from which the next window starts, so that it repeats at most `OVERLAP` tokens."""
    repeated, start = 0, following
    while start > 0 and repeated + len(sentences[start - 1][:MAX_SENTENCE_TOKENS]) <= OVERLAP:
        start -= 1
        repeated += len(sentences[start][:MAX_SENTENCE_TOKENS])
    return start
