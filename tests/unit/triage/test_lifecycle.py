"""No state is a dead end, none is left by accident, and nothing ended moves on without being reopened."""

import pytest

from triage.lifecycle import MOVES, may_move, steps_onward
from triage.model import ENDED, CaseState


def test_every_state_has_its_moves_and_every_open_one_can_be_ended_and_held():
    assert set(MOVES) == set(CaseState)
    for state in set(CaseState) - ENDED:
        assert MOVES[state] >= ENDED
    assert all(CaseState.ON_HOLD in MOVES[state] for state in set(CaseState) - ENDED - {CaseState.ON_HOLD})


@pytest.mark.parametrize("state", sorted(ENDED))
def test_what_has_ended_can_only_be_reopened(state):
    assert MOVES[state] == {CaseState.TRIAGE}
    assert steps_onward(state) == ()


def test_every_state_can_be_reached_from_a_new_case():
    reached, frontier = set(), {CaseState.LOGGED}
    while frontier:
        reached |= frontier
        frontier = {there for here in frontier for there in MOVES[here]} - reached
    assert reached == set(CaseState)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (CaseState.LOGGED, CaseState.PARTNER_DECISION),
        (CaseState.TRIAGE, CaseState.SCOPING),
        (CaseState.SCOPING, CaseState.LCSPR),
        (CaseState.CLOSED, CaseState.RAPID_REVIEW),
        (CaseState.TRIAGE, CaseState.TRIAGE),
        (CaseState.TRIAGE, CaseState.LOGGED),
    ],
)
def test_no_step_can_be_left_out(here, there):
    assert not may_move(here, there)


def test_a_person_is_offered_the_next_steps_in_order():
    assert steps_onward(CaseState.PANEL_REPLY) == (
        CaseState.RAPID_REVIEW,
        CaseState.LCSPR,
        CaseState.LOCAL_LEARNING,
    )
