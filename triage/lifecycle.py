"""The life of a case: which state leads where. Who may move it and what is recorded with a move is `casework`."""

from collections.abc import Mapping
from types import MappingProxyType

from triage.model import ENDED, CaseState

S = CaseState
UNDECIDED = (S.LOGGED, S.NEEDS_PERSON, S.AWAITING_INFORMATION, S.AWAITING_REPRESENTATIVE, S.TRIAGE)

_WAITING = frozenset({S.AWAITING_INFORMATION, S.AWAITING_REPRESENTATIVE})
_ONWARD: dict[CaseState, frozenset[CaseState]] = {
    S.LOGGED: _WAITING | {S.TRIAGE},
    S.NEEDS_PERSON: _WAITING | {S.TRIAGE},
    S.AWAITING_INFORMATION: frozenset({S.AWAITING_REPRESENTATIVE, S.TRIAGE}),
    S.AWAITING_REPRESENTATIVE: frozenset({S.AWAITING_INFORMATION, S.TRIAGE}),
    S.TRIAGE: _WAITING | {S.PARTNER_DECISION},
    S.PARTNER_DECISION: frozenset({S.TRIAGE, S.SCOPING, S.LOCAL_LEARNING}),
    S.SCOPING: frozenset({S.RAPID_REVIEW}),
    S.RAPID_REVIEW: frozenset({S.SIGN_OFF}),
    S.SIGN_OFF: frozenset({S.RAPID_REVIEW, S.PANEL_REPLY}),
    S.PANEL_REPLY: frozenset({S.RAPID_REVIEW, S.LCSPR, S.LOCAL_LEARNING}),
    S.LCSPR: frozenset({S.ACTIONS}),
    S.LOCAL_LEARNING: frozenset({S.ACTIONS}),
    S.ACTIONS: frozenset(),
}
_OPEN = frozenset(S) - ENDED - {S.ON_HOLD}


def _moves() -> Mapping[CaseState, frozenset[CaseState]]:
    table = {state: onward | ENDED | {S.ON_HOLD} for state, onward in _ONWARD.items()}
    table[S.ON_HOLD] = _OPEN | ENDED  # back to where it was; which state that is, the case remembers
    table |= {state: frozenset({S.TRIAGE}) for state in ENDED}  # reopened
    return MappingProxyType(table)


MOVES = _moves()


def may_move(here: CaseState, there: CaseState) -> bool:
    """Whether a case may go from one state to another at all."""
    return there in MOVES[here]


def steps_onward(here: CaseState) -> tuple[CaseState, ...]:
    """The states that a person may choose as the next step, in the order of a case's life; none for an ended case."""
    return tuple(state for state in CaseState if state in _ONWARD.get(here, ()))
