"""Which cases a person may not see: restricted ones for which they are not named, and those of a declared conflict."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from triage.model import Caseworker
from triage.store.tables_case import CaseLinkRow, CaseRow
from triage.store.tables_people import CaseAccessRow

NAMED, CONFLICT = "named", "conflict"


@dataclass(frozen=True)
class Hidden:
    """What is kept from one person."""

    cases: frozenset[int] = frozenset()
    references: frozenset[str] = frozenset()
    items: frozenset[int] = frozenset()  # mails that belong, or may belong, to one of these cases

    @cached_property
    def anything(self) -> bool:
        """Whether there is any such case."""
        return bool(self.cases)


def hidden_condition(account_id: int) -> ColumnElement[bool]:
    """True for the cases that a person may not see."""
    of_person = and_(CaseAccessRow.case_id == CaseRow.id, CaseAccessRow.account_id == account_id)
    named = exists().where(of_person, CaseAccessRow.kind == NAMED)
    conflict = exists().where(of_person, CaseAccessRow.kind == CONFLICT)
    return or_(conflict, and_(CaseRow.restricted.is_(True), ~named))


def hidden_from(session: Session, who: Caseworker) -> Hidden:
    """All that is kept from a person, in two queries; the second only where there is anything."""
    found = session.execute(select(CaseRow.id, CaseRow.reference).where(hidden_condition(who.id))).all()
    if not found:
        return Hidden()
    cases = frozenset(row.id for row in found)
    return Hidden(cases, frozenset(row.reference for row in found), frozenset(session.scalars(_items(cases))))


def _items(cases: frozenset[int]) -> Select[int]:
    linked = select(CaseLinkRow.item_id).where(CaseLinkRow.case_id.in_(cases), CaseLinkRow.relation != "rejected")
    return linked.distinct()
