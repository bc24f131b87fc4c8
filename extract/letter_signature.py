"""Who wrote a letter: from the lines below the closing words and, where they are short, from the letterhead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extract.dates import find_dates
from extract.document import Paragraph
from extract.told.said import FULL_NAME, whole_person
from extract.values import find_emails, find_phones, find_postcode, tidy, without_contact_data

_MACHINE = re.compile(
    r"\W*(?:electronically signed|signed electronically|dictated but not (?:signed|read)|signature|signed"
    r"|approved electronically"
    r"|dictated by|checked and signed)\b.*",
    re.I,
)
_COPIES = re.compile(r"^\W*(?:cc|copy to|copies to|c\.c\.|encl?s?|enc\.|enclosures?|p\.?s)\b[\s:.]", re.I)
_LETTERS = (
    r"(?:[BM]Sc|BA|MA|LLB|PhD|MD|MB\w*|BM|ChB|BCh|DCH|DRCOG|FRC\w+|MRC\w+|FRCPCH|MRCPCH|RGN|RMN|RN\w{0,2}|RSCN"
    r"|RHV|RSW|SCPHN"
    r"|CQSW|DipSW|DipHE|QTS|PGCE|NPQH|QPM|OBE|MBE|CBE|JP|KC|QC|BEd|MEd|BSW|MSW|EdD|DClinPsy|CPsychol|BDS|BChD|BVSc"
    r"|Hons|\(Hons\))"
)
_POST_NOMINALS = re.compile(rf"(?:[\s,]+{_LETTERS}\b\)?)+$")
_ONLY_LETTERS = re.compile(rf"\W*{_LETTERS}\b(?:[\s,()]+{_LETTERS}\b\)?)*\W*")
ROLE = re.compile(
    r"\b(?:head(?:\s?teacher|\s?master|\s?mistress)?|lead|leader|manager|officer|nurse|doctor|teacher|worker"
    r"|director|sergeant|inspector|constable"
    r"|midwife|visitor|consultant|partner|practitioner|adviser|advisor|coordinator|co-ordinator|chair|principal"
    r"|paediatrician|dsl|gp|matron"
    r"|registrar|psychologist|therapist|psychiatrist|counsellor|superintendent|commander|secretary|governor"
    r"|chaplain|solicitor|specialist"
    r"|executive|supervisor|trustee|bursar|clerk|paramedic|surgeon|ophthalmologist|physician|assistant|advocate"
    r"|warden|sister|mentor|tutor)\b",
    re.I,
)
BODY = re.compile(
    r"\b(?:services?|council|trust|school|academy|college|nursery|police|constabulary|nhs|hospital|infirmary"
    r"|surgery|practice|board|charity"
    r"|borough|county|authority|cic|ltd|icb|foundation|university|society|unit|department|centre|clinic|probation"
    r"|early years|camhs|church|diocese|association|care)\b",
    re.I,
)
_ORGANISATION = re.compile(
    r"\b(?:council|trust|school|academy|college|nursery|police|constabulary|hospital|infirmary|surgery|practice|board"
    r"|charity|borough|authority|cic|ltd|icb|foundation|university|society|association|diocese|church|centre)\b",
    re.I,
)
_DEPARTMENT = re.compile(
    r"\b(?:units?|ward|team|department|dept|directorate|division|section|branch|hdu|picu|nicu|scbu|a&e|ed|hub|desk|office)\b",
    re.I,
)
_REACHED = re.compile(
    r"(?:(?:direct|work|office|secure|my|secretary|general)\s+)*(?:tel|telephone|phone|e-?mail|mobile|mob|line"
    r"|dial|fax|number|contact|switchboard|secretary|website|web)*",
    re.I,
)  # what announces contact data
_ADDRESSEE = re.compile(
    r"^\W*(?:to\b|for the attention|fao\b|the (?:chair|business|partnership|independent|manager|secretary|clerk"
    r"|learning|case|panel|coordinator|board)"
    r"|(?:case|practice|learning) (?:review|and inquiry)|dear\b|.*\bsafeguarding (?:children )?(?:partnership"
    r"|board)\b|private|confidential)",
    re.I,
)
_NO_BODY = re.compile(
    r"^\W*(?:(?:our |your )?ref(?:erence)?\b|date\b|dictated|typed|tel|phone|e-?mail|www|http|private"
    r"|confidential|strictly|direct)|\d",
    re.I,
)
_ON_BEHALF = re.compile(r"^(?:for and )?on behalf of\s+(?:the\s+)?(?=[A-Z])", re.I)
_RANK = re.compile(r"(?:D[CSI]|P[CS]|DCI|Det\.? (?:Sgt|Con|Insp))\s+\d{1,5}")  # `DS 2204` below a name
_MOTTO = re.compile(r"\s+[-–—|]\s+.*$")
_FOR = re.compile(r"^p\.?p\.?\s+(?=[A-Z])")  # signed for somebody
LONGEST_ORGANISATION = 8  # words
LONGEST_NAME, LONGEST_BODY = 60, 90  # characters of a name's line and of an agency's


@dataclass(frozen=True, kw_only=True)
class Signed:
    """One fact of the writer with the line that says it."""

    path: str
    value: str
    line: Paragraph


def is_department(text: str) -> bool:
    """Whether words name a part of an organisation, such as a ward, and not the organisation as well."""
    return bool(_DEPARTMENT.search(text)) and not _ORGANISATION.search(text)


def is_organisation(text: str) -> bool:
    """Whether short words name an organisation: `Eastholme General Hospital`."""
    return bool(_ORGANISATION.search(text)) and not ROLE.search(text) and len(text.split()) <= LONGEST_ORGANISATION


def writer_facts(signature: Sequence[Paragraph], head: Sequence[Paragraph]) -> list[Signed]:
    """Name, role, agency, telephone and e-mail of the writer; each once, the signature before the letterhead."""
    lines = [*_own_lines(signature)]
    above = _letterhead(head)
    found = list(_signature(lines, headed=any(BODY.search(each.text) for each in above)))
    if len(lines) == 1:
        found.extend(_below_name(lines[0], head))
    paths = {each.path for each in found}
    found.extend(each for each in _from_letterhead(above) if each.path not in paths)
    kept: dict[str, Signed] = {}
    for each in found:
        kept.setdefault(each.path, each)
    return list(kept.values()) if "referrer.name" in kept else []


def _own_lines(signature: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The signature without copies, enclosures, marks of machines and lines of nothing but degrees."""
    for line in takewhile(lambda each: not _COPIES.match(each.text), signature):
        text = tidy(line.text)
        if not _MACHINE.fullmatch(text) and not _ONLY_LETTERS.fullmatch(text):
            yield line


