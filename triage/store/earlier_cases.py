"""Cases about the same child as a referral that has just come: whoever compares decides, here they are only found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage import names_alike
from triage.match_keys import child_keys
from triage.store.tables_case import CaseRow, FieldRow
from triage.store.tables_lookup import MatchKeyRow
from triage.store.tables_mail import PartRow

_CHILD = re.compile(r"children\[(\d+)\]\.(full_name|dob|edd)")


@dataclass(frozen=True, kw_only=True)
class Child:
    """A child as a form names it; `born` is the date of birth or the expected one, ISO, or empty."""

    name: str
    born: str = ""

    def is_same_as(self, other: "Child") -> bool:
        """The same words in the name, one perhaps leaving some out, and no other date of birth."""
        mine, theirs = name_words(self.name), name_words(other.name)
        alike = bool(mine and theirs) and (mine <= theirs or theirs <= mine) and len(mine & theirs) >= 1
        return alike and (not self.born or not other.born or self.born == other.born)

    def may_be(self, other: "Child") -> bool:
        """The same date of birth and one word of the name, or the same full name: one of the two may be a slip."""
        mine, theirs = name_words(self.name), name_words(other.name)
        return bool(mine & theirs) and (
            (bool(self.born) and self.born == other.born) or (mine == theirs and len(mine) >= 2)
        )


@dataclass(frozen=True, kw_only=True)
class EarlierCase:
    """One case with what tells whether a referral is the same one again."""

    case: CaseRow
    children: tuple[Child, ...]
    facts: Mapping[str, str]  # of the record: `referrer.email`, `incident.date`, …
    files: frozenset[str]  # SHA-256 of every file of the mail that it came by


def name_words(name: str) -> frozenset[str]:
    """The words of a name for comparison: without case, accents, apostrophes and titles."""
    return frozenset(names_alike.name_words(name))


def children_of(facts: Mapping[str, str]) -> tuple[Child, ...]:
    """The children of a record given as paths and values."""
    numbers = dict.fromkeys(match[1] for path in facts if (match := _CHILD.fullmatch(path)))
    found = (
        Child(
            name=facts.get(f"children[{number}].full_name", ""),
            born=facts.get(f"children[{number}].dob") or facts.get(f"children[{number}].edd", ""),
        )
        for number in numbers
    )
    return tuple(child for child in found if name_words(child.name))


def cases_of_child(session: Session, child: Child) -> Sequence[EarlierCase]:
    """Cases in which the child is, or may be, a subject; the newest first. Only those that share a word of the name."""
    sharing = select(MatchKeyRow.case_id).where(MatchKeyRow.key.in_(child_keys(child.name)))
    rows = session.execute(
        select(FieldRow.case_id, FieldRow.path, FieldRow.value)
        .where(FieldRow.case_id.in_(sharing), FieldRow.path.like("children[%"), FieldRow.rival.is_(False))
        .order_by(FieldRow.case_id.desc())
    )
    facts: dict[int, dict[str, str]] = {}
    for case_id, path, value in rows:
        facts.setdefault(case_id, {}).setdefault(path, value)
    alike = [
        case_id
        for case_id, record in facts.items()
        if any(child.is_same_as(each) or child.may_be(each) for each in children_of(record))
    ]
    return [_earlier(session, session.get_one(CaseRow, case_id)) for case_id in alike]


def _earlier(session: Session, case: CaseRow) -> EarlierCase:
    facts: dict[str, str] = {}
    for field in case.fields:
        if not field.rival:
            facts.setdefault(field.path, field.value)
    hashes = session.scalars(select(PartRow.sha256).where(PartRow.item_id == case.item_id))
    return EarlierCase(case=case, children=children_of(facts), facts=facts, files=frozenset(hashes))
