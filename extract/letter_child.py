"""Whom a letter is about: names with birth dates, numbers and the home in its subject and its first lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.dates import find_dates
from extract.document import Paragraph
from extract.told.children import names_in
from extract.told.family import KIN
from extract.told.said import BORN, TITLE, WORD, person
from extract.values import find_nhs_number, find_postcode, nhs_number, tidy, without_postcode

FIRST_LINES = 4  # of the letter, in which it says whom it is about
MOST_WORDS_OF_ADDRESS = 14
SUBJECT = re.compile(
    r"^\s*(?:re|ref|regarding|subject|concerning|(?:name of )?(?:child|patient|pupil|young person)"
    r"|(?:full )?name|address)"
    r"\s*[:.\-–]\s*(?P<text>.+)$",
    re.I | re.S,
)
_CHILD_NAME = (
    rf"(?:{TITLE}|(?:[Bb]aby|[Uu]nborn)\s+)?{WORD}"
    rf"(?:\s+(?:\([A-ZÀ-Þ][\w'’À-ÿ-]*\)\s+)?(?:(?:de|la|van|von|al|bin)\s+)?{WORD}){{1,4}}"
)
_NAMED_BORN = re.compile(
    rf"(?P<name>{_CHILD_NAME})\s*[,(\s–-]*(?:(?:who (?:is|was)|(?:he|she|they) (?:is|are|was|were)|is|was"
    rf"|aged?|whose)\s+)?(?:aged?\s+)?(?:\d{{1,2}},?\s*)?[(]?\s*(?i:{BORN})(?:\s+is)?\s*[:–-]?\s*"
)
_SAID_NAME = re.compile(
    rf"\b(?:(?:child|pupil|student|patient|girl|boy|baby|name|case|concern|circumstances|death|care|respect"
    rf"|children|pupils|students)(?:\s+\w+){{0,3}}?"
    rf"\s+(?:is|of|concerned is)|child:|regarding|concerning|in respect of|(?:one|some|\w+) of our (?:students"
    rf"|pupils|children|patients|residents),|called|named|about)\s+(?P<name>{_CHILD_NAME})(?=[\s,.(;]|$)"
)
_PLAIN_BORN = re.compile(
    r"\b(?:called|named|name is|about|regarding|child is|kid is|lad is|girl is|boy is)\s+(?:called\s+|named\s+)?"
    r"(?!(?:called|named|an?|the|his|her|their|my|our|one|this|that)\b)"
    r"(?P<name>[a-z][a-z'’-]+(?:\s+[a-z][a-z'’-]+){1,2}),?\s+(?:d\.?o\.?b\.?|date of birth|born)\b[:\s]*"
)  # typed without capitals
_WRITERS = re.compile(r"\b[Mm]y (?:full )?$")  # `My name is …`
_AGED = re.compile(r"^[^.;]{0,60}?\b(?i:" + BORN + r")\s*[:–-]?\s*")
_KIN_BEFORE = re.compile(rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he)\s+(?:\w+\s+)?(?:{KIN})(?:\s+is|,)?\s*[(]?$")
_SIBLING_GLUE = re.compile(
    r"(?:[\s,;(]*NHS(?:\s+(?:no\.?|number))?\s*:?\s*\d[\d ]{8,11}\d)?[\s),;&]*(?:and\s+)?"
    r"(?:(?:his|her|their)\s+(?:\w+\s+)?(?P<kin>brother|sister|sibling|twin)s?,?\s+)?$"
)
_SEX_OF = {"brother": "male", "sister": "female"}
_TWINS = re.compile(
    rf"(?<!\bhis )(?<!\bher )(?<!their )\b(?:twins|twin (?:boys|girls|brothers|sisters)|triplets|siblings|brothers"
    rf"|sisters"
    rf"|(?:two|three|four) (?:children|boys|girls|pupils))(?:,? (?:called|named))?\s*[:,–-]?\s+"
    rf"(?P<names>{WORD}(?:\s+{WORD})?(?:,\s+{WORD}(?:\s+{WORD})?)*,?\s+and\s+{WORD}(?:\s+{WORD})+)"
)
_BORN_TOGETHER = re.compile(
    rf"\s*[,.(]?\s*(?:(?:who|[Tt]hey|both) )?(?:(?:are|were|was) )?(?:both )?(?i:{BORN})\s*[:–-]?\s*"
)
_SEVERAL = re.compile(
    r"\b(?:two|three|four|both|these|following|our) (?:\w+ ){0,3}(?:children|pupils|students|patients|siblings|brothers"
    r"|sisters|twins|boys|girls)\b|\b(?:a|the|this) (?:brother and (?:a )?sister|sister and (?:a )?brother)\b",
    re.I,
)
_NO_CHILD = re.compile(
    r"\b(?:Partnership|Board|Panel|Group|Council|Trust|School|Academy|Hospital|Police|Service|Department|Request"
    r"|Referral|Review|Practice|Learning"
    r"|Incident|INCIDENT|REVIEW|REFERRAL|Dear|Safeguarding|Chair|Case|Local|Children|Serious|Private|Street|Road)\b"
)
_NICKNAME = re.compile(r"\s*\([A-ZÀ-Þ][\w'’À-ÿ-]*\)\s+(?=[A-ZÀ-Þ])")  # `Leopold (Leo) Marsh`
_NAME_ALONE = re.compile(rf"{_CHILD_NAME}")
_LED = re.compile(
    r"^(?:Regarding|Re|Concerning|About|Child|Patient|Pupil|Student|For|Our|This|Subject)\s+(?=[A-Z]\S*\s+[A-Z])"
)
_SENTENCE = re.compile(r"[a-z]{2}\.\s|\b(?:is|was|has|have|been|were|am|are|write|writing)\b")
_REFERENCE = re.compile(
    r"\b(?:hospital|unit|UPN|mosaic|liquidlogic|PARIS|social care|client|patient|MRN|system)\s*(?:no\.?|number|id"
    r"|ref\w*)?\s*[:.]?\s*(?P<value>[A-Z]{0,4}\d{4,}\w*)\b",
    re.I,
)
_LIVES = re.compile(
    r"\b(?:lives at|living at|resident at|home address(?: is)?|address:?|of|at)\s+(?P<text>[^;]{5,120})$", re.I
)


@dataclass(frozen=True, kw_only=True)
class Named:
    """One child of a letter, with the line that names it."""

    name: str
    born: str
    line: Paragraph
    sex: str = ""  # as `his sister` says it


@dataclass(frozen=True, kw_only=True)
class OfChild:
    """One fact of a letter's subject lines."""

    path: str
    value: str
    line: Paragraph