def _signature(lines: Sequence[Paragraph], *, headed: bool) -> Iterator[Signed]:
    yield from _contact_data(lines)
    rest = [(words, line) for line in lines for words in _plain_parts(line.text)]
    if len(rest) > 1 and _is_signed_again(rest[0][0], rest[1][0]):
        rest.pop(0)  # `Oonagh` above `Oonagh Fairbrother RMN`
    if not rest or len(rest[0][0]) > LONGEST_NAME:
        return
    (first, line), *others = rest
    name, _, behind = _POST_NOMINALS.sub("", _FOR.sub("", first)).partition(",")
    if BODY.search(name) and not whole_person(tidy(name)):
        return
    yield Signed(path="referrer.name", value=_POST_NOMINALS.sub("", tidy(name)).strip(" ."), line=line)
    if behind.strip() and not _ONLY_LETTERS.fullmatch(behind):
        others.insert(0, (behind.strip(), line))
    for path, said in zip(("referrer.role", "referrer.agency"), _role_and_agency(others, headed=headed), strict=True):
        if said:
            yield Signed(path=path, value=said[0], line=said[1])


def _is_signed_again(first: str, second: str) -> bool:
    """Whether the line below a name gives the same name more fully: `Jo Field` over `Dr Jo Field`."""
    words, more = first.casefold().split(), second.casefold().replace(",", " ").split()
    return set(words) < set(more) and (len(words) == 1 or len(more) <= len(words) + 1)


