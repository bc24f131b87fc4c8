"""Moving a case through its life: onward, on hold and back, ended with a reason, reopened."""

from triage.casework.desk import CaseChange
from triage.casework.guards import MoveNotAllowed, NotAChoice, ReasonMissing
from triage.lifecycle import may_move, steps_onward
from triage.model import CaseState

REASONS_TO_END = {
    CaseState.CLOSED: ("no_further_action", "learning_complete", "review_published", "not_a_referral", "other"),
    CaseState.REDIRECTED: ("child_protection", "child_death_review", "lado", "adult_review", "other_area", "other"),
    CaseState.WITHDRAWN: ("by_referrer", "sent_in_error", "other"),
}


def move_on(change: CaseChange, there: CaseState, note: str = "") -> None:
    """The next step of its life, chosen by a person. Guards: CaseEnded, MoveNotAllowed."""
    change.must_be_open()
    if there not in steps_onward(change.state):
        raise MoveNotAllowed
    _move(change, there, "state_changed", note=note)


def hold(change: CaseChange, reason: str) -> None:
    """Until a criminal case or an inquest allows more. Guards: CaseEnded, MoveNotAllowed, ReasonMissing."""
    change.must_be_open()
    _must_say_why(reason)
    here = change.state
    _move(change, CaseState.ON_HOLD, "case_held", note=reason)
    change.case.held_from = here.value


def resume(change: CaseChange) -> None:
    """Back to where it was when it was put on hold. Guard: MoveNotAllowed."""
    if change.state is not CaseState.ON_HOLD:
        raise MoveNotAllowed
    _move(change, CaseState(change.case.held_from or CaseState.TRIAGE), "case_resumed")
    change.case.held_from = ""


def end(change: CaseChange, how: CaseState, reason: str, note: str) -> None:
    """Close, redirect or withdraw. `reason` is one of REASONS_TO_END; `note` says it in the person's own words.

    Guards: CaseEnded, NotAChoice, ReasonMissing.
    """
    change.must_be_open()
    if reason not in REASONS_TO_END.get(how, ()):
        raise NotAChoice
    _must_say_why(note)
    _move(change, how, f"case_{how.value}", reason, note)
    change.case.ended_at, change.case.ended_reason = change.now, reason
    change.case.held_from = ""


def reopen(change: CaseChange, reason: str) -> None:
    """Back into triage; that it was reopened stays visible. Guards: MoveNotAllowed, ReasonMissing."""
    merged = change.state is CaseState.MERGED  # that is undone by `joining.unmerge`, in both cases
    if merged or not may_move(change.state, CaseState.TRIAGE) or change.case.ended_at is None:
        raise MoveNotAllowed
    _must_say_why(reason)
    _move(change, CaseState.TRIAGE, "case_reopened", note=reason)
    change.case.ended_at, change.case.ended_reason = None, ""
    change.case.flags = [*(flag for flag in change.case.flags if flag != "reopened"), "reopened"]


def _must_say_why(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing


def _move(change: CaseChange, there: CaseState, action: str, detail: str = "", note: str = "") -> None:
    if not may_move(change.state, there):
        raise MoveNotAllowed
    change.case.state = there.value
    change.record(action, detail or there.value, change.note(note))
