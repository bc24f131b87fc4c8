"""A list of cases narrowed and put in another order, as conditions of the database. Knows no pages."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from triage.read_lists import Narrowing
from triage.store.tables_case import CaseRow, FieldRow, FindingRow
from triage.store.tables_lookup import CaseLineRow
from triage.store.tables_mail import ItemRow
from triage.store.tables_work import CorrectionRow

SOON = timedelta(days=7)
_NEGATIVE = ("false", "not_indicated", "not_met")
_INCIDENT = "serious_incident"
_URGENCY = (CaseLineRow.calm, CaseLineRow.due, CaseLineRow.severity, CaseRow.received_at, CaseRow.id)
_ORDERS = {
    "received": (CaseRow.received_at.desc(), CaseRow.id.desc()),
    "incident": (CaseLineRow.severity, *_URGENCY),
}


def in_order(order: str) -> tuple[InstrumentedAttribute[object] | ColumnElement[object], ...]:
    """What open cases are ordered by; the most urgent first where the order is unknown."""
    return _ORDERS.get(order, _URGENCY)  # type: ignore[return-value]


def conditions(wanted: Narrowing, today: date, overdue_before: date) -> list[ColumnElement[bool]]:
    """One condition for each word that narrows."""
    return [*_of_case(wanted), *_of_finding(wanted), *_of_clock(wanted, today, overdue_before)]


def _of_case(wanted: Narrowing) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state:
        found.append(CaseRow.state == wanted.state)
    if wanted.given:
        found.append(CaseRow.assignee_id.is_(None) if wanted.given == "nobody" else CaseRow.assignee_id.is_not(None))
    if wanted.agency:
        found.append(or_(_says("referrer.agency", wanted.agency), _wrote(wanted.agency)))
    if wanted.area:
        found.append(_says("incident.local_authority", wanted.area))
    return found


def _of_finding(wanted: Narrowing) -> list[ColumnElement[bool]]:
    found = []
    if wanted.incident == "not_classified":
        found.append(~exists().where(FindingRow.case_id == CaseRow.id, FindingRow.key == _INCIDENT))
    elif wanted.incident:
        found.append(_suggested(_INCIDENT, FindingRow.value == wanted.incident))
    if wanted.criterion:
        found.append(_suggested(wanted.criterion, FindingRow.value.not_in(_NEGATIVE)))
    return found


def _of_clock(wanted: Narrowing, today: date, overdue_before: date) -> list[ColumnElement[bool]]:
    line = aliased(CaseLineRow)  # the list itself may be ordered by it
    clock = exists().where(line.case_id == CaseRow.id)
    if wanted.due == "overdue":
        return [clock.where(line.due < overdue_before)]
    return [clock.where(line.due <= today + SOON)] if wanted.due == "week" else []


def _suggested(key: str, value: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(FindingRow.case_id == CaseRow.id, FindingRow.key == key, value)


def _says(path: str, words: str) -> ColumnElement[bool]:
    """Whether the field holds the words, as it was read or as a person put it right."""
    read = exists().where(
        FieldRow.case_id == CaseRow.id,
        FieldRow.path == path,
        FieldRow.rival.is_(False),
        FieldRow.value.icontains(words, autoescape=True),
    )
    corrected = exists().where(
        CorrectionRow.case_id == CaseRow.id,
        CorrectionRow.path == path,
        CorrectionRow.value.icontains(words, autoescape=True),
    )
    return or_(read, corrected)


def _wrote(words: str) -> ColumnElement[bool]:
    return CaseRow.item.has(ItemRow.sender.icontains(words, autoescape=True))
