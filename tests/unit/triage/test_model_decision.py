"""Decisions from the two readers' numbers: the weaker half of the serious-incident test is looked at more closely."""

from triage.classify.decision import FAR, Decision, ReaderScores, Weighing
from triage.classify.targets import GRADED, KEYS, PART_A

QUOTES = {"quote_rules": 0.6, "quote_least": -1.0, "quote_near": 3.0, "against_least": -0.5, "against_evidence": 0.0}
PLAIN = Weighing(model=1.0, rules=1.0, bias=0.0, least=0.5)
DECISION = Decision(
    keys={key: PLAIN.model_copy(update={"least_joined": 0.2} if key in PART_A else {}) for key in KEYS},
    disagreement=0.8,
    **QUOTES,
)


def said(lead: float = 0.0, **model: float) -> ReaderScores:
    return ReaderScores(
        model={key: model.get(key, -4.0) for key in KEYS},
        rules=dict.fromkeys(KEYS, 0.0),
        lead=dict.fromkeys(GRADED, lead),
        rule_lead=dict.fromkeys(GRADED, 0.0),
    )


def test_what_neither_reader_says_is_negative() -> None:
    values = DECISION.values(said())
    assert set(values.values()) == {False, "not_indicated"}


def test_a_doubtful_half_of_the_test_counts_only_where_the_other_half_is_there() -> None:
    assert DECISION.values(said(abuse_or_neglect=-1.0))["abuse_or_neglect"] == "not_indicated"
    assert DECISION.values(said(abuse_or_neglect=-1.0, child_died=2.0))["abuse_or_neglect"] != "not_indicated"
    assert DECISION.values(said(abuse_or_neglect=2.0, serious_harm=-1.0))["serious_harm"] != "not_indicated"
    assert DECISION.values(said(serious_harm=-1.0))["serious_harm"] == "not_indicated"


def test_harm_is_not_looked_for_beside_a_death() -> None:
    values = DECISION.values(said(abuse_or_neglect=2.0, child_died=2.0, serious_harm=-1.0))
    assert (values["child_died"], values["serious_harm"]) == (True, "not_indicated")


def test_the_stronger_grade_needs_its_lead() -> None:
    assert DECISION.values(said(0.5, abuse_or_neglect=2.0))["abuse_or_neglect"] == "known"
    assert DECISION.values(said(-0.5, abuse_or_neglect=2.0))["abuse_or_neglect"] == "suspected"


def test_probabilities_rise_with_either_reader_and_rules_count_no_further_than_far() -> None:
    assert PLAIN.probability(0.0, 0.0) == 0.5
    assert PLAIN.probability(0.0, 1.0) > PLAIN.probability(0.0, 0.0) > PLAIN.probability(-1.0, 0.0)
    assert PLAIN.probability(0.0, FAR) == PLAIN.probability(0.0, 50.0)
