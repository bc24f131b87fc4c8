"""Measures a classifier against labelled referrals by the contract's measures. Reads no files, prints nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from triage.model import Suggestion

_NEGATIVE = (False, None, "not_indicated", "not_met")


class Suggests(Protocol):
    """Anything that suggests."""

    def suggest(self, sections: Mapping[str, str]) -> Suggestion:
        """A finding for every key."""


@dataclass(frozen=True, kw_only=True)
class KeyScore:
    """Counts of one key; a graded key is positive in any grade but its negative one."""

    key: str
    right: int  # positive, and rightly so
    wrong: int  # positive, and wrongly so
    missed: int
    exact: int  # the very value
    of: int  # referrals

    @property
    def precision(self) -> float:
        """Share of the positives that are right; 0 where there are none."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the labelled positives that were found; 0 where there are none."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """All keys, and how many quotes are exact substrings at their offsets."""

    scores: tuple[KeyScore, ...]
    quotes: int
    quotes_exact: int

    def score(self, key: str) -> KeyScore:
        """The counts of one key; KeyError for an unknown one."""
        for each in self.scores:
            if each.key == key:
                return each
        raise KeyError(key)


def evaluate(rows: Iterable[Mapping[str, Any]], classifier: Suggests) -> Evaluation:
    """Scores over rows with `sections` and `labels`. A label that a row lacks is left out of that key's counts."""
    counts: dict[str, Counter[str]] = {}
    quotes = Counter[str]()
    for row in rows:
        suggestion = classifier.suggest(row["sections"])
        for finding in suggestion.findings:
            tally = counts.setdefault(finding.key, Counter())
            if finding.key in row["labels"]:
                tally.update(_judged(row["labels"][finding.key], finding.value))
            for quote in finding.evidence:
                quotes["all"] += 1
                quotes["exact"] += row["sections"][quote.section][quote.start : quote.end] == quote.quote
    scores = tuple(_score(key, tally) for key, tally in counts.items())
    return Evaluation(scores=scores, quotes=quotes["all"], quotes_exact=quotes["exact"])


def as_table(evaluation: Evaluation) -> str:
    """The evaluation as plain text of fixed columns, one key a line."""
    lines = [f"{'key':30s} {'n':>4s} {'P':>6s} {'R':>6s} {'F1':>6s} {'exact':>6s}"]
    for each in evaluation.scores:
        exact = _share(each.exact, each.of)
        n = each.right + each.missed
        lines.append(f"{each.key:30s} {n:4d} {each.precision:6.3f} {each.recall:6.3f} {each.f1:6.3f} {exact:6.3f}")
    share = _share(evaluation.quotes_exact, evaluation.quotes)
    return "\n".join([*lines, f"quotes exact: {share:.3f} of {evaluation.quotes}"])


def _judged(truth: object, value: object) -> Iterable[str]:
    labelled, suggested = truth not in _NEGATIVE, value not in _NEGATIVE
    yield "of"
    if value == truth:
        yield "exact"
    if labelled and suggested:
        yield "right"
    elif suggested:
        yield "wrong"
    elif labelled:
        yield "missed"


def _score(key: str, tally: Counter[str]) -> KeyScore:
    return KeyScore(
        key=key,
        right=tally["right"],
        wrong=tally["wrong"],
        missed=tally["missed"],
        exact=tally["exact"],
        of=tally["of"],
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
