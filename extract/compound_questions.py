"""Questions in everyday words that ask for several facts at once: their answers told apart, each fact in its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.candidates import LabelMatch
from extract.dates import find_dates, find_time
from extract.document import Place
from extract.people import names_body, read_agency, split_people
from extract.signatory_lines import signatory_values
from extract.told.agreement import AGREES, agreement_facts, stated_agreement
from extract.told.asked import AGENCIES, FAMILY, PROCESS_CUES, REFERRER, REPRESENTATIVE, SUMMARY, asked_in
from extract.told.child_answers import child_answers
from extract.told.household import household_answers
from extract.told.incident import SCENE, known_facts, place_of
from extract.told.said import FULL_NAME, Said, sentences, whole_person
from extract.told.status_answers import status_answers
from extract.values import find_nhs_number, find_postcode

SURE = 0.95  # score of a label from which a question for one field is understood by itself
KNOWN = 0.9  # score from which a label is known word for word, or all of its parts are
_POST_ASKED = re.compile(r"\b(?:job|post|role|title|position|rank)\b", re.I)
_BODY_ASKED = re.compile(
    r"\b(?:agency|organisation|service|team|school|trust|employer|work|where|for whom|base|unit|setting|department)\b",
    re.I,
)
_IN_WORDS = re.compile(
    r"\?|\b(?:who|what|where|when|which|how|tell|is|are|do|does|did|has|have|please|any|if|whether)\b", re.I
)  # a question in everyday words rather than a label
_NAME = "children[].full_name"
_BRACKETS = re.compile(r"\s*\(([^()]*\d[^()]*)\)")
_PARTICULARS = tuple(
    f"children[].{key}" for key in ("full_name", "dob", "sex", "nhs_number", "ethnicity", "first_language", "address")
)
_SEX = re.compile(r",\s*(?:an?\s+)?(?:boy|girl|male|female|[mf])\b", re.I)
_CARE = {"children[].looked_after", "children[].legal_status"}
LABEL = 6  # words of a question that gets its meaning from its block
_ABOUT_PERSON = re.compile(r"\bwho\b|\babout\b|\bdetails\b|\bname\b.*\b(?:and|phone|e-?mail|number)\b", re.I)
_PERSON = re.compile(
    r"^\W*(?:\d+\W+)?(?:referrer|from|signed off|\w+ by)\W*$", re.I
)  # a heading over all of a person's facts
_OF_CHILD = re.compile(r"\?|\b(?:child\w*|young person|they|their|he|she|pupil|baby)\b", re.I)
_WHO_AGREED = re.compile(
    r"^\W*(?:\d+\W+)?(?:\w+ by|signed off(?: by)?)\W*$"
    r"|\b(?:did|do|have|has) (?:they|he|she)\b[^?]{0,20}\b(?:agreed?|approved?|supported?)\b"
    r"|\bwho\b[^?]{0,40}?\b(?:agreed|approved|ok['’]?d|signed|supported|supports|authorised)\b"
    r"|^\W*(?:\d+\W+)?which [\w/,' -]{3,60}(?:agreed|approved|supports|supported|authorised|endorsed)\b",
    re.I,
)
_NAME_AGREED = re.compile(
    rf"^(?P<name>{FULL_NAME})(?:,[^.;]{{3,60}})?\s+(?:has\s+)?(?:agreed|agrees|approved|approves|supports"
    rf"|signed)\b(?P<behind>[^.;]*)"
)
_YES = re.compile(r"^\W*yes\W+", re.I)
_OPEN = re.compile(r"\b(?:not|never|no|if|whether|yet|until)\b|n['’]t\b", re.I)
_IN_STREET = re.compile(r"\bin (?P<place>[A-Z]\w+ (?:Road|Row|Street|Lane|Avenue|Close|Park|Square))\b")


@dataclass(frozen=True, kw_only=True)
class ToldLine:
    """One line of an answer and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class ToldFact:
    """One fact of an answer with the words that say it."""

    path: str
    value: str
    raw: str
    place: Place
    entry: str = ""


