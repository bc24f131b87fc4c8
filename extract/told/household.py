"""People of a household as one line of an answer names them, in a list or in a sentence, with how they are related."""

import re
from collections.abc import Iterator, Sequence

from extract.people import read_person
from extract.told.family import KIN, relatives
from extract.told.said import BORN, FULL_NAME, NOT_KNOWN, POSTCODE, Said, first, person, sentences

_BETWEEN = re.compile(
    r"(?<=\))\s*[,;&]?\s*(?:and\s+)?(?=[A-ZÀ-Þ])|\s*;\s*"
    rf"|(?:\s*,)?\s+and\s+(?=(?:(?:his|her|their)\s+)?{KIN}\s+[A-ZÀ-Þ])|,\s+(?=(?:(?:his|her|their)\s+)?{KIN}\s+[A-ZÀ-Þ])"
)
_BULLET = re.compile(r"^\s*(?:[-*•▪–]|\d{1,2}[.)])\s+")
_KIN_FIRST = re.compile(rf"^(?:(?:his|her|their)\s+)?(?P<kin>{KIN})\s+(?P<name>{FULL_NAME})", re.I)
_VERB = re.compile(r"\b(?:lives?|sees?|died|is|are|was|were|has|have|visits?|moved|stays?|works?|who|also)\b")
_CLAUSE = re.compile(r",\s+(?=(?:who\s+|also\s+)?(?:lives?|sees?|died|is|was|has|visits?|moved|stays?|works?)\b)")
_BORN_UNKNOWN = re.compile(rf"\b{BORN}\b\W*(?:is\s+|are\s+)?{NOT_KNOWN}", re.I)
_COUPLE = re.compile(r"\b(?:parents|carers)\b")  # `with foster carers Ann and Al Pell`
_NO_PERSON = re.compile(r"\b(?:School|Nursery|Street|Road|Lane|Close|Surgery|Council|unknown|known|none)\b", re.I)

Found = list[tuple[Said, int, str]]


def household_answers(lines: Sequence[str]) -> Found:
    """Facts with the number of their line and the words that say them; a name without a kinship is nobody."""
    found: Found = []
    for number, line in enumerate(lines):
        code = re.search(POSTCODE, line)
        rest = line[code.end() :] if code else line
        for entry in (each.strip(" ,.") for each in _BETWEEN.split(_BULLET.sub("", rest))):
            found.extend((said, number, entry) for said in _person(entry))
    return found


def _person(entry: str) -> Iterator[Said]:
    listed = _KIN_FIRST.sub(r"\g<kin> - \g<name>", _CLAUSE.split(entry)[0])
    if _VERB.search(listed) or _COUPLE.search(listed):
        yield from first([said for sentence in sentences(entry) for said in relatives(sentence)])
        return
    facts = read_person(listed)
    name, kin = person(facts.get("name", "")), facts.get("relationship", "")
    if not name or not kin or _NO_PERSON.search(name) or len(kin.split()) > 6 or re.search(r"\d", kin):
        return
    key = f"told:{name.casefold()}"
    yield Said(path="family[].name", value=name, entry=key)
    yield Said(path="family[].relationship", value=kin, entry=key)
    if born := facts.get("dob") or ("unknown" if _BORN_UNKNOWN.search(entry) else ""):
        yield Said(path="family[].dob", value=born, entry=key)