def children_named(subject: Sequence[Paragraph], body: Sequence[Paragraph]) -> list[Named]:
    """The children in the order in which they are named; empty where the first lines name none."""
    for line in (*subject, *body[:FIRST_LINES]):
        text = _subject_text(line)
        if twins := list(_together(text, line)):
            return twins
        found = list(_with_birth_dates(text, line, several=line in subject))
        if found:
            return found
        if (plain := _without_capitals(text, line)) is not None:
            return [plain]
        if (alone := _alone(text, line, is_subject=line in subject)) is not None:
            return [alone if alone.born else replace(alone, born=_born_below([*subject, *body[:FIRST_LINES]]))]
    return []


def _born_below(lines: Sequence[Paragraph]) -> str:
    """The birth date in a line of its own: `DOB: 19/03/2010`."""
    days = [find_dates(line.text) for line in lines if re.match(rf"\W*(?:{BORN})\b", line.text, re.I)]
    return next((found[0][0].isoformat() for found in days if found), "")


def subject_facts(subject: Sequence[Paragraph], body: Sequence[Paragraph]) -> Iterator[OfChild]:
    """NHS number, home and postcode in the subject, or in a line of their own right below it."""
    own = [*subject, *(line for line in body[:FIRST_LINES] if not _SENTENCE.search(line.text))]
    for line in own:
        text = _subject_text(line)
        number = find_nhs_number(text) if re.search(r"\bNHS\b", text) or line in subject else None
        checked = nhs_number(number) if number else None
        if checked and checked[1]:
            yield OfChild(path="children[].nhs_number", value=checked[0], line=line)
        if reference := _REFERENCE.search(text):
            yield OfChild(path="children[].local_reference", value=reference["value"], line=line)
        yield from _home(text, line, is_subject=line in subject)


def is_heading_line(line: Paragraph, body: Sequence[Paragraph]) -> bool:
    """Whether a first line only says whom the letter is about, as a name with its date of birth or an address does."""
    text = tidy(line.text)
    return (
        line in body[:FIRST_LINES]
        and not _SENTENCE.search(text + " ")
        and (bool(_NAMED_BORN.search(text)) or bool(find_postcode(text)))
    )


def _subject_text(line: Paragraph) -> str:
    match = SUBJECT.match(line.text)
    return tidy(match["text"] if match else line.text)


