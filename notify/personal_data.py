"""Finds a child's name, date of birth, NHS number or address in a letter before it can be sent. Pure.

Tolerant of case, accents, spacing, punctuation, word order and slips of one letter. What our own wording says anyway
(a child may be called May, and live in Newport) is not held against a letter unless more of the value stands with it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from rapidfuzz.distance import OSA

from notify.model import PersonalKind, PersonalValue

SHORTEST_FUZZY = 6  # letters; shorter names are too like other words
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT_FORMS = {
    "street": "st",
    "road": "rd",
    "avenue": "ave",
    "close": "cl",
    "lane": "ln",
    "drive": "dr",
    "court": "ct",
}
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s*[-./\\ ]\s*(\d{1,2})\s*[-./\\ ]\s*(\d{1,4})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{8}|\d{6})(?!\d)")
_MONTH_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})\s*(?:st|nd|rd|th)?\s*(?:of\s+)?)?\b(?P<month>[a-z]{3,9})\b[.,]?\s*"
    r"(?:(?P<after>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+)?(?P<year>\d{4}|['’]?\d{2})(?!\d)"
)


def personal_data_in(
    texts: Sequence[str], forbidden: frozenset[PersonalValue], wording: str
) -> tuple[PersonalKind, ...]:
    """The kinds of forbidden values that stand in `texts` (subject and body). `wording`: our unchanged draft."""
    text, ours = "\n".join(texts), frozenset(_words(wording))
    found = {each.kind for each in forbidden if _FINDERS[each.kind](text, each.value, ours)}
    return tuple(kind for kind in PersonalKind if kind in found)


def _has_name(text: str, name: str, ours: frozenset[str]) -> bool:
    parts = [part for part in _words(name) if len(part) > 1]
    said = _words(text)
    if len(parts) > 1 and any(_alike(window, parts) for window in _windows(said, len(parts))):
        return True
    if len(parts) > 1 and _squeezed(name) in _squeezed(text):
        return True
    telling = [part for part in parts if len(part) > 2 and part not in ours]
    return any(_same_name(word, part) for word in said if word not in ours for part in telling)


def _has_date(text: str, value: str, _ours: frozenset[str]) -> bool:
    try:
        born = date.fromisoformat(value)
    except ValueError:
        return bool(value.strip()) and _squeezed(value) in _squeezed(text)
    return born in set(_dates(_plain(text)))


def _has_nhs_number(text: str, value: str, _ours: frozenset[str]) -> bool:
    digits = re.sub(r"\D", "", value)
    return bool(digits) and re.search(r"[\W_]{0,3}".join(digits), unicodedata.normalize("NFKC", text)) is not None


def _has_address(text: str, value: str, ours: frozenset[str]) -> bool:
    said = _shortened(_words(text))
    for piece in re.split(r"[,;\n]", value):
        words = _shortened(_words(piece))
        joined = "".join(words)
        telling = len(joined) >= 5 and (any(each.isdigit() for each in joined) or len(words) > 1)
        if telling and not set(words) <= ours and _joined_in(joined, said):
            return True
    return False


_FINDERS = {
    PersonalKind.NAME: _has_name,
    PersonalKind.DATE_OF_BIRTH: _has_date,
    PersonalKind.NHS_NUMBER: _has_nhs_number,
    PersonalKind.ADDRESS: _has_address,
}


def _plain(text: str) -> str:
    """Lower case without accents, and without characters that do not show."""
    split = unicodedata.normalize("NFKD", text)
    return "".join(each for each in split if unicodedata.category(each) not in ("Mn", "Cf")).casefold()


def _words(text: str) -> list[str]:
    return [re.sub("['’]s$|['’]", "", word) for word in _WORD.findall(_plain(text).replace("-", " "))]


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", _plain(text))


def _windows(words: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (words[start : start + size] for start in range(len(words) - size + 1))


def _alike(window: Sequence[str], parts: Sequence[str]) -> bool:
    """The same words in whatever order."""
    return all(_same_name(*pair) for pair in zip(sorted(window), sorted(parts), strict=True))


def _same_name(word: str, part: str) -> bool:
    if min(len(word), len(part)) < SHORTEST_FUZZY:
        return word == part
    return bool(OSA.distance(word, part, score_cutoff=1) <= 1)


def _shortened(words: Iterable[str]) -> list[str]:
    return [_SHORT_FORMS.get(word, word) for word in words]


def _joined_in(joined: str, words: Sequence[str]) -> bool:
    """Whether consecutive words make up `joined`, however they are split: `PO301UD`, `PO30 1UD`."""
    for start in range(len(words)):
        built = ""
        for word in words[start : start + 8]:
            built += word
            if built == joined:
                return True
    return False


def _dates(plain: str) -> Iterable[date]:
    for first, second, third in _NUMERIC.findall(plain):
        yield from _possible(first, second, third)
    for digits in _COMPACT.findall(plain):
        half = len(digits) - 4
        yield from _possible(digits[:2], digits[2:4], digits[4:])
        yield from _possible(digits[:half], digits[half : half + 2], digits[half + 2 :])
    for match in _MONTH_NAMED.finditer(plain):
        day, month = match["day"] or match["after"], match["month"][:3]
        if day and month in _MONTHS:
            yield from _possible(day, str(_MONTHS.index(month) + 1), match["year"].strip("'’"))


def _possible(first: str, second: str, third: str) -> Iterable[date]:
    """Day first, month first, or year first."""
    for day, month, year in ((first, second, third), (second, first, third), (third, second, first)):
        for century in (0,) if len(year) == 4 else (1900, 2000):
            try:
                yield date(int(year) + century, int(month), int(day))
            except ValueError:
                continue
