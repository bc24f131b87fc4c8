"""Dates of a child's life in one answer, told apart by the words in front of them: born, due, died."""

import re

from extract.dates import find_dates

BORN, DUE, DIED = "children[].dob", "children[].edd", "children[].date_of_death"
_SAID = (
    (DIED, re.compile(r"\b(?:died|dies|death|dead|deceased|passed away|d\.?\s?o\.?\s?d|d\.)(?![\w'’])|†", re.I)),
    (BORN, re.compile(r"\b(?:born|birth|d\.?\s?o\.?\s?b|b\.)(?!\w)", re.I)),
    (DUE, re.compile(r"\b(?:e\.?d\.?d|due|expected|estimated)\b", re.I)),
)


def life_dates(text: str) -> dict[str, str]:
    """ISO dates by path, the first of each; a date that nothing announces is that of birth. Empty without a full date.

    Words behind one date alone tell no more than that it is expected: `3 May 2026 (due)`.
    """
    found = find_dates(text)
    told: dict[str, str] = {}
    behind = 0
    for day, start, end in found:
        words = text if len(found) == 1 else text[behind:start]
        behind = end
        told.setdefault(_path(words, start if len(found) == 1 else len(words)), day.isoformat())
    return told


def _path(words: str, before: int) -> str:
    """What the words that end nearest in front of a date (at `before`) call it."""
    called = [(each.start(), path) for path, pattern in _SAID for each in pattern.finditer(words)]
    ahead = [each for each in called if each[0] < before]
    return max(ahead)[1] if ahead else DUE if any(path == DUE for _, path in called) else BORN
