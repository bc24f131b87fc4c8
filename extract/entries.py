"""People and agencies that stand several to an answer, as values with an entry each."""

import re
from collections.abc import Mapping, Sequence

from extract.blocks import LabelledAnswer
from extract.candidates import LabelMatch, Value
from extract.contact_lists import contact_row, heads_contact_row
from extract.dates import find_dates
from extract.facts_by_line import agencies_joined, persons_joined
from extract.parsing import Written, has_kinship
from extract.people import read_agency, read_person, split_agencies, split_people
from extract.values import find_emails, find_phones, tidy

_COLLECTIVE = re.compile(r"famil|composition|household|parents|siblings|children", re.I)

_SIBLINGS = re.compile(r"(?:other )?(?:siblings?|brothers? (?:and|or|/) sisters?|brother/sister)(?:\(s\))?", re.I)
_OF_THE_CHILD = re.compile(
    r"^(?:(?:the|a) )?(?:child|young person|baby|infant|pupil|patient|victim)['’]s +(?!partner)", re.I
)
_FACT_ASKED = re.compile(
    r"(?:['’]s|\s*[-–—:,/]|)\s+(?:full |legal )?(?:names?|details|surname|born|d\.?o\.?b\.?|date of birth)$", re.I
)
_NOBODY = re.compile(r"(?:none|nil|nobody|no one)(?: (?:known|else))?[\s.]*", re.I)
_FINITE = re.compile(r"\b(?:was|were|had|did|has|have|is|are|saw|knew|made|visited)\b", re.I)
_NEXT_SENTENCE = re.compile(r"(?:\b[a-z'’-]{1,30} ){2}[a-z]{1,30}\. [A-Z][a-z]* [a-z]")  # `… twice. The council …`
_SENTENCE = 8  # words from which a line that ends in a full stop is a sentence


def entry_values(group: str, answer: LabelledAnswer, written: Written) -> list[Value]:
    """Every person (`family`) or agency (`agencies`) of an answer, told apart by line or semicolon."""
    if heads_contact_row(answer):
        return contact_row(answer, written)
    if _NOBODY.fullmatch(tidy(written.text)):
        return []
    if group == "agencies" and _is_account(written.lines):
        return [Value(path="agency_involvement", value="\n".join(written.lines), fit=0.7)]
    place = answer.place
    relation = relation_named(answer.label) if group == "family" else ""
    values: list[Value] = []
    if group == "family":
        entries = split_people("\n".join(persons_joined(written.rows)))
    else:
        entries = split_agencies("\n".join(agencies_joined(written.rows)))
    for number, entry in enumerate(entries):
        facts = read_person(entry) if group == "family" else read_agency(entry)
        if relation:
            facts.setdefault("relationship", relation)
        prefix = "family[]." if group == "family" else "agencies[]."
        instance = f"p{place.page}t{place.table}r{place.row}n{place.paragraph}:{number}:{answer.label}"
        instance = answer.instance if len(entries) == 1 and answer.instance else instance  # `Person 2`
        values.extend(Value(path=prefix + key, value=value, fit=0.9, instance=instance) for key, value in facts.items())
    return values


def _is_account(lines: Sequence[str]) -> bool:
    """Whether sentences stand where a list of agencies was asked for: what they did, rather than who they are."""
    words = sum(len(line.split()) for line in lines)
    sentences = sum(line.rstrip().endswith(".") and len(line.split()) >= _SENTENCE for line in lines)
    told = any(_FINITE.search(line) or _NEXT_SENTENCE.search(line) for line in lines)
    return words >= 2 * _SENTENCE and sentences == len(lines) and told


def relation_named(label: str) -> str:
    """`Mother's name` says the relationship itself; a collective label such as `Parents` says none."""
    if _SIBLINGS.fullmatch(tidy(label).strip(" :?")):
        return "sibling"
    plain = re.sub(
        r"^\W*(?:[\dA-Z]{1,2}[.):]\s+)?(?:details of |about )?(?:the )?", "", tidy(label), count=1, flags=re.I
    )
    plain = _OF_THE_CHILD.sub("", _FACT_ASKED.sub("", plain.rstrip(" :?")))
    return plain if has_kinship(plain) and len(plain.split()) <= 3 and not _COLLECTIVE.search(plain) else ""


def several_values(people: Sequence[Mapping[str, str]], answer: LabelledAnswer) -> list[Value]:
    """People named in one box, each with the relationship in brackets."""
    start = answer.instance or f"{answer.place.page}:{answer.place.table}:{answer.place.row}:{answer.place.paragraph}"
    return [
        Value(path=f"family[].{key}", value=value, fit=0.9, instance=f"{start}:{number}")
        for number, facts in enumerate(people)
        for key, value in facts.items()
    ]


def is_one_field(match: LabelMatch, answer: LabelledAnswer, written: Written) -> bool:
    """`Name` beside one value: further cells hold the other facts of the same person or agency."""
    if len(match.paths) > 1 or match.rule != "bare" or answer.rule not in ("cell_right", "inside_cell", "inline"):
        return False
    text = "\n".join(written.rows)
    facts = find_dates(text) or find_phones(text) or find_emails(text) or has_kinship(text) or ";" in text
    return len(written.rows) == 1 and not facts
