"""Suggestions against people's judgements: how often they agree, how sure that is, and which sentences misled.

A judgement says that the case supports a criterion or does not; `cannot_tell` counts for neither. Reads no database.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from triage.model import Finding

SURE = 1.96  # standard deviations on either side of a 95 % interval


@dataclass(frozen=True, kw_only=True)
class JudgedCase:
    """One case that a person has judged: what was read, what was suggested, and the latest judgement of each key."""

    reference: str
    sections: Mapping[str, str]
    findings: Sequence[Finding]
    judged: Mapping[str, str]  # key to supports, does_not, cannot_tell
    personal: tuple[str, ...]  # what the record holds of people: names, addresses, numbers, schools


@dataclass(frozen=True, kw_only=True)
class Share:
    """A count out of another, with the bounds of its 95 % interval (Wilson's)."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """0 to 1; 0 out of nothing."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """Lower and upper bound; (0, 1) out of nothing: nothing is known."""
        if not self.whole:
            return 0.0, 1.0
        square = SURE * SURE / self.whole
        middle = (self.value + square / 2) / (1 + square)
        reach = SURE / (1 + square) * math.sqrt(self.value * (1 - self.value) / self.whole + square / self.whole / 4)
        return max(0.0, middle - reach), min(1.0, middle + reach)


@dataclass(frozen=True, kw_only=True)
class KeyAgreement:
    """One key: of what was suggested, what people upheld; of what people held, what had been suggested."""

    key: str
    precision: Share
    recall: Share
    agreed: Share


def agreement(cases: Iterable[JudgedCase]) -> tuple[KeyAgreement, ...]:
    """Every key that anybody has judged, in the order of the findings."""
    pairs: dict[str, list[tuple[bool, bool]]] = {}
    for case in cases:
        for finding in case.findings:
            if case.judged.get(finding.key) in ("supports", "does_not"):
                held = case.judged[finding.key] == "supports"
                pairs.setdefault(finding.key, []).append((finding.positive, held))
    return tuple(_key(key, found) for key, found in pairs.items())


def misleading(cases: Iterable[JudgedCase]) -> list[tuple[str, str, str]]:
    """(reference, key, quote) of every sentence shown for a suggestion that a person did not uphold."""
    return [
        (case.reference, finding.key, quote.quote)
        for case in cases
        for finding in case.findings
        if finding.positive and case.judged.get(finding.key) == "does_not"
        for quote in finding.evidence
    ]


def as_report(cases: Sequence[JudgedCase]) -> str:
    """Both as plain text of fixed columns."""
    lines = [f"{'key':28s} {'judged':>6s} {'agreed':>18s} {'precision':>18s} {'recall':>18s}"]
    for each in agreement(cases):
        shares = " ".join(f"{_words(share):>18s}" for share in (each.agreed, each.precision, each.recall))
        lines.append(f"{each.key:28s} {each.agreed.whole:6d} {shares}")
    lines.append(f"{len(cases)} cases judged; 95 % intervals in brackets")
    found = misleading(cases)
    return "\n".join([*lines, *(f"misled  {reference}  {key}: {quote}" for reference, key, quote in found)])


def _key(key: str, pairs: Sequence[tuple[bool, bool]]) -> KeyAgreement:
    both = sum(suggested and held for suggested, held in pairs)
    return KeyAgreement(
        key=key,
        precision=Share(part=both, whole=sum(suggested for suggested, _ in pairs)),
        recall=Share(part=both, whole=sum(held for _, held in pairs)),
        agreed=Share(part=sum(suggested == held for suggested, held in pairs), whole=len(pairs)),
    )


def _words(share: Share) -> str:
    low, high = share.bounds
    return f"{share.value:.2f} ({low:.2f}-{high:.2f})" if share.whole else "none"