def _with_birth_dates(text: str, line: Paragraph, *, several: bool) -> Iterator[Named]:
    """Names with birth dates behind them. Several only in the subject, or where the words speak of several children."""
    more = several or bool(_SEVERAL.search(text))
    end = 0
    for match in _NAMED_BORN.finditer(text):
        name, days = _child(match["name"]), find_dates(text[match.end() :][:30])
        glue = _SIBLING_GLUE.fullmatch(text[end : match.start("name")]) if end and more else None
        joined = glue is not None
        if not name or (not joined and _KIN_BEFORE.search(text[: match.start("name")])):
            continue
        if end and not joined:
            return
        near = days and days[0][1] <= 3
        end = match.end() + (days[0][2] if near else 0)
        sex = _SEX_OF.get(glue["kin"] or "", "") if glue else ""
        yield Named(name=name, born=days[0][0].isoformat() if near else "", line=line, sex=sex)


def _together(text: str, line: Paragraph) -> Iterator[Named]:
    """`the twins Mabel and Leo Marsh, who were born on 9 February 2026`: one birth date for both, or one for each."""
    match = _TWINS.search(text)
    names = names_in(match["names"]) if match else []
    born = _BORN_TOGETHER.match(text[match.end() :]) if match else None
    told = re.split(r"\.\s", text[match.end() + born.end() :])[0] if match and born else ""
    days = [day.isoformat() for day, _, _ in find_dates(told)] if re.match(r"\D{0,3}\d", told) else []
    each = days if len(days) == len(names) else days * len(names) if len(days) == 1 else [""] * len(names)
    if match and not _NAMED_BORN.search(match["names"]):
        yield from (
            Named(name=name, born=day, line=line) for name, day in zip(names, each, strict=True) if _child(name)
        )


def _alone(text: str, line: Paragraph, *, is_subject: bool) -> Named | None:
    """A name in the subject, or behind `the child is`; its birth date may stand in the same sentence."""
    plain = _NICKNAME.sub(" ", text)
    lead = tidy(re.split(r"[,(;–.]|\s-\s|\bdob\b|\bD\.?O\.?B\b|\bborn\b|\d", plain, maxsplit=1)[0])
    match = next((each for each in _SAID_NAME.finditer(text) if not _WRITERS.search(text[: each.start()])), None)
    if is_subject and _NAME_ALONE.fullmatch(lead) and _child(lead):
        return Named(name=lead, born=_born_behind(plain[len(lead) :]), line=line)
    name = _child(match["name"]) if match else ""
    return Named(name=name, born=_born_behind(text[match.end() :]), line=line) if match and name else None


def _born_behind(behind: str) -> str:
    said = _AGED.match(behind)
    days = find_dates(behind[said.end() :][:30]) if said else []
    return days[0][0].isoformat() if days and days[0][1] <= 3 else ""


def _without_capitals(text: str, line: Paragraph) -> Named | None:
    """`a lad called reece palmer dob 1/4/09`, as typed on a telephone; the name as written."""
    match = _PLAIN_BORN.search(text)
    days = find_dates(text[match.end() :][:20]) if match else []
    if match is None or not days or days[0][1] > 3:
        return None
    return Named(name=match["name"], born=days[0][0].isoformat(), line=line)


def _child(text: str) -> str:
    """A child's name as written; empty where the words are something else's."""
    name = _LED.sub("", tidy(text).strip(" ,."))
    return "" if _NO_CHILD.search(name) or not person(re.sub(r"^(?:[Bb]aby|[Uu]nborn)\s+", "", name)) else name


def _home(text: str, line: Paragraph, *, is_subject: bool) -> Iterator[OfChild]:
    code = find_postcode(text)
    if not code:
        return
    before = text[: code[1]].rstrip(" ,")
    days = find_dates(before)
    street = before[days[-1][2] :] if days else before
    lives = _LIVES.search(street)
    street = without_postcode(lives["text"] if lives else street)
    street = re.sub(r"^.*?\d{3}[\s-]?\d{3}[\s-]?\d{4}", "", street).strip(" ,;:)(-–.")
    if len(street.split()) > MOST_WORDS_OF_ADDRESS or not (
        is_subject or re.match(r"(?:Flat|Room|Unit|Apartment|The)\b|\d", street)
    ):
        return
    yield OfChild(path="children[].postcode", value=code[0], line=line)
    if len(street) >= 5:
        yield OfChild(path="children[].address", value=street, line=line)
