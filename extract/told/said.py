"""What one fact of a sentence is, and the shapes of sentences and names that all readers of sentences share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.dates import find_dates
from extract.values import tidy

TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Rev(?:erend)?|Cllr|PC|DC|DS|DI|PS|DCI|Sgt|Father|Sister"
    r"|Det\.? (?:Ch\.? )?(?:Supt|Insp|Sgt|Con)|DCS|DSU|Supt|Insp|Superintendent|Inspector|Sergeant"
    r"|Detective (?:Chief )?(?:Superintendent|Inspector|Sergeant|Constable))\.?\s+)"
)
WORD = r"(?:[A-ZÀ-Þ][\w'’À-ÿ-]*[\wÀ-ÿ]|[A-Z]\.)"
PARTICLE = r"(?:(?:de|la|le|van|von|der|al|el|bin|di|da|dos)\s+)?"
INITIALS = r"(?:[A-Z]\.?\s+){0,2}"  # `Miss L Carne`
NAME = rf"(?:{TITLE}{INITIALS})?{WORD}(?:\s+{PARTICLE}{WORD}){{0,4}}"
FULL_NAME = rf"(?:{TITLE}{INITIALS}{WORD}(?:\s+{PARTICLE}{WORD}){{0,4}}|{WORD}(?:\s+{PARTICLE}{WORD}){{1,4}})"
POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
BORN = r"(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on)?|birth date)"
NOT_KNOWN = r"(?:not known|unknown|n/?k\b|not yet known)"
_COURTESY = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx)\.?\s+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|Rev|Cllr|Tel|Ref|Ext|Rd|Sgt|approx|tel|ref|ext|cc|e\.g|i\.e|d\.o\.b|D\.O\.B)"
    r"|(?:^|\s)[A-Z])\.$"
)
_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“(]?[A-Z\d])")
_CLAUSE = re.compile(r"[;:,]\s+|\s+but\s+|\s+(?:and|or)\s+(?=(?:is|was|are|has|have|had|he|she|they|it|we|I)\b)")
_NO_NAME = re.compile(
    r"\b(?:He|She|They|We|It|The|This|That|These|There|His|Her|Their|Our|My|In|On|At|And|But|For|From|Both|All"
    r"|Neither"
    r"|January|February|March|April|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Police|Constabulary|Council|School|Academy|College"
    r"|Nursery|Hospital|Infirmary|Trust|Team|Services?|CAMHS|GP|Social|Health|Unit|Ward|Panel|Group|Partnership|Board"
    r"|Surgery|Practice|Clinic|Centre|Road|Street|Lane|Close|Avenue|MASH|NHS|CSC|HV|LIG|Court|Year|Care|Working)\b"
)
ETHNIC = (
    r"White|Black|Asian|Mixed|British|English|Scottish|Welsh|Irish|African|Caribbean|Indian|Pakistani|Bangladeshi"
    r"|Chinese"
    r"|Arab|Roma|Romany|Gypsy|Traveller|Somali|Polish|Romanian|Bulgarian|Lithuanian|Latvian|Ukrainian|Russian|Turkish"
    r"|Kurdish|Afghan|Iranian|Iraqi|Syrian|Nigerian|Ghanaian|Eritrean|Sudanese|Portuguese|Spanish|Italian|French"
    r"|German"
    r"|Albanian|Vietnamese|Filipino|Tamil|Kashmiri|Hungarian|Slovak|Czech|European|Eastern European|Latin"
    r" American|Dual heritage"
)
_ETHNIC_NAME = re.compile(rf"(?:{ETHNIC})\b")
LONGEST_SENTENCE, LONGEST_WORD = 1500, 100  # characters


@dataclass(frozen=True, kw_only=True)
class Said:
    """One fact of one sentence. `entry` tells people and agencies apart."""

    path: str
    value: str
    entry: str = ""


def sentences(text: str) -> list[str]:
    """A text's sentences, tidied. A full stop behind `Dr`, `No` or an initial ends none.

    What is too long for a sentence of a letter, or holds what is too long for a word, is left out: it tells nothing,
    and looking for facts in it would take minutes.
    """
    plain = tidy(text)
    found: list[str] = []
    start = 0
    for match in _END.finditer(plain):
        before = plain[start : match.start() + 1]
        numbered = re.search(r"\b[Nn]o\.$", before) and re.match(r"\S{0,30}\d", plain[match.end() :])
        if match[0][0] == "." and (numbered or _ABBREVIATED.search(before)):
            continue
        found.append(plain[start : match.end()].strip())
        start = match.end()
    return [each for each in (*found, plain[start:].strip()) if each and _is_readable(each)]


def _is_readable(sentence: str) -> bool:
    return len(sentence) <= LONGEST_SENTENCE and max(map(len, sentence.split())) <= LONGEST_WORD


def clause_before(sentence: str, at: int) -> str:
    """The words of the clause that stand before a place in it: a `not` counts up to the next comma or `and is`."""
    starts = [match.end() for match in _CLAUSE.finditer(sentence[:at])]
    return sentence[starts[-1] if starts else 0 : at]


def person(text: str) -> str:
    """A name as people are called, without `Mr` or `Ms`; empty where the words are no person's name."""
    cut = _NO_NAME.search(text)
    name = (text[: cut.start()] if cut else text).strip(" ,.'’-")
    bare = _COURTESY.sub("", name)
    return "" if not re.search(r"[a-zà-ÿA-Z]{2}", bare) or _ETHNIC_NAME.match(bare) else bare


def whole_person(text: str) -> str:
    """A name of two words or with a title, all of which can be a person's; empty for `Rushford Council`."""
    name = person(text)
    return name if name == _COURTESY.sub("", text) and len(text.split()) > 1 else ""


def birth_date(behind: str) -> str:
    """The birth date right behind a name: `(born 5 June 1997)`, `, d.o.b. 5/6/97`, `(dob NK)`; else empty."""
    opening = re.match(rf"\s*[(,]?\s*(?:(?:who was|was)\s+)?(?P<said>{BORN}\s*:?\s*)?", behind, re.I)
    at = opening.end() if opening else 0
    days = find_dates(behind[:at] + behind[at : at + 30])
    bracketed = behind.lstrip().startswith("(")
    if days and days[0][1] == at and opening and (opening["said"] or bracketed):
        return days[0][0].isoformat()
    announced = opening and opening["said"]
    return "unknown" if announced and re.match(NOT_KNOWN, behind[at:], re.I) else ""


def first(found: Iterator[Said] | list[Said]) -> list[Said]:
    """Each path once, as it was said first; entries of lists are all kept."""
    kept: dict[tuple[str, str], Said] = {}
    for each in found:
        kept.setdefault((each.path, each.entry), each)
    return list(kept.values())
