"""Part A: abuse or neglect, death, serious harm, and the serious incident derived from them (Working Together, ch. 5)."""

from collections.abc import Iterable

from config.schema.cues import CueLexicon
from triage.classify.readings import Hit, Reading
from triage.classify.scoring import Scored, against, probability, quotes, scored
from triage.model import EvidenceQuote, Finding

ABUSE, DIED, HARM = "abuse_or_neglect", "child_died", "serious_harm"
NOT_INDICATED = "not_indicated"


def part_a(reading: Reading, lexicon: CueLexicon) -> tuple[Finding, ...]:
    """The four findings of Part A, the derived one first."""
    abuse = _abuse(reading, lexicon)
    died = _died(reading, lexicon)
    harm = _harm(reading, lexicon)
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


def _abuse(reading: Reading, lexicon: CueLexicon) -> Finding:
    """Known before suspected; what excludes abuse or neglect weighs against both, most of all against a suspicion."""
    hits, cues = reading.of(ABUSE), lexicon.keys[ABUSE]
    denials = against(hits)
    excluded = _best(_reading(hits, "excluded"))
    clean = [hit for hit in hits if not hit.family.denies]
    known, suspected = _reading(clean, "known"), _reading(clean, "suspected")
    bar = cues.threshold + (cues.denial_raises if excluded >= 1 else 0.0)
    if _best(known) >= bar:
        value, ranked = "known", known
    elif max(_best(known), _best(suspected)) >= bar:
        value, ranked = "suspected", suspected
    else:
        value, ranked = NOT_INDICATED, []
    return Finding(
        key=ABUSE,
        value=value,
        probability=probability(max(_best(known), _best(suspected)), bar),
        evidence=quotes(ranked, cues.threshold),
        against=denials,
    )


def _harm(reading: Reading, lexicon: CueLexicon) -> Finding:
    """Evidenced before possible. A slight injury or a quick recovery weighs against a possibility."""
    hits, cues = reading.of(HARM), lexicon.keys[HARM]
    evidenced, possible = _reading(hits, "evidenced"), _reading(hits, "possible")
    bar = cues.threshold + (cues.denial_raises if _reading(hits, "slight") else 0.0)
    if _best(evidenced) >= bar:
        value, ranked = "evidenced", evidenced
    elif max(_best(evidenced), _best(possible)) >= bar:
        value, ranked = "possible", possible
    else:
        value, ranked = NOT_INDICATED, []
    return Finding(
        key=HARM,
        value=value,
        probability=probability(max(_best(evidenced), _best(possible)), bar),
        evidence=quotes(ranked, cues.threshold),
        against=against(hits),
    )


def _died(reading: Reading, lexicon: CueLexicon) -> Finding:
    hits, cues = reading.of(DIED), lexicon.keys[DIED]
    ranked = scored(hit for hit in hits if hit.family.reads != "alive")
    value = _best(ranked) >= cues.threshold
    return Finding(
        key=DIED,
        value=value,
        probability=probability(_best(ranked), cues.threshold),
        evidence=quotes(ranked, cues.threshold) if value else (),
        against=against(hits),
    )


def _reading(hits: Iterable[Hit], reads: str) -> list[Scored]:
    return scored(hit for hit in hits if hit.family.reads == reads)


def _best(ranked: list[Scored]) -> float:
    return ranked[0].score if ranked else 0.0


def _once(found: Iterable[EvidenceQuote]) -> tuple[EvidenceQuote, ...]:
    return tuple(dict.fromkeys(found))
