"""Where a value was read, as a person would say it."""

import re

from extract.document import Place

_MAIL = {"body": "e-mail text", "envelope": "e-mail header"}
_PARTS = ((re.compile(r"header", re.I), "page header"), (re.compile(r"footer", re.I), "page footer"))


def place_in_words(place: Place) -> str:
    """`page 1, table 2, row 4`; what is not known is left out, and nothing known gives an empty text."""
    words = [name for pattern, name in _PARTS if pattern.search(place.part)]
    if place.page is not None:
        words.append(f"page {place.page}")
    if place.table is not None:
        words.append(f"table {place.table}")
    if place.row is not None:
        words.append(f"row {place.row}")
    elif place.paragraph is not None:
        words.append(f"paragraph {place.paragraph}")
    if len(words) < 2 and place.control:
        words.append("form field")
    return ", ".join(words) or _MAIL.get(place.part, "")
