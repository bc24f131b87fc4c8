"""A referral written as a letter: subject line, date, running text and signature instead of questions and answers.

Everything read here is less sure than an answer to a printed question, and says so by its confidence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from extract.boilerplate import PrintedText
from extract.candidates import Candidate
from extract.dates import find_dates, find_time
from extract.document import Paragraph, Place, Span
from extract.letter_sentences import facts_of
from extract.people import RELATIONSHIP
from extract.values import (
    find_emails,
    find_nhs_number,
    find_phones,
    find_postcode,
    is_blank,
    nhs_number,
    tidy,
    without_contact_data,
    without_postcode,
)

TRUST = 0.6
ENOUGH_ANSWERS = 8  # a document with more labelled answers is a form, whatever its first line
_GREETING = re.compile(
    r"^\s*(?:dear|good (?:morning|afternoon|evening)|to whom it may concern|to the (?:learning|panel|chair|group))\b",
    re.I,
)
_SUBJECT = re.compile(r"^\s*(?:re|ref|regarding|subject|concerning)\s*[:.\-–]\s*(?P<text>.+)$", re.I | re.S)
_BORN = re.compile(r"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on)?)\b\s*[:\-–]?\s*", re.I)
_NAME = r"[A-ZÀ-Þ][\w'’À-ÿ-]+(?:\s+(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|de|la|van|von|al|bin|Ó)){1,4}"
_NAMED_BORN = re.compile(rf"(?P<name>{_NAME})\s*[,(\s]+(?:aged? \d+,?\s*)?(?:d\.?o\.?b\.?|date of birth|born)\b", re.U)
_NICKNAME = re.compile(r"\s*\([A-ZÀ-Þ][\w'’À-ÿ-]*\)\s+(?=[A-ZÀ-Þ])")  # `Leopold (Leo) Marsh`
_MACHINE = re.compile(r"\W*(?:electronically signed|signed electronically|dictated but not signed|signature)\b.*", re.I)
_LIVES = re.compile(
    r"\b(?:lives at|living at|resident at|home address(?: is)?|address:?|of|at)\s+(?P<text>[^.;]{5,120})$", re.I
)
_INCIDENT_DAY = re.compile(r"\b(?:on|the (?:evening|morning|night|afternoon) of)\s+(?:the\s+)?$", re.I)
_REPRESENTATIVE = re.compile(
    rf"(?P<name>{_NAME})[^.]{{0,60}}\b(?:LIG|panel|review group)\s+(?:representative|member|lead)"
    rf"|(?:LIG|panel|review group)\s+(?:representative|member|lead)[,:]?\s+(?P<after>{_NAME})",
    re.U,
)
_ROLE = re.compile(
    r"\b(?:head(?:\s?teacher|\s?master|\s?mistress)?|lead|manager|officer|nurse|doctor|teacher|worker|director|sergeant|inspector|constable|midwife|visitor|"
    r"consultant|partner|practitioner|adviser|advisor|coordinator|co-ordinator|chair|principal|paediatrician|dsl|gp|matron|registrar|psychologist|therapist|psychiatrist|counsellor|superintendent|commander"
    r"|secretary|governor|chaplain|solicitor|specialist|executive|supervisor|trustee|bursar|clerk)\b",
    re.I,
)
_REACHED = re.compile(
    r"(?:(?:direct|work|office|secure|my)\s+)?(?:tel|telephone|phone|e-?mail|mobile|mob|line|dial|fax|number|contact)",
    re.I,
)  # what announces contact data


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The parts of a letter."""

    head: tuple[Paragraph, ...]
    subject: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    signature: tuple[Paragraph, ...]


