"""Joining cases: linked as siblings or as one incident, merged as one referral, or said to be not the same.

Only people join. A merged case stays as it is and points to the one that goes on; merging can be undone.
"""

from triage.casework.desk import CaseChange
from triage.casework.guards import (
    AlreadyLinked,
    CaseEnded,
    EditClash,
    HasDecisions,
    HasMerged,
    MoveNotAllowed,
    NotAChoice,
    NothingChanged,
    ReasonMissing,
    SameCase,
    UnknownCase,
)
from triage.casework.proposing import propose_from_case
from triage.differences import OF_THE_REFERRER
from triage.lifecycle import may_move
from triage.model import ENDED, CaseState
from triage.store.desk_work import HistoryLine
from triage.store.tables_case import CaseRow, DeadlineRow
from triage.store.tables_work import CaseBondRow

LINKS = ("sibling", "same_incident", "not_same")
MERGED, UNDONE = "merged", "none"
_RISKS = ("child_may_be_unsafe_now", "urgent")  # what a merged case has found counts for the one that goes on


def link_cases(change: CaseChange, reference: str, relation: str, reason: str = "") -> None:
    """Say what two cases have to do with each other, open or ended.

    Guards: UnknownCase, SameCase, NotAChoice, AlreadyLinked.
    """
    if relation not in LINKS:
        raise NotAChoice
    other = _other(change, reference)
    bond = change.work.bond_between(change.case, other)
    if bond is not None and bond.relation in (relation, MERGED):
        raise AlreadyLinked
    row = _bond(change, change.case, other, (relation, reason))
    _record_both(change, other, f"case_{relation}", row)


def unlink_cases(change: CaseChange, reference: str, reason: str) -> None:
    """Take back what was said of two cases. Guards: UnknownCase, NothingChanged, ReasonMissing."""
    other = _other(change, reference)
    bond = change.work.bond_between(change.case, other)
    if bond is None or bond.relation in (MERGED, UNDONE):
        raise NothingChanged
    if not reason.strip():
        raise ReasonMissing
    row = _bond(change, change.case, other, (UNDONE, reason))
    _record_both(change, other, "case_unlinked", row)


def merge_into(change: CaseChange, reference: str, version: int, reason: str) -> None:
    """This case goes on in the other one, which keeps its own fields: those of this case are proposed to it.

    Guards: CaseEnded (either), UnknownCase, SameCase, EditClash, HasDecisions, HasMerged, ReasonMissing.
    """
    change.must_be_open()
    survivor = _other(change, reference)
    if CaseState(survivor.state) in ENDED:
        raise CaseEnded
    if survivor.version != version:
        raise EditClash
    if change.case.decisions:
        raise HasDecisions
    if change.work.merged_into(change.case):
        raise HasMerged
    if not reason.strip():
        raise ReasonMissing
    if not may_move(change.state, CaseState.MERGED):
        raise MoveNotAllowed
    row = _bond(change, change.case, survivor, (MERGED, reason))
    leave_out = OF_THE_REFERRER if change.case.item.sender != survivor.item.sender else ()
    propose_from_case(change, survivor, change.case.fields, leave_out)
    _take_over(change, survivor)
    change.case.held_from = ""
    change.case.state = CaseState.MERGED.value
    change.case.ended_at, change.case.ended_reason = change.now, "same_referral"
    _record_both(change, survivor, "case_merged", row, "case_took_in")


def unmerge(change: CaseChange, reason: str) -> None:
    """A merged case is one of its own again, in triage; what it proposed and nobody answered is taken back.

    Guards: MoveNotAllowed, ReasonMissing.
    """
    bond = change.work.merge_of(change.case)
    if change.state is not CaseState.MERGED or bond is None:
        raise MoveNotAllowed
    if not reason.strip():
        raise ReasonMissing
    survivor = change.work.case_with_id(bond.other_id)
    row = _bond(change, change.case, survivor, (UNDONE, reason))
    change.work.take_back_proposals(change.case, survivor)
    change.case.state = CaseState.TRIAGE.value
    change.case.ended_at, change.case.ended_reason = None, ""
    change.case.flags = [*(flag for flag in change.case.flags if flag != "reopened"), "reopened"]
    _record_both(change, survivor, "case_unmerged", row, "case_gave_back")


def _other(change: CaseChange, reference: str) -> CaseRow:
    other = change.work.case_to_change(reference.strip().upper())
    if other is None or not change.same_site(other.item.account):
        raise UnknownCase
    if other.id == change.case.id:
        raise SameCase
    return other


def _bond(change: CaseChange, one: CaseRow, other: CaseRow, said: tuple[str, str]) -> CaseBondRow:
    relation, reason = said
    return change.work.add(
        CaseBondRow(case_id=one.id, other_id=other.id, relation=relation, reason=reason.strip(), **change.made())
    )


def _record_both(change: CaseChange, other: CaseRow, here: str, row: CaseBondRow, there: str = "") -> None:
    """A line in the history of each, and a new version of the other: who is working on it has to see this first."""
    change.record(here, other.reference, row)
    line = HistoryLine(action=there or here, detail=change.case.reference, about=row)
    change.work.record_by(change.who, line, case=other)
    other.version += 1


def _take_over(change: CaseChange, survivor: CaseRow) -> None:
    """Risks are taken over, and a clock that runs earlier or that a person has set: no date becomes later by it."""
    risks = [flag for flag in _RISKS if flag in change.case.flags and flag not in survivor.flags]
    survivor.flags = [*survivor.flags, *risks]
    running = {row.kind: row for row in survivor.deadlines}
    for row in change.case.deadlines:
        known = running.get(row.kind)
        if known is None:
            known = DeadlineRow(case_id=survivor.id, kind=row.kind)
            survivor.deadlines.append(known)
        elif known.met_on is not None or not known.provisional or (row.provisional and row.due >= known.due):
            continue
        known.counted_from, known.due, known.basis = row.counted_from, row.due, row.basis
        known.provisional, known.met_on, known.set_by = row.provisional, row.met_on, row.set_by
        line = HistoryLine(action="deadline_taken_over", detail=f"{row.kind},{row.counted_from.isoformat()}")
        change.work.record_by(change.who, line, case=survivor)
