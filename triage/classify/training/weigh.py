# mypy: disable-error-code="import-not-found, import-untyped"
"""Chooses how model and rules are weighed, on referrals that neither was fitted to, by few numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from triage.classify.decision import Decision, Weighing, within
from triage.classify.hybrid import GRADED
from triage.classify.targets import CLASSES, FLAGS, PART_A

_LEASTS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
_RECALL = 0.985  # of serious incidents, before precision is looked at
_FIRM = 1.0  # regularisation of the weighing
_QUOTES = {"quote_rules": 0.6, "quote_least": -1.0, "quote_near": 3.0}
_AGAINST = {"against_least": -0.5, "against_evidence": 0.0}


@dataclass(frozen=True, kw_only=True)
class Scores:
    """What both readers say of one referral, and what is so."""

    model: dict[str, float]
    rules: dict[str, float]
    lead: dict[str, float]  # graded keys: model's lead of the stronger grade
    rule_lead: dict[str, float]
    labels: dict[str, str | bool]

    def positive(self, key: str) -> bool:
        """Whether the key's label is any but its negative one."""
        return self.labels[key] != CLASSES[key][0]


def weighed(found: Sequence[Scores]) -> Decision:
    """The decision that fits these referrals best."""
    parts = {**_fitted(PART_A, found), **_fitted(FLAGS, found)}
    least = _flag_least(found, parts)
    keys = {key: each.model_copy(update={"least": least}) for key, each in parts.items()}
    keys |= _incident_leasts(found, keys)
    keys |= {key: _graded(key, keys[key], found) for key in GRADED}
    return Decision(keys=keys, disagreement=0.8, **_QUOTES, **_AGAINST)


def _fitted(keys: Sequence[str], found: Sequence[Scores]) -> dict[str, Weighing]:
    """One weight for the model and one for the rules over all these keys, and each key's bias."""
    rows, truth = [], []
    for key, each in product(keys, found):
        rows.append([each.model[key], within(each.rules[key]), *(2.0 * (key == other) for other in keys)])
        truth.append(each.positive(key))
    fit = LogisticRegression(C=_FIRM, fit_intercept=False, max_iter=500).fit(np.array(rows), truth)
    model, rules, *biases = fit.coef_[0].tolist()
    return {
        key: Weighing(model=round(model, 4), rules=round(rules, 4), bias=round(2 * bias, 4), least=0.5)
        for key, bias in zip(keys, biases, strict=True)
    }


def _chances(key: str, weighing: Weighing, found: Sequence[Scores]) -> npt.NDArray[np.float64]:
    return np.array([weighing.probability(each.model[key], each.rules[key]) for each in found])


def _flag_least(found: Sequence[Scores], parts: dict[str, Weighing]) -> float:
    """One threshold for all flags: the best macro F1."""
    chances = {key: _chances(key, parts[key], found) for key in FLAGS}
    truth = {key: np.array([each.positive(key) for each in found]) for key in FLAGS}
    return max(_LEASTS, key=lambda least: sum(_f1(truth[key], chances[key] >= least) for key in FLAGS))


def _incident_leasts(found: Sequence[Scores], parts: dict[str, Weighing]) -> dict[str, Weighing]:
    """Thresholds of Part A: the recall of serious incidents first, then their precision, then each part's own F1."""
    chances = {key: _chances(key, parts[key], found) for key in PART_A}
    truth = {key: np.array([each.positive(key) for each in found]) for key in PART_A}
    incident = truth[PART_A[0]] & (truth[PART_A[1]] | truth[PART_A[2]])

    def merit(leasts: tuple[float, ...]) -> tuple[float, float]:
        said = {key: chances[key] >= least for key, least in zip(PART_A, leasts, strict=True)}
        test = said[PART_A[0]] & (said[PART_A[1]] | said[PART_A[2]])
        recall = (test & incident).sum() / max(1, incident.sum())
        own = sum(_f1(truth[key], said[key]) for key in PART_A)
        return min(recall, _RECALL), _f1(incident, test) + own / 3

    best = max(product(_LEASTS, repeat=3), key=merit)
    return {key: parts[key].model_copy(update={"least": least}) for key, least in zip(PART_A, best, strict=True)}


def _graded(key: str, weighing: Weighing, found: Sequence[Scores]) -> Weighing:
    """The lead from which the stronger grade holds, and what the rules count in it."""
    some = [each for each in found if each.positive(key)]
    strong = np.array([each.labels[key] == CLASSES[key][2] for each in some])

    def right(pair: tuple[float, float]) -> int:
        leads = np.array([each.lead[key] + pair[0] * each.rule_lead[key] for each in some])
        return int(((leads >= pair[1]) == strong).sum())

    rules, grade = max(product((0.0, 0.25, 0.5, 0.75), (-0.5, -0.25, 0.0, 0.25, 0.5)), key=right)
    return weighing.model_copy(update={"grade": grade, "grade_rules": rules})


def _f1(truth: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> float:
    return float(2 * (truth & said).sum() / max(1, truth.sum() + said.sum()))