def told_facts(question: str, group: str | None, match: LabelMatch | None, lines: Sequence[ToldLine]) -> list[ToldFact]:
    """Facts of an answer to a question for several; empty where it asks for one, or where nothing certain is said.

    `group` is the block in which the question stands, `match` what its label is known for.
    """
    if group == REPRESENTATIVE and (stated := list(stated_agreement(question, " ".join(line.text for line in lines)))):
        return [ToldFact(path=each.path, value=each.value, raw=lines[0].text, place=lines[0].place) for each in stated]
    asked = _asked(question, group, match, lines)
    if not asked or not lines or _is_plain(question, asked, match) or _is_of_list(question, asked, group):
        return []
    texts = [line.text for line in lines]
    if asked == _PARTICULARS:
        texts = [_BRACKETS.sub(r", \1", text) for text in texts]  # `Leo Marsh (boy, d.o.b. 3/4/2015)`
    if asked in ((REFERRER,), (REPRESENTATIVE,)):
        found = _as_asked(_signatory(asked[0], question, texts), question)
    elif asked[0] == SUMMARY:
        found = _account(asked, texts)
    elif asked == (AGENCIES,):
        found = _entries(AGENCIES, texts)
    elif FAMILY in asked:
        found = _household(asked, texts)
    elif asked[0] in PROCESS_CUES:
        found = status_answers(asked, texts)
    else:
        found = child_answers(asked, texts)
    if match and not _IN_WORDS.search(question) and not set(asked) <= {said.path for said, _, _ in found}:
        found = [] if set(match.paths) == set(asked) else found  # a label's own reading knows the order of its parts
    return [
        ToldFact(path=said.path, value=said.value, entry=said.entry, raw=raw, place=lines[number].place)
        for said, number, raw in found
        if said.value
    ]


def _asked(question: str, group: str | None, match: LabelMatch | None, lines: Sequence[ToldLine]) -> tuple[str, ...]:
    """What a question asks for where its block, its label and the answer are known as well."""
    asked = asked_in(question)
    if set(asked) == _CARE and match and match.score >= SURE:
        return ()  # `Yes, s25 SAO & s31`: what stands behind the yes is all one legal status
    if asked == (REFERRER,) and group == REPRESENTATIVE:
        return (REPRESENTATIVE,)  # `your name` in the block of whoever agrees
    if asked in ((), (_NAME,)) and match and match.paths == (_NAME,) and _is_particulars(lines):
        return _PARTICULARS
    return asked


def _is_particulars(lines: Sequence[ToldLine]) -> bool:
    """Whether everything about a child stands behind `Child` or `Who is the child?`: name, birth date, home, number."""
    text = " ".join(line.text for line in lines)
    beside = find_postcode(text) or find_nhs_number(text) or _SEX.search(text)
    return len(lines) == 1 and bool(find_dates(text)) and bool(beside)


def _is_plain(question: str, asked: tuple[str, ...], match: LabelMatch | None) -> bool:
    """Whether a question asks for one thing that its label says by itself, or for something else altogether."""
    known = match is not None and match.score >= KNOWN
    path = match.paths[0] if match else ""
    if asked[0] in (FAMILY, AGENCIES):
        return known and not path.startswith((*asked, "children[].address"))
    if asked[0] in (REFERRER, REPRESENTATIVE):
        sure = match is not None and match.score >= SURE and len(match.paths) == 1
        if _PERSON.match(question):
            return False
        named = asked[0] == REPRESENTATIVE or _ABOUT_PERSON.search(question)
        return not named or (sure and not _IN_WORDS.search(question))
    if len(asked) == 1:
        return match is not None or not asked[0].startswith("children")
    other = known and path.startswith(("family", "agencies", "referrer", "representative"))
    same = match is not None and (set(match.paths) == set(asked) or asked == _PARTICULARS)
    return other or (known and asked[0] != SUMMARY and not same and not _IN_WORDS.search(question))


def _is_of_list(question: str, asked: tuple[str, ...], group: str | None) -> bool:
    """Whether a question about a child stands in a list of people or among the facts of a signatory."""
    listed = asked[0].startswith("children") and group in (FAMILY, AGENCIES, REFERRER, REPRESENTATIVE)
    return listed and len(question.split()) <= LABEL and not _OF_CHILD.search(question)


def _line_of(value: str, texts: Sequence[str]) -> int:
    return next((number for number, text in enumerate(texts) if value in text), 0)


def _signatory(group: str, question: str, texts: Sequence[str]) -> list[tuple[Said, int, str]]:
    """Who wrote, or who agreed: facts of a line of commas, or of sentences."""
    text = re.sub(r"\s*;|\s+/(?=\s)", ",", _YES.sub("", "\n".join(texts)))
    text = re.sub(r"^([^,()]+?)\s\(([^()]+)\)", r"\1, \2", text)  # `Sunita Rao (Head Teacher)`
    said = [Said(path=each.path, value=each.value) for each in signatory_values(group, text)]
    if group == REFERRER:
        said.extend(_dated(text, {each.path for each in said}))
    else:
        said = list(_agreement(question, text, said))
    return [(each, _line_of(each.value, texts), texts[_line_of(each.value, texts)]) for each in said]


