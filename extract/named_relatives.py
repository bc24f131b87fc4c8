"""Several relatives in one line, each with the kinship in brackets."""

import re

from extract.people import Facts, read_person
from extract.values import is_blank

_NAMED_KIN = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’À-ÿ-]+(?:\s+[A-ZÀ-Þ][\w'’À-ÿ-]+){1,3})\s*\((?P<kin>[^()]{3,40})\)"
    r"(?:,?\s*(?:(?:d\.?\s?o\.?\s?b\.?|born)\s*:?\s*)?(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|n/?k\b|not known\b|unknown\b))?"
)


def several_people(text: str) -> list[Facts]:
    """`Jo Field (mother), Al Field (father)` as two people; empty where the text is not all made of such."""
    found = list(_NAMED_KIN.finditer(text))
    rest = _NAMED_KIN.sub(" ", text)
    if len(found) < 2 or not is_blank(re.sub(r"\band\b", " ", rest)):
        return []
    return [read_person(each[0]) for each in found]