def _contact_data(lines: Sequence[Paragraph]) -> Iterator[Signed]:
    """The first telephone and e-mail; a secretary's only where there is no other."""
    ordered = sorted(
        lines, key=lambda each: "secretar" in each.text.casefold() and "direct" not in each.text.casefold()
    )
    for line in ordered:
        yield from (Signed(path="referrer.email", value=each, line=line) for each in find_emails(line.text)[:1])
        yield from (Signed(path="referrer.phone", value=each, line=line) for each in find_phones(line.text)[:1])


def _plain_parts(text: str) -> Iterator[str]:
    """The words of a line without contact data, parted at bars."""
    for part in re.split(r"\s*[|·•]\s*|\s{3,}", text):
        words = _ON_BEHALF.sub("", tidy(without_contact_data(part)).strip(" ,;|:/()-–"))
        days = find_dates(words)
        dated = days and len(words) - (days[0][2] - days[0][1]) < 12
        if len(words) > 2 and not _REACHED.fullmatch(words) and not _MACHINE.fullmatch(words) and not dated:
            yield words


def _role_and_agency(
    lines: Sequence[tuple[str, Paragraph]], *, headed: bool
) -> tuple[tuple[str, Paragraph] | None, ...]:
    """The lines below a name that say what its bearer is and for whom; `Head of Early Years, Council` says both."""
    posts = (each for each in lines if ROLE.search(each[0]) or _RANK.fullmatch(each[0]))
    role = next((each for each in posts if len(each[0]) <= LONGEST_BODY), None)
    plain = [each for each in lines if each is not role and len(each[0]) <= LONGEST_BODY]
    if role:
        post, _, body = role[0].rpartition(",")
        own = any(BODY.search(each[0]) and not find_postcode(each[0]) for each in plain)
        if post and not own and BODY.search(body) and not ROLE.search(body):
            return (post.strip(), role[1]), (body.strip(), role[1])
    agency = next((each for each in plain if not ROLE.search(each[0]) and not find_postcode(each[0])), None)
    bodies = [each for each in plain if BODY.search(each[0]) and not find_postcode(each[0])]
    agency = next((each for each in bodies if not is_department(each[0])), next(iter(bodies), agency))
    if role and agency is None and not headed:
        post, _, body = role[0].rpartition(",")
        if post and not ROLE.search(body):
            return (post.strip(), role[1]), (body.strip(), role[1])
    return role, (_without_motto(agency[0]), agency[1]) if agency else None


def _without_motto(agency: str) -> str:
    """`Fold Primary School - Growing Together` without what stands behind the name."""
    name = _MOTTO.sub("", agency)
    return name if name != agency and is_organisation(name) and not _DEPARTMENT.search(agency[len(name) :]) else agency


def _below_name(name: Paragraph, head: Sequence[Paragraph]) -> Iterator[Signed]:
    """A signature that is no more than a name: what the letterhead says below that name."""
    at = next((i for i, each in enumerate(head) if tidy(each.text) == tidy(name.text)), None)
    below = takewhile(lambda each: not find_dates(each.text), head[at + 1 :] if at is not None else ())
    yield from (each for each in _signature([name, *below], headed=False) if each.path != "referrer.name")


def _letterhead(head: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines at the top up to those that say whom the letter is for."""
    return list(takewhile(lambda each: not _ADDRESSEE.match(tidy(each.text)), head))


def _from_letterhead(above: Sequence[Paragraph]) -> Iterator[Signed]:
    """The agency by its first line, and how it is reached."""
    yield from _contact_data(above)
    bodies = list(_bodies(above))
    yield from [each for each in bodies if not is_department(each.value)][:1] or bodies[:1]


def _bodies(above: Sequence[Paragraph]) -> Iterator[Signed]:
    for line in above[:3]:
        text = tidy(re.split(r"\s{2,}|\s[|·•]\s", without_contact_data(line.text).strip())[0])
        text = re.sub(r"\s*\((?:registered )?(?:charity|company)[^)]*\)", "", text).strip(" ,.")
        if not text or _NO_BODY.search(text) or find_postcode(text) or len(text) > LONGEST_BODY:
            continue
        if BODY.search(text) or (line is above[0] and not re.fullmatch(FULL_NAME, text)):
            yield Signed(path="referrer.agency", value=text, line=line)