def _as_asked(found: list[tuple[Said, int, str]], question: str) -> list[tuple[Said, int, str]]:
    """Name and post alone where no more was asked for: `Jo Field, Detective Sergeant, Child Abuse Investigation`."""
    facts = {said.path.rpartition(".")[2]: number for number, (said, _, _) in enumerate(found)}
    if _BODY_ASKED.search(question) or not _POST_ASKED.search(question) or not {"role", "agency"} <= set(facts):
        return found
    (role, line, raw), (unit, _, _) = found[facts["role"]], found[facts["agency"]]
    if names_body(unit.value):
        return found
    whole = Said(path=role.path, value=f"{role.value}, {unit.value}")
    return [(whole, line, raw) if said is role else (said, at, text) for said, at, text in found if said is not unit]


def _dated(text: str, taken: set[str]) -> Iterator[Said]:
    days = find_dates(text)
    if "referrer.name" in taken and "referrer.date" not in taken and len(days) == 1:
        yield Said(path="referrer.date", value=days[0][0].isoformat())


def _agreement(question: str, text: str, said: Sequence[Said]) -> Iterator[Said]:
    """What the words say; a name given to `who agreed, and when?` is one of somebody who did."""
    told = sentences(text)
    found = {each.path: each for each in reversed(said)}
    for number, sentence in enumerate(told):
        following = told[number + 1] if number + 1 < len(told) else ""
        for each in (*agreement_facts(sentence, following, asked=True), *_named_agreed(sentence)):
            found.setdefault(each.path, each)
    name = found.get("representative.name")
    if name and not _OPEN.search(text) and AGREES.search(text):
        found.setdefault("representative.approved", Said(path="representative.approved", value="yes"))
        found.setdefault("representative.discussed", Said(path="representative.discussed", value="yes"))
    if name and _WHO_AGREED.search(question) and not _OPEN.search(text):
        found.setdefault("representative.approved", Said(path="representative.approved", value="yes"))
        days = find_dates(text)
        if len(days) == 1:
            day = Said(path="representative.approval_date", value=days[0][0].isoformat())
            found.setdefault(day.path, day)
    if name:
        yield from found.values()


def _named_agreed(sentence: str) -> Iterator[Said]:
    """`Colin Abbott agreed on 20 January 2026`."""
    match = _NAME_AGREED.match(sentence)
    name = whole_person(match["name"]) if match else ""
    if not name or match is None or _OPEN.search(match[0]):
        return
    yield Said(path="representative.name", value=name)
    yield Said(path="representative.discussed", value="yes")
    yield Said(path="representative.approved", value="yes")
    days = find_dates(match["behind"])
    yield from (Said(path="representative.approval_date", value=day.isoformat()) for day, _, _ in days[:1])


def _account(asked: tuple[str, ...], texts: Sequence[str]) -> list[tuple[Said, int, str]]:
    """The account, and from its sentences when, where and how it became known, as far as the question asks for them."""
    found = [(Said(path=SUMMARY, value="\n".join(texts)), 0, " ".join(texts))]
    taken = {SUMMARY}
    asked = (*asked, "incident.time") if "incident.date" in asked else asked
    for number, text in enumerate(texts):
        for sentence in sentences(text):
            for said in _of_event(sentence):
                if said.path in asked and said.path not in taken:
                    taken.add(said.path)
                    found.append((said, number, sentence))
    return found


def _of_event(sentence: str) -> Iterator[Said]:
    known = list(known_facts(sentence))
    yield from known
    days = [] if known else find_dates(sentence)
    yield from (Said(path="incident.date", value=day.isoformat()) for day, _, _ in days[:1])
    if days:
        time = find_time(sentence)
        yield from [Said(path="incident.time", value=time[0])] if time else []
    place = SCENE.search(sentence) or _IN_STREET.search(sentence)
    where = place_of(sentence) or (place["place"].strip() if place else "")
    if where and not known:
        yield Said(path="incident.location", value=where)


def _household(asked: tuple[str, ...], texts: Sequence[str]) -> list[tuple[Said, int, str]]:
    home = child_answers(("children[].address",), texts) if "children[].address" in asked else []
    return [*home, *household_answers(texts)]


def _entries(group: str, texts: Sequence[str]) -> list[tuple[Said, int, str]]:
    """Agencies with a worker or contact data, one a line; what is no such entry stays out."""
    found: list[tuple[Said, int, str]] = []
    for number, text in enumerate(texts):
        for entry in split_people(text):
            facts = read_agency(re.sub(r"^\s*[-*•▪–]\s+", "", entry))
            if "agency" in facts and len(facts) > 1 and len(entry.split()) <= 25:
                key = f"told:{number}:{entry}"
                found.extend((Said(path=f"{group}[].{k}", value=v, entry=key), number, entry) for k, v in facts.items())
    return found
