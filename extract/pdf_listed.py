"""Entries of a list typed one below the other: each line a person or an agency, however full the lines are."""

import re

_DETAIL = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b(?:19|20)\d\d|\d{3} ?\d{3,6}|\S@\S{3,80})\)?$")
_BEGINS = re.compile(r"[A-Z][\w'’.-]*\W")  # a name, `Dr` or an agency
_SIGN = re.compile(r",(?= )| [-–—|:/](?= )|[:;|](?= )|\(|\)|\b(?i:dob|d\.o\.b|born|tel)\b")
_LONGEST_PART = 6  # words of a name or an agency; sentences have more between two signs


def are_entries(one: str, two: str) -> bool:
    """Whether two lines are entries of one list: each begins with a name and ends with its date, number or address.

    Both are parted in one way, into parts of few words.
    """
    return _is_entry(one) and _is_entry(two) and _SIGN.findall(one) == _SIGN.findall(two)


def _is_entry(line: str) -> bool:
    if not _BEGINS.match(line) or not _DETAIL.search(line):
        return False
    parts = _SIGN.split(line)
    return len(parts) > 1 and all(len(each.split()) <= _LONGEST_PART for each in parts)
