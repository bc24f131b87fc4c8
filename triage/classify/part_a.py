"""Part A: abuse or neglect, death, serious harm, and the serious incident derived from them (Working Together, ch. 5)."""

from collections.abc import Iterable

from config.schema.cues import CueLexicon
from triage.classify.readings import Reading
from triage.classify.scoring import against, probability, quotes, scored
from triage.model import EvidenceQuote, Finding

_NONE = {"abuse_or_neglect": "not_indicated", "serious_harm": "not_indicated"}


def part_a(reading: Reading, lexicon: CueLexicon) -> tuple[Finding, ...]:
    """The four findings of Part A, the derived one first."""
    abuse = _graded("abuse_or_neglect", ("known", "suspected"), reading, lexicon)
    died = _died(reading, lexicon)
    harm = _graded("serious_harm", ("evidenced", "possible"), reading, lexicon)
    return serious_incident(abuse, died, harm), abuse, died, harm


def serious_incident(abuse: Finding, died: Finding, harm: Finding) -> Finding:
    """Derived: abuse or neglect, and a death or evidenced harm (`met`) or possible harm (`possible`)."""
    value = "not_met"
    if abuse.positive and (died.value is True or harm.value == "evidenced"):
        value = "met"
    elif abuse.positive and harm.value == "possible":
        value = "possible"
    parts = (abuse, died, harm) if value != "not_met" else ()
    return Finding(
        key="serious_incident",
        value=value,
        probability=round(abuse.probability * max(died.probability, harm.probability), 3),
        evidence=_once(quote for part in parts for quote in part.evidence),
        against=(),
    )


def _graded(key: str, grades: tuple[str, str], reading: Reading, lexicon: CueLexicon) -> Finding:
    hits, cues = reading.of(key), lexicon.keys[key]
    for grade in grades:
        ranked = scored(hit for hit in hits if hit.family.reads == grade)
        if ranked and ranked[0].score >= cues.threshold:
            return Finding(
                key=key,
                value=grade,
                probability=probability(ranked[0].score, cues.threshold),
                evidence=quotes(ranked, cues.threshold),
                against=against(hits),
            )
    return Finding(key=key, value=_NONE[key], probability=probability(0, cues.threshold), against=against(hits))


def _died(reading: Reading, lexicon: CueLexicon) -> Finding:
    hits, cues = reading.of("child_died"), lexicon.keys["child_died"]
    ranked = scored(hits)
    best = ranked[0].score if ranked else 0.0
    value = best >= cues.threshold
    return Finding(
        key="child_died",
        value=value,
        probability=probability(best, cues.threshold),
        evidence=quotes(ranked, cues.threshold) if value else (),
        against=against(hits),
    )


def _once(found: Iterable[EvidenceQuote]) -> tuple[EvidenceQuote, ...]:
    return tuple(dict.fromkeys(found))
