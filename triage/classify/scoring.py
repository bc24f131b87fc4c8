"""From the hits of one key to scored sentences. Knows weights and thresholds, not what any key means."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from triage.classify.readings import Hit, Sentence
from triage.model import EvidenceQuote

MAX_QUOTES = 4
STEEPNESS = 1.0  # weights are log odds, near enough


SECOND_COUNTS = 0.3  # share of the second-best sentence's score that speaks for the text as a whole


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


def text_score(ranked: list[Scored]) -> float:
    """The best sentence's score, and a share of the next one's."""
    best = ranked[0].score if ranked else 0.0
    second = ranked[1].score if len(ranked) > 1 else 0.0
    return best + SECOND_COUNTS * max(0.0, second)


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
