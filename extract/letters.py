"""A referral written as a letter: subject line, date, running text and signature instead of questions and answers.

Everything read here is less sure than an answer to a printed question, and says so by its confidence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from extract.candidates import Candidate
from extract.dates import find_dates
from extract.document import Paragraph
from extract.kinship import RELATIONSHIP
from extract.letter_child import Named, OfChild, children_named, is_heading_line, subject_facts
from extract.letter_parts import Letter
from extract.letter_sentences import sentence_facts
from extract.letter_signature import writer_facts
from extract.people import same_person
from extract.told.child import EDUCATION
from extract.told.days import counts_from_today, with_full_days
from extract.told.said import FULL_NAME, Said, sentences
from extract.values import find_emails, find_phones, tidy

TRUST = 0.6
_OF_ONE = ("children[].nhs_number", "children[].local_reference")  # what no two children share
_OF_A_DAY = (
    "incident.date", "incident.time", "incident.location", "incident.date_known", "children[].date_of_death",
    "notifications.sin_date", "representative.approval_date",
)  # fmt: skip
_OURS_TO_DO = re.compile(r"\b(?:I|[Ww]e|is|are|will)\b|['’](?:m|re|ll|ve)\b")  # `I saw her today` tells no event
_BULLET = re.compile(r"^\s*[-*•▪◦‣·–]\s+")
ENOUGH_ANSWERS = 8  # a document with more labelled answers is a form, whatever its first line
ENOUGH_BLOCKS = 3  # of the record that they are of: a letter may list child and parents, and tell the rest
ACCOUNT = 150  # characters of a letter's text from which it is an account
_REPRESENTATIVE = re.compile(
    rf"(?P<name>{FULL_NAME})[^.]{{0,60}}\b(?:LIG|panel|review group)\s+(?:representative|member|lead)"
    rf"|(?:LIG|panel|review group)\s+(?:representative|member|lead)[,:]?\s+(?P<after>{FULL_NAME})",
)
_OF_OTHERS = re.compile(
    r"^(?:(?:His|Her|Their|The)\s+(?:\w+\s+)?(?:mother|father|mum|dad|partner|grand\w+|parents?|aunt|uncle)\b"
    r"|(?:Mr|Mrs|Ms|Miss|Dr)\.?\s)"
)
_OURS = re.compile(
    r"\b(?:of our|our) (?:\w+ )?(?:pupils?|students?|children)\b|\bon our roll\b|\bat our (?:school|nursery"
    r"|academy|college)\b",
    re.I,
)
_EVERY_CHILD = re.compile(r"\b(?:both|children|they|their|all)\b", re.I)


def read_letter(letter: Letter, sent: date | None = None) -> list[Candidate]:
    """Candidates of a letter; few and careful. `sent`: when its mail was, for days that are told without a year."""
    children = children_named(letter.subject, letter.body)
    dated = list(_date(letter))
    found = [*_children(children), *_about_child(letter, children), *dated]
    told_on = date.fromisoformat(dated[0].value) if dated else sent
    found.extend(_candidate(each.path, each.value, each.line) for each in writer_facts(letter.signature, letter.head))
    found.extend(_sentences(letter, children, found, told_on))
    found.extend(_of_ours(letter, found))
    if not any(each.path.startswith("representative.") for each in found):
        found.extend(_representative(letter.body))
    account = [line for line in letter.body if not is_heading_line(line, letter.body)]
    text = "\n".join(tidy(each.text) for each in account)
    if len(text) > ACCOUNT:
        found.append(_candidate("incident.summary", text, account[0], prose=True))
    return found


def _children(children: Sequence[Named]) -> Iterator[Candidate]:
    for number, child in enumerate(children):
        instance = f"letter{number}" if len(children) > 1 else ""
        yield replace(_candidate("children[].full_name", child.name, child.line), instance=instance)
        if child.born:
            yield replace(_candidate("children[].dob", child.born, child.line), instance=instance)
        if child.sex:
            yield replace(_candidate("children[].sex", child.sex, child.line), instance=instance)


def _named_before(fact: OfChild, children: Sequence[Named]) -> str:
    """The one of several children whose name stands last in front of a number; empty for one child."""
    text = re.sub(r"(?<=\d)[\s-](?=\d)", "", fact.line.text)
    at = text.find(fact.value)
    found = [(text.rfind(each.name, 0, at), each.name) for each in children if len(children) > 1 and at > 0]
    return max(found)[1] if found and max(found)[0] >= 0 else ""


def _about_child(letter: Letter, children: Sequence[Named]) -> Iterator[Candidate]:
    for each in subject_facts(letter.subject, letter.body):
        named = _named_before(each, children) if each.path in _OF_ONE else ""
        yield replace(_candidate(each.path, each.value, each.line), named=named)


def _date(letter: Letter) -> Iterator[Candidate]:
    """The letter's date: a short line with a date in the head, or else below the name."""
    for line in (*letter.head, *letter.signature):
        days = find_dates(line.text)
        if days and len(tidy(line.text)) <= 45 and not find_emails(line.text) and not find_phones(line.text):
            yield _candidate("referrer.date", days[-1][0].isoformat(), line)
            return


