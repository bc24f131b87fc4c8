"""The classifier's front door: sections in, a suggestion for every key of the criteria set out. People decide."""

from collections.abc import Mapping

from config.schema.criteria import CriteriaSet
from config.schema.cues import CueLexicon
from triage.classify.flags import IMPROVEMENTS, MULTI_AGENCY, SINGLE_AGENCY, flag, with_reasons
from triage.classify.part_a import ABUSE, SERIOUS_INCIDENT, implied_abuse, part_a, serious_incident
from triage.classify.pipeline import NarrativeReader
from triage.classify.readings import Reading
from triage.classify.text import PlainText
from triage.model import Finding, Suggestion

MIN_WORDS = 5  # fewer words than this say nothing that could be classified


class Classifier:
    """Suggests; built once, then used for every referral. Never raises for what a text holds."""

    def __init__(self, criteria: CriteriaSet, cues: CueLexicon) -> None:
        self._criteria = criteria
        self._cues = cues
        self._plain = PlainText(cues.words)
        self._reader = NarrativeReader(criteria, cues)

    def suggest(self, sections: Mapping[str, str]) -> Suggestion:
        """A finding for every key. Sections may have any names; warns `text_too_short`, `not_english`, `text_cut`."""
        reading = self._reader.read(sections)
        return Suggestion(
            criteria_set=self._criteria.id,
            sections=dict(sections),
            findings=self._findings(reading),
            warnings=self._warnings(reading),
        )

    def _findings(self, reading: Reading) -> tuple[Finding, ...]:
        abuse, died, harm = part_a(reading, self._cues)
        found = {finding.key: finding for finding in (abuse, died, harm)}
        for key, cues in self._cues.keys.items():
            if key not in found:
                found[key] = flag(key, cues, reading.of(key))
        found[IMPROVEMENTS] = with_reasons(found[IMPROVEMENTS], (found[SINGLE_AGENCY], found[MULTI_AGENCY]))
        found[ABUSE] = implied_abuse(abuse, died, harm, found[IMPROVEMENTS])
        found[SERIOUS_INCIDENT] = serious_incident(found[ABUSE], died, harm)
        return tuple(found[each.key] for each in self._criteria.criteria)

    def _warnings(self, reading: Reading) -> tuple[str, ...]:
        text = " ".join(sentence.quote for sentence in reading.sentences)
        codes = []
        if len(text.split()) < MIN_WORDS:
            codes.append("text_too_short")
        if not self._plain.is_english(text):
            codes.append("not_english")
        if reading.cut:
            codes.append("text_cut")
        return tuple(codes)
