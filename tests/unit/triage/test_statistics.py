"""No small count can be read off or worked out, and what is counted is what was recorded."""

from hypothesis import given
from hypothesis import strategies as st

from triage.statistics import SMALL, CaseFacts, compute


def facts(**changes):
    given = {
        "agency": "Westcliff NHS Trust",
        "ended": "",
        "recorded": frozenset(),
        "suggested": {},
        "judged": {},
        "clocks": {},
    }
    return CaseFacts(**(given | changes))


def block(name, cases, *, exact=False):
    (found,) = [each for each in compute(cases, ("serious_harm", "cross_border"), exact=exact) if each.name == name]
    return {bar.name: bar.count for bar in found.bars}


def test_the_funnel_counts_how_far_cases_went():
    cases = [facts(recorded=frozenset({"recommendation", "decision:notify", "notification"})) for _ in range(6)]
    cases += [facts(recorded=frozenset({"recommendation", "decision:local_learning"})) for _ in range(7)]
    assert block("funnel", cases) == {
        "received": 13,
        "recommendation": 13,
        "decision:notify": 6,
        "notification": 6,
        "lcspr": 0,
    }


def test_a_lone_small_count_takes_the_next_smallest_with_it():
    cases = [facts(agency="A")] * 12 + [facts(agency="B")] * 6 + [facts(agency="C")] * 2
    assert block("agencies", cases) == {"A": 12, "B": None, "C": None}
    assert block("agencies", cases, exact=True) == {"A": 12, "B": 6, "C": 2}


def test_agreement_compares_each_judgement_with_what_was_suggested():
    cases = [facts(suggested={"serious_harm": True}, judged={"serious_harm": "supports"})] * 5
    cases += [facts(suggested={"serious_harm": True}, judged={"serious_harm": "does_not"})] * 6
    cases += [facts(suggested={"serious_harm": False}, judged={"serious_harm": "supports"})] * 7
    cases += [facts(suggested={"serious_harm": False}, judged={"serious_harm": "cannot_tell"})] * 8
    assert block("agreement", cases) == {"agreed": 5, "differed": 13, "cannot_tell": 8}
    assert block("criteria_suggested", cases) == {"serious_harm": 11, "cross_border": 0}
    assert block("criteria_judged", cases) == {"serious_harm": 12, "cross_border": 0}


@given(st.lists(st.sampled_from("ABCDEFG"), max_size=60))
def test_small_counts_never_show_and_never_follow_from_the_total(agencies):
    cases = [facts(agency=each) for each in agencies]
    shown = block("agencies", cases)
    assert not [count for count in shown.values() if count is not None and 0 < count < SMALL]
    hidden = [name for name, count in shown.items() if count is None]
    assert len(hidden) != 1 or len(shown) == 1