def _sentences(
    letter: Letter, children: Sequence[Named], known: Sequence[Candidate], told_on: date | None
) -> list[Candidate]:
    """What the sentences say beyond what subject line, date and signature said before."""
    paths = {each.path for each in known}
    told = [(said, line, sentence) for line in letter.body for said, sentence in _said(line, told_on)]
    relatives = [said.value for said, _, _ in told if said.path == "family[].name"]
    found: list[Candidate] = []
    taken: set[tuple[str, str, str]] = set()
    for said, line, sentence in told:
        named = _whose(said, sentence, children, line)
        key = (said.path, said.entry, named)
        if said.path in paths or key in taken or _is_of_others(said, sentence, children, relatives):
            continue
        taken.add(key)
        raw = replace(_candidate(said.path, said.value, line), raw=sentence, instance=said.entry, named=named)
        found.append(raw)
    return found


def _said(line: Paragraph, told_on: date | None) -> Iterator[tuple[Said, str]]:
    """Facts with their sentences; the days among them, and what goes with a day, from sentences with full dates."""
    told = sentences(_BULLET.sub("", line.text))
    full = [with_full_days(each, told_on) for each in told] if told_on else told
    for number, sentence in enumerate(told):
        behind = number + 1 if number + 1 < len(told) else None
        for said in sentence_facts(sentence, told[behind] if behind else ""):
            yield said, sentence
        if full[number] != sentence or (behind and full[behind] != told[behind]):
            for said in sentence_facts(full[number], full[behind] if behind else ""):
                ours = counts_from_today(sentence) and said.path.startswith("incident") and _OURS_TO_DO.search(sentence)
                if said.path in _OF_A_DAY and (said.path == "incident.date_known" or not ours):
                    yield said, sentence


def _whose(said: Said, sentence: str, children: Sequence[Named], line: Paragraph) -> str:
    """The one of several children whom a sentence names; empty where it speaks of all."""
    if len(children) < 2 or not said.path.startswith("children[]"):
        return ""
    if said.path in _OF_ONE:
        return _named_before(OfChild(path=said.path, value=said.value, line=line), children)
    named = [each.name for each in children if re.search(rf"\b{re.escape(each.name.split()[0])}\b", sentence)]
    before = sentence.partition(said.value)[0] if said.value in sentence else sentence
    return named[0] if len(named) == 1 and not _EVERY_CHILD.search(before) else ""


def _is_of_others(said: Said, sentence: str, children: Sequence[Named], relatives: Sequence[str]) -> bool:
    """A relative who is one of the children; a child's fact in a sentence about somebody else."""
    if said.path.startswith("family[]"):
        name = said.entry.partition(":")[2]
        return any(_is_child(name, each.name.casefold()) for each in children)
    if not said.path.startswith("children[]"):
        return False
    if _OF_OTHERS.match(sentence):
        return True
    firsts = {each.name.split()[0].casefold() for each in children}
    start = sentence.split()[0].strip(",.’'").removesuffix("'s").removesuffix("’s").casefold()
    others = {each.split()[0].casefold() for each in relatives} - firsts
    return start in others


def _is_child(name: str, child: str) -> bool:
    """Whether a name means the child, rather than a father whose first name is the child's second one."""
    return same_person(name, child) and name.split()[0] not in child.split()[1:-1]


def _of_ours(letter: Letter, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """`One of our pupils` in the letter of a school: it is the child's."""
    agency = next((each.value for each in found if each.path == "referrer.agency"), "")
    if any(each.path == "children[].school" for each in found) or not re.search(EDUCATION, agency):
        return
    line = next((each for each in letter.body if _OURS.search(each.text)), None)
    if line:
        yield _candidate("children[].school", agency, line)


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


def _candidate(path: str, value: str, line: Paragraph, *, prose: bool = False) -> Candidate:
    return Candidate(
        path=path, value=value, raw=tidy(line.text) if not prose else value, confidence=TRUST, place=line.place,
        label="letter", strength=TRUST, prose=prose,
    )  # fmt: skip