def find_letter(paragraphs: Sequence[Paragraph], printed: PrintedText) -> Letter | None:
    """The parts of a letter; None for a document without a greeting near its top."""
    lines = [line for each in paragraphs for line in _lines(each) if not is_blank(line.text)]
    greeting = next((i for i, each in enumerate(lines[:20]) if _GREETING.match(each.text)), None)
    if greeting is None:
        return None
    end = next((i for i in range(greeting + 1, len(lines)) if printed.is_sign_off(lines[i].text)), len(lines))
    subject = [i for i in range(min(end, greeting + 4)) if _SUBJECT.match(lines[i].text)]
    body = [lines[i] for i in range(greeting + 1, end) if i not in subject]
    return Letter(
        head=tuple(lines[:greeting]),
        subject=tuple(lines[i] for i in subject),
        body=tuple(body),
        signature=tuple(lines[end + 1 : end + 9]),
    )


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph line by line: letterheads and signatures are often typed into one."""
    text = paragraph.text
    yield from (
        (replace(paragraph, spans=(Span(text=line),)) for line in text.splitlines()) if "\n" in text else (paragraph,)
    )


def signature_places(letter: Letter) -> set[Place]:
    """Where the signature stands: its words answer no questions."""
    return {each.place for each in letter.signature}


def read_letter(letter: Letter) -> list[Candidate]:
    """Candidates of a letter; few and careful."""
    found = list(_child(letter))
    found.extend(_dates(letter))
    found.extend(_signature(_signed(letter)))
    found.extend(_representative(letter.body))
    found.extend(_sentences(letter.body, {each.path for each in found}))
    text = "\n".join(tidy(each.text) for each in letter.body)
    if len(text) > 150:
        found.append(_candidate("incident.summary", text, letter.body[0], prose=True))
    return found


def _child(letter: Letter) -> Iterator[Candidate]:
    for line in (*letter.subject, *letter.body[:2]):
        match = _SUBJECT.match(line.text)
        text = tidy(match["text"] if match else line.text)
        named = _NAMED_BORN.search(text)
        days = find_dates(text)
        if not (match or named):
            continue
        plain = _NICKNAME.sub(" ", text)
        name = named["name"] if named else tidy(re.split(r"[,(;–]|\s-\s|\bdob\b|\bborn\b|\d", plain, maxsplit=1)[0])
        if not re.fullmatch(_NAME, name):
            continue
        yield _candidate("children[].full_name", name, line)
        if days and _BORN.search(text[: days[0][1]]):
            yield _candidate("children[].dob", days[0][0].isoformat(), line)
        yield from _identifiers(text, line)
        return


def _identifiers(text: str, line: Paragraph) -> Iterator[Candidate]:
    number = find_nhs_number(text)
    checked = nhs_number(number) if number else None
    if checked and checked[1]:
        yield _candidate("children[].nhs_number", checked[0], line)
    code = find_postcode(text)
    if not code:
        return
    yield _candidate("children[].postcode", code[0], line)
    before = text[: code[1]].rstrip(" ,")
    days = find_dates(before)
    street = before[days[-1][2] :] if days else before
    lives = _LIVES.search(street)
    street = without_postcode(lives["text"] if lives else street).strip(" ,;:)(-–")
    if 5 <= len(street) <= 120:
        yield _candidate("children[].address", street, line)


def _dates(letter: Letter) -> Iterator[Candidate]:
    for line in letter.head:
        days = find_dates(line.text)
        if days and len(tidy(line.text)) <= 40:
            yield _candidate("referrer.date", days[0][0].isoformat(), line)
            break
    for line in letter.body:
        for day, start, _ in find_dates(line.text):
            if _INCIDENT_DAY.search(line.text[:start]) and not _BORN.search(line.text[max(0, start - 20) : start]):
                yield _candidate("incident.date", day.isoformat(), line)
                time = find_time(line.text)
                if time:
                    yield _candidate("incident.time", time[0], line)
                return


def _signed(letter: Letter) -> tuple[Paragraph, ...]:
    """The signature; where it is no more than a name, with what the letterhead says below that name."""
    if len(letter.signature) != 1:
        return letter.signature
    name = tidy(letter.signature[0].text)
    at = next((i for i, each in enumerate(letter.head) if tidy(each.text) == name), None)
    below = takewhile(lambda each: not find_dates(each.text), letter.head[at + 1 :] if at is not None else ())
    return (*letter.signature, *below)


def _signature(lines: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Name, role, agency and contact data below the closing words, in the order in which people sign."""
    rest: list[tuple[str, Paragraph]] = []
    for line in lines:
        for email in find_emails(line.text)[:1]:
            yield _candidate("referrer.email", email, line)
        for phone in find_phones(line.text)[:1]:
            yield _candidate("referrer.phone", phone, line)
        for part in line.text.splitlines():
            words = tidy(without_contact_data(part)).strip(" ,;|:-–")
            if len(words) > 2 and not _REACHED.fullmatch(words) and not _MACHINE.fullmatch(words):
                rest.append((words, line))
    if not rest or len(rest[0][0]) > 60:
        return
    first, *others = rest
    name, _, behind = first[0].partition(",")
    yield _candidate("referrer.name", tidy(name), first[1])
    if behind.strip():
        others.insert(0, (behind.strip(), first[1]))
    role, agency = _role_and_agency(others)
    if role:
        yield _candidate("referrer.role", role[0], role[1])
    if agency:
        yield _candidate("referrer.agency", agency[0], agency[1])


def _role_and_agency(lines: Sequence[tuple[str, Paragraph]]) -> tuple[tuple[str, Paragraph] | None, ...]:
    """The lines below a name that say what its bearer is and for whom; `Head of Early Years, Council` says both."""
    role = next((each for each in lines if _ROLE.search(each[0])), None)
    plain = [each for each in lines if each is not role and len(each[0]) <= 80]
    agency = next((each for each in plain if not _ROLE.search(each[0])), None)
    if role and agency is None:
        post, _, body = role[0].rpartition(",")
        if post and not _ROLE.search(body):
            return (post.strip(), role[1]), (body.strip(), role[1])
    return role, agency


def _representative(body: Sequence[Paragraph]) -> Iterator[Candidate]:
    for line in body:
        match = _REPRESENTATIVE.search(line.text)
        if match and not RELATIONSHIP.search(match["name"] or match["after"]):
            yield _candidate("representative.name", match["name"] or match["after"], line)
            if re.search(r"\bdiscussed\b", line.text, re.I):
                yield _candidate("representative.discussed", "yes", line)
            if re.search(r"\b(?:approves?|approved|agrees?|agreed|supports?|supported)\b", line.text, re.I):
                yield _candidate("representative.approved", "yes", line)
            return


def _sentences(body: Sequence[Paragraph], known: set[str]) -> Iterator[Candidate]:
    """What the sentences say beyond what subject line, date and signature said before."""
    for line in body:
        for said in facts_of(line.text):
            if said.path not in known:
                yield replace(_candidate(said.path, said.value, line), instance=said.entry)


def _candidate(path: str, value: str, line: Paragraph, *, prose: bool = False) -> Candidate:
    return Candidate(
        path=path, value=value, raw=tidy(line.text) if not prose else value, confidence=TRUST, place=line.place,
        label="letter", strength=TRUST, prose=prose,
    )  # fmt: skip
