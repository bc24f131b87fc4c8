"""A caseworker's work on what was read: who has the case, fields put right, criteria judged, clocks started."""

from datetime import date

from config.domain import DomainConfiguration
from triage.casework.desk import CaseChange
from triage.casework.guards import (
    DateAhead,
    NotAChoice,
    NotADate,
    NothingChanged,
    ReasonMissing,
    UnknownCriterion,
    UnknownField,
    UnknownPerson,
)
from triage.deadlines import date_here, deadline_from
from triage.model import CaseState, DeadlineKind
from triage.store.case_views import standing_values
from triage.store.tables_audit import AccountRow
from triage.store.tables_case import DeadlineRow
from triage.store.tables_work import CorrectionRow, JudgementRow

JUDGEMENTS = ("supports", "does_not", "cannot_tell")
CORRECTION_KINDS = ("misread", "fact")
LONGEST_VALUE = 20_000  # characters of one field


def assign(change: CaseChange, account_id: int | None) -> None:
    """Give the case to a person, or to nobody. A new case is taken up by that. Guards: CaseEnded, UnknownPerson."""
    change.must_be_open()
    if account_id == change.case.assignee_id:
        raise NothingChanged
    person = change.work.account(account_id) if account_id is not None else None
    if account_id is not None and (person is None or not _may_have(change, person)):
        raise UnknownPerson
    change.case.assignee_id = account_id
    if person is None:
        change.record("case_unassigned")
        return
    change.record("case_taken" if person.id == change.who.id else "case_assigned", f"account:{person.id}")
    if change.state is CaseState.LOGGED:
        change.case.state = CaseState.TRIAGE.value


def _may_have(change: CaseChange, person: AccountRow) -> bool:
    """Whether somebody may take this case: by their role, and because it is not kept from them."""
    takes_cases = person.role in ("caseworker", "manager") and person.disabled_at is None
    return takes_cases and not change.work.is_kept_from(change.case, person.id)


def judge_criterion(change: CaseChange, key: str, value: str, note: str = "") -> None:
    """What the caseworker holds of one criterion, beside what was ticked and suggested, never in its place.

    Guards: CaseEnded, UnknownCriterion, NotAChoice, NothingChanged.
    """
    change.must_be_open()
    known = {each.key for each in change.domain.criteria.criteria if not each.derived}
    if key not in known:
        raise UnknownCriterion
    if value not in JUDGEMENTS:
        raise NotAChoice
    before = next((each for each in reversed(change.case.judgements) if each.key == key), None)
    if before and (before.value, before.note) == (value, note.strip()):
        raise NothingChanged
    row = JudgementRow(case_id=change.case.id, key=key, value=value, note=note.strip(), **change.made())
    change.record("criterion_judged", f"{key},{value}", change.work.add(row))


def correct_field(change: CaseChange, path: str, value: str, kind: str, reason: str = "") -> None:
    """Put a field right; what was read is kept beside it. A change of fact needs its reason, a misreading does not.

    Guards: CaseEnded, UnknownField, NotAChoice, NotADate, ReasonMissing, NothingChanged.
    """
    change.must_be_open()
    value = value.strip()[:LONGEST_VALUE]
    wrong = {each.code: each for each in (UnknownField, NotADate, NotAChoice)}.get(misfit(change.domain, path, value))
    if wrong is not None:
        raise wrong
    if kind not in CORRECTION_KINDS:
        raise NotAChoice
    if kind == "fact" and not reason.strip():
        raise ReasonMissing
    previous = standing_values(change.case).get(path, "")
    if value == previous:
        raise NothingChanged
    row = CorrectionRow(
        case_id=change.case.id,
        path=path,
        value=value,
        previous=previous,
        kind=kind,
        reason=reason.strip(),
        **change.made(),
    )
    change.record("field_corrected", path, change.work.add(row))


def start_clock(change: CaseChange, kind: DeadlineKind, start: date, note: str = "") -> date:
    """Set the day from which a clock really counts; it is no longer provisional. Gives the day on which it is due.

    Guards: CaseEnded, DateAhead.
    """
    change.must_be_open()
    if start > today(change):
        raise DateAhead
    found = deadline_from(kind, start, "set_by_person", change.domain.calendar)
    row = next((each for each in change.case.deadlines if each.kind == kind.value), None)
    if row is None:
        row = DeadlineRow(case_id=change.case.id, kind=kind.value, basis="set_by_person")
        change.case.deadlines.append(row)
    row.counted_from, row.due, row.basis, row.provisional = found.counted_from, found.due, found.basis, False
    row.set_by = change.who.name
    change.record("deadline_set", f"{kind.value},{start.isoformat()}", change.note(note))
    return found.due


def today(change: CaseChange) -> date:
    """The date here."""
    return date_here(change.now, change.domain.calendar)


def misfit(domain: DomainConfiguration, path: str, value: str) -> str:
    """Why a value is no answer to the question of a field: the code of UnknownField, NotADate, NotAChoice, or empty."""
    definition = domain.fields.definition(path)
    if definition is None or definition.internal:
        return UnknownField.code
    if definition.type == "yesno" and value not in ("", "yes", "no", "unknown", "not_applicable"):
        return NotAChoice.code
    if definition.type == "date" and value not in ("", "unknown", "not_applicable"):
        try:
            date.fromisoformat(value)
        except ValueError:
            return NotADate.code
    return ""
