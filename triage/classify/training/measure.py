"""Counts how often decided values are right. Knows neither model nor rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from triage.classify.targets import CLASSES, FLAGS, KEYS, PART_A
from triage.classify.training.score import Scores

Values = Mapping[str, str | bool]


def measured(found: Sequence[Scores], values: Sequence[Values]) -> dict[str, Any]:
    """Precision, recall, F1 and exact share of every key and of the derived test, and the flags' macro F1."""
    pairs = list(zip([each.labels for each in found], values, strict=True))
    keys = {key: _counted([(a[key], b[key]) for a, b in pairs], CLASSES[key][0]) for key in KEYS}
    incident = _counted([(_incident(a), _incident(b)) for a, b in pairs], "not_met")
    macro = sum(keys[key]["f1"] for key in FLAGS) / len(FLAGS)
    return {"referrals": len(pairs), "keys": {**keys, "serious_incident": incident}, "macro_f1_flags": round(macro, 3)}


def _incident(values: Values) -> str:
    abuse, died, harm = (values[key] for key in PART_A)
    if abuse == CLASSES[PART_A[0]][0] or not (died or harm != CLASSES[PART_A[2]][0]):
        return "not_met"
    return "met" if died or harm == "evidenced" else "possible"


def _counted(pairs: Sequence[tuple[str | bool, str | bool]], negative: str | bool) -> dict[str, float]:
    right = sum(a != negative and b != negative for a, b in pairs)
    said, so = sum(b != negative for _, b in pairs), sum(a != negative for a, _ in pairs)
    return {
        "labelled": so,
        "precision": round(right / max(1, said), 3),
        "recall": round(right / max(1, so), 3),
        "f1": round(2 * right / max(1, said + so), 3),
        "exact": round(sum(a == b for a, b in pairs) / max(1, len(pairs)), 3),
    }
