"""From the hits of one key to scored sentences. Knows weights and thresholds, not what any key means."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from config.schema.cues import KeyCues
from triage.classify.readings import Hit, Sentence
from triage.model import EvidenceQuote, Finding

MAX_QUOTES = 4
STEEPNESS = 1.6  # how fast the probability rises around the threshold


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    """One sentence and the sum of its families' weights."""

    sentence: Sentence
    score: float


def scored(hits: Iterable[Hit]) -> list[Scored]:
    """Each sentence with hits once, best first; ties in the order of the text."""
    sums: dict[int, tuple[Sentence, float]] = {}
    for hit in hits:
        sentence, total = sums.get(id(hit.sentence), (hit.sentence, 0.0))
        sums[id(hit.sentence)] = (sentence, total + hit.weight)
    found = [Scored(sentence=sentence, score=total) for sentence, total in sums.values()]
    return sorted(found, key=lambda each: -each.score)


def probability(score: float, threshold: float) -> float:
    """0 to 1 from a score: 0.5 at the threshold. Not calibrated: it orders findings, no more."""
    return round(1 / (1 + math.exp(-STEEPNESS * max(-20.0, min(20.0, score - threshold)))), 3)


def quotes(ranked: Iterable[Scored], least: float) -> tuple[EvidenceQuote, ...]:
    """The best sentences that reach `least`, as quotes."""
    return tuple(each.sentence.as_evidence() for each in ranked if each.score >= least)[:MAX_QUOTES]


def against(hits: Iterable[Hit]) -> tuple[EvidenceQuote, ...]:
    """The sentences that deny the key."""
    found = {id(hit.sentence): hit.sentence for hit in hits if hit.family.denies}
    return tuple(sentence.as_evidence() for sentence in found.values())[:MAX_QUOTES]


def flag(key: str, cues: KeyCues, hits: tuple[Hit, ...]) -> Finding:
    """A true/false key: true where its best sentence reaches the threshold, raised where the text denies the key."""
    denials = against(hits)
    threshold = cues.threshold + (cues.denial_raises if denials else 0.0)
    ranked = scored(hits)
    best = ranked[0].score if ranked else 0.0
    value = best >= threshold
    return Finding(
        key=key,
        value=value,
        probability=probability(best, threshold),
        evidence=quotes(ranked, threshold) if value else (),
        against=denials,
    )
