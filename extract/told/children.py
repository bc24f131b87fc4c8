"""Several children named in one line, and answers that give something for each of them."""

import re
from collections.abc import Callable

from extract.told.said import WORD, person

_LEAD = re.compile(
    r"^\W*(?:(?:the\s+)?(?:twins|triplets|siblings|brothers|sisters|(?:two|three|four)\s+(?:children|brothers"
    r"|sisters|siblings)|children)\b"
    r"\s*[-–—:,]?\s*)",
    re.I,
)
_BEHIND = re.compile(r"[,(]\s*(?:both|all|aged?|born|twins|d\.?o\.?b)\b.*$", re.I)
_JOINED = re.compile(r"\s*(?:,\s*and\s+|,\s+|;\s*|\s+and\s+|\s*&\s*|\s+/\s+|\n)\s*")
_FIRST = re.compile(rf"{WORD}(?:-{WORD})?")


def names_in(text: str) -> list[str]:
    """Full names of several children: `Twins - Alfie and Archie Noakes`; empty where the words name one or none."""
    lead = _LEAD.match(text)
    plain = _BEHIND.sub("", text[lead.end() :] if lead else text).strip(" .,")
    parts = [part.strip() for part in _JOINED.split(plain) if part.strip()]
    if not 2 <= len(parts) <= 6 or any(person(part) != part for part in parts):
        return []
    whole = [part for part in parts if len(part.split()) > 1]
    if len(whole) == len(parts):
        return parts if lead or not re.search(r",", plain) or len(parts) > 2 or "\n" in plain else []
    if len(whole) != 1 or parts[-1] != whole[0] or not all(_FIRST.fullmatch(part) for part in parts[:-1]):
        return []
    if not lead and not re.search(r"\band\b|&", plain):
        return []  # `Noakes, Alfie James` is one child
    surname = parts[-1].split()[-1]
    return [*(f"{part} {surname}" for part in parts[:-1]), parts[-1]]


def one_each(text: str, wanted: int, read: Callable[[str], str]) -> list[str]:
    """`M / M` as one value for each of so many children; empty where the parts are not as many, or one says nothing."""
    parts = [part for part in re.split(r"\s*(?:/|,|;|&|\band\b|\n)\s*", text.strip()) if part]
    values = [read(part) for part in parts]
    return values if len(parts) == wanted > 1 and all(values) else []
