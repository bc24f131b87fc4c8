"""Recommendation, decision and notification: three events by different people, each with its reasons, never edited."""

from dataclasses import dataclass
from datetime import date

from triage.casework.desk import CaseChange
from triage.casework.guards import (
    AlreadyDealtWith,
    AlreadyRecorded,
    DateAhead,
    MoveNotAllowed,
    NoRecommendation,
    NotAChoice,
    NotDecided,
    ReasonMissing,
    SamePerson,
    UnknownCriterion,
)
from triage.casework.working import today
from triage.deadlines import deadline_from
from triage.lifecycle import UNDECIDED, may_move
from triage.model import CaseState, DeadlineKind
from triage.store.tables_case import CaseRow, DeadlineRow
from triage.store.tables_work import ConfirmationRow, DecisionRow

CONFIRMATIONS = ("confirmed", "not_confirmed")
OUTCOMES = {
    "recommendation": ("notify", "local_learning", "no_further_action"),
    "decision": ("notify", "local_learning", "no_further_action"),
    "notification": ("sent",),
}


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What is to be recorded. `corrects` is the id of the record of the same kind that this one puts right."""

    kind: str
    outcome: str
    reasons: str
    decided_by: str
    decided_role: str
    decided_on: date
    criteria: tuple[str, ...] = ()
    external_reference: str = ""
    corrects: int | None = None


def record_decision(change: CaseChange, decided: Decided) -> DecisionRow:
    """Keep it with its reasons, move the case, start and stop the clocks that hang on it.

    Guards: CaseEnded, NotAChoice, ReasonMissing, DateAhead, UnknownCriterion, AlreadyRecorded, SamePerson,
    NoRecommendation, NotDecided, MoveNotAllowed.
    """
    change.must_be_open()
    _must_be_complete(change, decided)
    _must_be_in_order(change, decided)
    row = change.work.add(_row(change, decided))
    change.record("decision_corrected" if decided.corrects else f"{decided.kind}_recorded", decided.outcome, row)
    if decided.kind not in change.domain.partnership.second_person_for:
        _take_effect(change, row)
    return row


def confirm_decision(change: CaseChange, decision_id: int, value: str, note: str = "") -> None:
    """A second person has read what was recorded; only what is confirmed moves the case and its clocks.

    Guards: CaseEnded, NotAChoice, AlreadyDealtWith, SamePerson, ReasonMissing (to say no).
    """
    change.must_be_open()
    row = next((each for each in change.case.decisions if each.id == decision_id), None)
    if row is None or value not in CONFIRMATIONS:
        raise NotAChoice
    if confirmation_of(change.case, row) is not None or standing(change, row.kind) is not row:
        raise AlreadyDealtWith
    if row.account_id == change.who.id:
        raise SamePerson
    if value != "confirmed" and not note.strip():
        raise ReasonMissing
    said = ConfirmationRow(case_id=change.case.id, decision_id=row.id, value=value, note=note.strip(), **change.made())
    change.case.confirmations.append(said)
    change.record(f"decision_{value}", f"{row.kind}:{row.outcome}", change.work.add(said))
    if value == "confirmed":
        _take_effect(change, row)


def confirmation_of(case: CaseRow, row: DecisionRow) -> ConfirmationRow | None:
    """What the second person said of a record."""
    return next((each for each in case.confirmations if each.decision_id == row.id), None)


def counts(change: CaseChange, row: DecisionRow | None) -> bool:
    """Whether a record counts: by itself, or since a second person has confirmed it."""
    if row is None or row.kind not in change.domain.partnership.second_person_for:
        return row is not None
    said = confirmation_of(change.case, row)
    return said is not None and said.value == "confirmed"


def _take_effect(change: CaseChange, row: DecisionRow) -> None:
    _move(change, row)
    if row.kind == "notification":
        _start_rapid_review(change, row.decided_on)


def standing(change: CaseChange, kind: str) -> DecisionRow | None:
    """The latest record of a kind."""
    return next((each for each in reversed(change.case.decisions) if each.kind == kind), None)


def _must_be_complete(change: CaseChange, decided: Decided) -> None:
    if decided.outcome not in OUTCOMES.get(decided.kind, ()):
        raise NotAChoice
    needed = [decided.decided_by, decided.decided_role]
    if decided.kind != "notification":
        needed.append(decided.reasons)
    if not all(each.strip() for each in needed):
        raise ReasonMissing
    if decided.decided_on > today(change):
        raise DateAhead
    if not {each.key for each in change.domain.criteria.criteria}.issuperset(decided.criteria):
        raise UnknownCriterion


def _must_be_in_order(change: CaseChange, decided: Decided) -> None:
    before = standing(change, decided.kind)
    if (before.id if before else None) != decided.corrects:
        raise AlreadyRecorded
    if change.state is CaseState.ON_HOLD:
        raise MoveNotAllowed
    others = [standing(change, kind) for kind in OUTCOMES if kind != decided.kind]
    if any(each and _same(each.decided_by, decided.decided_by) for each in others):
        raise SamePerson
    if decided.kind == "decision" and not counts(change, standing(change, "recommendation")):
        raise NoRecommendation
    if decided.kind == "notification" and decided.decided_on > change.case.received_at.date():
        decision = standing(change, "decision")
        if decision is None or decision.outcome != "notify" or not counts(change, decision):
            raise NotDecided


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _row(change: CaseChange, decided: Decided) -> DecisionRow:
    return DecisionRow(
        case_id=change.case.id,
        kind=decided.kind,
        outcome=decided.outcome,
        reasons=decided.reasons.strip(),
        criteria=list(decided.criteria),
        decided_by=decided.decided_by.strip(),
        decided_role=decided.decided_role.strip(),
        decided_on=decided.decided_on,
        external_reference=decided.external_reference.strip(),
        corrects_id=decided.corrects,
        **change.made(),
    )


def _move(change: CaseChange, decided: DecisionRow) -> None:
    """Onward only, and never past what people have still to do: closing is a step of its own."""
    here, there = change.state, None
    if decided.kind == "recommendation" and here in UNDECIDED:
        there = CaseState.PARTNER_DECISION
    elif decided.kind == "decision" and decided.outcome == "local_learning":
        there = CaseState.LOCAL_LEARNING
    elif decided.kind == "notification" and here is CaseState.PARTNER_DECISION:
        there = CaseState.SCOPING
    if there and (may_move(here, there) or here in UNDECIDED):
        change.case.state = there.value
        change.record("state_changed", there.value)


def _start_rapid_review(change: CaseChange, sent_on: date) -> None:
    """The notification stops the authority's clock; the rapid review's fifteen days count from it."""
    rows = {row.kind: row for row in change.case.deadlines}
    notified = rows.get(DeadlineKind.LA_NOTIFICATION.value)
    if notified is not None:
        notified.met_on = sent_on
    found = deadline_from(DeadlineKind.RAPID_REVIEW, sent_on, "sin_date", change.domain.calendar)
    row = rows.get(DeadlineKind.RAPID_REVIEW.value)
    if row is None:
        row = DeadlineRow(case_id=change.case.id, kind=DeadlineKind.RAPID_REVIEW.value)
        change.case.deadlines.append(row)
    row.counted_from, row.due, row.basis, row.provisional = found.counted_from, found.due, found.basis, False
    row.set_by = change.who.name
