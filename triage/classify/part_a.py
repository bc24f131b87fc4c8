"""Part A: abuse or neglect, death, serious harm, and the serious incident derived from them."""

from collections.abc import Iterable
from dataclasses import replace

from config.schema.cues import CueLexicon
from triage.classify.flags import flag
from triage.classify.readings import Hit, Reading
from triage.classify.scoring import Scored, quotes, scored, text_score
from triage.model import EvidenceQuote, Finding

ABUSE, DIED, HARM = "abuse_or_neglect", "child_died", "serious_harm"
SERIOUS_INCIDENT = "serious_incident"
NOT_INDICATED = "not_indicated"
_GROWN = 0.1  # what is left of the probability of a child's death


def part_a(reading: Reading, lexicon: CueLexicon) -> tuple[Finding, Finding, Finding]:
    """Abuse or neglect, death, serious harm: what the text itself says of each."""
    abuse = _graded(ABUSE, ("known", "suspected"), reading, lexicon)
    died = flag(DIED, lexicon.keys[DIED], reading.of(DIED))
    harm = _graded(HARM, ("evidenced", "possible"), reading, lexicon)
    return abuse, died, _besides_death(harm, died, reading)


def _besides_death(harm: Finding, died: Finding, reading: Reading) -> Finding:
    """What killed a child is not separate harm; older injuries, or those of a child who lived, are."""
    if not died.value or any(hit.family.reads == "besides" for hit in reading.of(HARM)):
        return harm
    return replace(harm, value=NOT_INDICATED, evidence=())


def without_adults(died: Finding, reading: Reading) -> Finding:
    """No child's death where every sentence shown for it gives the age of somebody grown and speaks of no child."""
    grown = {(hit.sentence.section, hit.sentence.start) for hit in grown_deaths(reading)}
    if not died.evidence or any((quote.section, quote.start) not in grown for quote in died.evidence):
        return died
    return replace(died, value=False, probability=_GROWN, evidence=(), against=died.evidence)


def grown_deaths(reading: Reading) -> tuple[Hit, ...]:
    """Where a death may be told of, and the age of somebody grown is given."""
    return tuple(hit for hit in reading.of(DIED) if hit.family.reads == "adult")


def implied_abuse(abuse: Finding, died: Finding, harm: Finding, improvements: Finding) -> Finding:
    """`suspected`, at even odds, where nobody names abuse or neglect but the rest only makes sense with it.

    A child has died or may have been seriously harmed, practice around the child is criticised, and nothing in the text
    denies abuse or neglect: referrers often leave unsaid what brought the case to them. A missed serious incident costs
    more than a needless look, so the person is shown the harm and asked.
    """
    if abuse.positive or abuse.against or not improvements.positive or not (died.positive or harm.positive):
        return abuse
    return replace(abuse, value="suspected", probability=0.5, evidence=(died if died.positive else harm).evidence)


def serious_incident(abuse: Finding, died: Finding, harm: Finding) -> Finding:
    """Derived: abuse or neglect, and a death or evidenced harm (`met`) or possible harm (`possible`)."""
    value = "not_met"
    if abuse.positive and (died.value is True or harm.value == "evidenced"):
        value = "met"
    elif abuse.positive and harm.value == "possible":
        value = "possible"
    parts = (abuse, died, harm) if value != "not_met" else ()
    return Finding(
        key=SERIOUS_INCIDENT,
        value=value,
        probability=round(abuse.probability * max(died.probability, harm.probability), 3),
        evidence=_once(quote for part in parts for quote in part.evidence),
        against=(),
    )


def _graded(key: str, grades: tuple[str, str], reading: Reading, lexicon: CueLexicon) -> Finding:
    """Positive as any flag is; the stronger grade where its own families say so, else the weaker: the honest middle."""
    hits, cues = reading.of(key), lexicon.keys[key]
    whole = flag(key, cues, hits)
    if not whole.value:
        return replace(whole, value=NOT_INDICATED)
    strong, weak = (_graded_as(hits, grade) for grade in grades)
    least = max(cues.strong_from, cues.strong_share * text_score(weak))
    value, ranked = (grades[0], strong) if text_score(strong) >= least else (grades[1], weak)
    own = quotes(ranked, min(cues.threshold, ranked[0].score)) if ranked else ()
    return replace(whole, value=value, evidence=own or whole.evidence)


def _graded_as(hits: tuple[Hit, ...], grade: str) -> list[Scored]:
    return scored(hit for hit in hits if hit.family.reads == grade)


def _once(found: Iterable[EvidenceQuote]) -> tuple[EvidenceQuote, ...]:
    return tuple(dict.fromkeys(found))
