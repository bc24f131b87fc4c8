# mypy: disable-error-code="import-not-found, import-untyped"
"""Chooses how model and rules are weighed, on referrals that neither was fitted to, by few numbers."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from triage.classify.decision import Decision, Weighing, within
from triage.classify.targets import CLASSES, FLAGS, GRADED, PART_A
from triage.classify.training.score import Scores

_LEASTS = (0.4, 0.45)
# Lower bars found nothing more in referrals and restated cases by other hands, and cost three points of precision.
_JOINED_ABUSE = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
_JOINED_HARM = (0.3, 0.35, 0.4, 0.5)
_PRECISION = 0.94  # of serious incidents: 0.90 is asked for, on referrals that nobody has seen
_FIRM = 0.3  # regularisation of the weighing
_OWN = 0.2  # how freely a key's weights may leave those of its part
_QUOTES = {"quote_rules": 0.6, "quote_least": -1.0, "quote_near": 3.0}
_AGAINST = {"against_least": 0.0, "against_evidence": 0.0}

_Bools = npt.NDArray[np.bool_]


def weighed(found: Sequence[Scores]) -> Decision:
    """The decision that fits these referrals best."""
    keys = {**_fitted(PART_A, found), **_fitted(FLAGS, found)}
    keys = {key: each.model_copy(update={"least": _least(key, each, found)}) for key, each in keys.items()}
    keys |= {key: _graded(key, keys[key], found) for key in GRADED}
    decision = Decision(keys=keys, disagreement=0.8, **_QUOTES, **_AGAINST)
    return _joined(decision, found)


def _fitted(keys: Sequence[str], found: Sequence[Scores]) -> dict[str, Weighing]:
    """One weight for the model and one for the rules over all these keys; each key's bias, and what sets it apart."""
    rows, truth = [], []
    for key, each in product(keys, found):
        model, rules = each.said.model[key], within(each.said.rules[key])
        own = [value for other in keys for value in _apart(model, rules, key == other)]
        rows.append([model, rules, *own])
        truth.append(each.positive(key))
    fit = LogisticRegression(C=_FIRM, fit_intercept=False, max_iter=2000).fit(np.array(rows), truth)
    model, rules, *own = fit.coef_[0].tolist()
    return {
        key: Weighing(
            model=round(model + _OWN * own[3 * i], 4),
            rules=round(rules + _OWN * own[3 * i + 1], 4),
            bias=round(2 * own[3 * i + 2], 4),
            least=0.5,
        )
        for i, key in enumerate(keys)
    }


def _apart(model: float, rules: float, mine: bool) -> tuple[float, float, float]:
    return (_OWN * model, _OWN * rules, 2.0) if mine else (0.0, 0.0, 0.0)


def _least(key: str, weighing: Weighing, found: Sequence[Scores]) -> float:
    """The threshold of best F1; its neighbours count too, so that no single referral decides it."""
    chances = np.array([weighing.probability(each.said.model[key], each.said.rules[key]) for each in found])
    truth = np.array([each.positive(key) for each in found])

    def merit(least: float) -> float:
        return sum(_f1(truth, chances >= least + near) for near in (-0.05, -0.025, 0.0, 0.025, 0.05))

    return max(_LEASTS, key=merit)


def _graded(key: str, weighing: Weighing, found: Sequence[Scores]) -> Weighing:
    """The lead from which the stronger grade holds, and what the rules count in it."""
    some = [each for each in found if each.positive(key)]
    strong = np.array([each.labels[key] == CLASSES[key][2] for each in some])

    def right(pair: tuple[float, float]) -> float:
        leads = np.array([each.said.lead[key] + pair[0] * each.said.rule_lead[key] for each in some])
        return sum(float(((leads >= pair[1] + near) == strong).mean()) for near in (-0.2, 0.0, 0.2))

    rules, grade = max(product((0.0, 0.25, 0.5, 0.75, 1.0), (-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6)), key=right)
    return weighing.model_copy(update={"grade": grade, "grade_rules": rules})


def _joined(decision: Decision, found: Sequence[Scores]) -> Decision:
    """The lowest bars of Part A, where the rest of the test is there, that keep the test's precision.

    Recall on referrals that were seen is no guide to how low they must lie; what can be afforded is.
    """
    truth = np.array([incident(each.labels) for each in found])

    def set_to(bars: tuple[float, ...]) -> Decision:
        abuse, died, harm = PART_A
        joined = {abuse: bars[0], died: bars[1], harm: bars[1]}
        keys = {
            key: each.model_copy(update={"least_joined": min(joined[key], each.least)}) if key in joined else each
            for key, each in decision.keys.items()
        }
        return decision.model_copy(update={"keys": keys})

    def merit(bars: tuple[float, ...]) -> tuple[float, float]:
        said = np.array([incident(set_to(bars).values(each.said)) for each in found])
        precision = (said & truth).sum() / max(1, said.sum())
        return min(precision, _PRECISION), -sum(bars)

    return set_to(max(product(_JOINED_ABUSE, _JOINED_HARM), key=merit))


def incident(values: Mapping[str, str | bool]) -> bool:
    """Whether the serious-incident test is met or possibly met."""
    abuse, died, harm = (values[key] != CLASSES[key][0] for key in PART_A)
    return bool(abuse and (died or harm))


def left_out(
    found: Sequence[Scores], parts: int, weigh: Callable[[Sequence[Scores]], Decision] = weighed
) -> list[Decision]:
    """For each referral a decision that has seen neither it nor its contrast."""
    part_of = {group: index % parts for index, group in enumerate(dict.fromkeys(each.group for each in found))}
    decisions = [weigh([each for each in found if part_of[each.group] != part]) for part in range(parts)]
    return [decisions[part_of[each.group]] for each in found]


def _f1(truth: _Bools, said: _Bools) -> float:
    return float(2 * (truth & said).sum() / max(1, truth.sum() + said.sum()))
