"""Parts B and C: the true/false criteria, and the one of them that follows from two others. Knows no words."""

from collections.abc import Iterable

from config.schema.cues import KeyCues
from triage.classify.readings import Hit
from triage.classify.scoring import MAX_QUOTES, against, probability, quotes, scored, text_score
from triage.model import Finding

IMPROVEMENTS = "improvements_needed"
SINGLE_AGENCY = "single_agency_concern"
MULTI_AGENCY = "multi_agency_working"


def flag(key: str, cues: KeyCues, hits: tuple[Hit, ...]) -> Finding:
    """A true/false key: true where its best sentence reaches the threshold, raised where the text denies the key."""
    denials = against(hits)
    threshold = cues.threshold + (cues.denial_raises if denials else 0.0)
    ranked = scored(hits)
    total = text_score(ranked)
    value = bool(ranked) and total >= threshold
    return Finding(
        key=key,
        value=value,
        probability=probability(total, threshold),
        evidence=quotes(ranked, min(threshold, ranked[0].score)) if value else (),
        against=denials,
    )


def with_reasons(improvements: Finding, concerns: Iterable[Finding]) -> Finding:
    """A concern about one agency, or about agencies together, brings `improvements_needed` with it, and its quotes."""
    positive = [concern for concern in concerns if concern.positive]
    if improvements.positive or not positive:
        return improvements
    found = dict.fromkeys(quote for concern in positive for quote in concern.evidence)
    return Finding(
        key=improvements.key,
        value=True,
        probability=max(concern.probability for concern in positive),
        evidence=tuple(found)[:MAX_QUOTES],
        against=improvements.against,
    )
