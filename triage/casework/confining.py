"""Need to know: a case for named people only, and people locked out of it by a conflict of interest."""

from collections.abc import Iterable

from triage.casework.desk import CaseChange
from triage.casework.guards import (
    InConflict,
    ManagerThere,
    NothingChanged,
    ReasonMissing,
    RoleMayNot,
    UnknownCase,
    UnknownPerson,
)
from triage.model import REGAINED
from triage.store.case_access import CONFLICT, NAMED
from triage.store.tables_people import CaseAccessRow
from triage.store.tables_work import NoteRow

REGAINERS = frozenset({"manager", "administrator"})


def restrict(change: CaseChange, people: Iterable[int], reason: str) -> None:
    """Only these people may see the case, and the manager who says so. It may be said again, with others.

    Somebody not named who has the case gives it back. Guards: RoleMayNot, UnknownPerson, ReasonMissing, NothingChanged.
    """
    _must_be_manager(change)
    wanted = {change.who.id, *people}
    named = {row.account_id for row in change.work.access_of(change.case, NAMED)}
    if change.case.restricted and wanted == named:
        raise NothingChanged
    if any(change.work.account(each) is None for each in wanted):
        raise UnknownPerson
    words = _reason(change, reason)
    change.work.forget_access(change.case, NAMED)
    for each in sorted(wanted):
        _put(change, each, NAMED)
    change.case.restricted = True
    if change.case.assignee_id not in wanted:
        change.case.assignee_id = None
    change.record("case_restricted", "", words)
    for each in sorted(wanted - named):
        change.record("person_named", f"account:{each}")
    for each in sorted(named - wanted):
        change.record("person_unnamed", f"account:{each}")


def open_to_all(change: CaseChange, reason: str) -> None:
    """Everybody without a conflict may see the case again. Guards: RoleMayNot, NothingChanged, ReasonMissing."""
    _must_be_manager(change)
    if not change.case.restricted:
        raise NothingChanged
    words = _reason(change, reason)
    change.work.forget_access(change.case, NAMED)
    change.case.restricted = False
    change.record("case_unrestricted", "", words)


def declare_conflict(change: CaseChange, account_id: int, reason: str) -> None:
    """Lock somebody out: oneself, or by a manager somebody else. Who has the case gives it back.

    Guards: RoleMayNot, UnknownPerson, NothingChanged, ReasonMissing.
    """
    if account_id != change.who.id:
        _must_be_manager(change)
    if change.work.account(account_id) is None:
        raise UnknownPerson
    if account_id in {row.account_id for row in change.work.access_of(change.case, CONFLICT)}:
        raise NothingChanged
    words = _reason(change, reason)
    _put(change, account_id, CONFLICT)
    if change.case.assignee_id == account_id:
        change.case.assignee_id = None
    change.record("conflict_declared", f"account:{account_id}", words)


def lift_conflict(change: CaseChange, account_id: int, reason: str) -> None:
    """There is no conflict, or none any more. Guards: RoleMayNot, NothingChanged, ReasonMissing."""
    _must_be_manager(change)
    if account_id not in {row.account_id for row in change.work.access_of(change.case, CONFLICT)}:
        raise NothingChanged
    words = _reason(change, reason)
    change.work.forget_access(change.case, CONFLICT, account_id)
    change.record("conflict_lifted", f"account:{account_id}", words)


def regain(change: CaseChange, reason: str) -> None:
    """A manager or administrator names themselves for a restricted case that no manager is left for.

    The case shows from then on that it was regained, and the team is told. Guards: RoleMayNot, NothingChanged,
    InConflict, ManagerThere, ReasonMissing.
    """
    if change.who.role not in REGAINERS:
        raise RoleMayNot
    if change.work.is_apart(change.case, change.who.id):
        raise UnknownCase
    named = {row.account_id for row in change.work.access_of(change.case, NAMED)}
    locked = {row.account_id for row in change.work.access_of(change.case, CONFLICT)}
    if not change.case.restricted or change.who.id in named - locked:
        raise NothingChanged
    if change.who.id in locked:
        raise InConflict
    left = [change.work.account(each) for each in named - locked]
    if any(each is not None and each.role == "manager" and each.disabled_at is None for each in left):
        raise ManagerThere
    words = _reason(change, reason)
    _put(change, change.who.id, NAMED)
    change.case.flags = [*(flag for flag in change.case.flags if flag != REGAINED), REGAINED]
    change.record("access_regained", "", words)
    change.record("person_named", f"account:{change.who.id}")


def _must_be_manager(change: CaseChange) -> None:
    if change.who.role != "manager":
        raise RoleMayNot


def _reason(change: CaseChange, reason: str) -> NoteRow:
    words = change.note(reason)
    if words is None:
        raise ReasonMissing
    return words


def _put(change: CaseChange, account_id: int, kind: str) -> None:
    row = CaseAccessRow(
        case_id=change.case.id, account_id=account_id, kind=kind, made_at=change.now, made_by=change.who.name
    )
    change.work.add(row)
