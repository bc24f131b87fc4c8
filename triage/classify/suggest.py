"""The classifier's front door: sections in, a suggestion for every key of the criteria set out. People decide."""

from collections.abc import Mapping
from pathlib import Path

import structlog

from config.schema.criteria import CriteriaSet
from config.schema.cues import CueLexicon
from triage.classify.decision import load_decision
from triage.classify.encoder import SentenceModel
from triage.classify.flags import IMPROVEMENTS, MULTI_AGENCY, SINGLE_AGENCY, flag, with_reasons
from triage.classify.hybrid import HybridReader, TwoReaders
from triage.classify.model_files import DECISION, FOLDER, ModelRefused, verified
from triage.classify.notify_only import NotifyOnlyReader
from triage.classify.part_a import (
    ABUSE,
    DIED,
    HARM,
    SERIOUS_INCIDENT,
    grown_deaths,
    implied_abuse,
    part_a,
    serious_incident,
    without_adults,
)
from triage.classify.pipeline import NarrativeReader
from triage.classify.readings import Reading
from triage.classify.text import PlainText
from triage.model import Finding, Suggestion

MIN_WORDS = 5  # fewer words than this say nothing that could be classified
MODEL_WORDS = 20  # shorter texts are unlike all that the model was trained on: the rules read them

log = structlog.get_logger()
Found = dict[str, Finding]


class Classifier:
    """Suggests; built once, then used for every referral. Never raises for what a text holds.

    Two readers: the trained model and the cue rules. Where the model's files are missing or altered the rules read
    alone, and every suggestion says so.
    """

    def __init__(self, criteria: CriteriaSet, cues: CueLexicon, model_folder: Path = FOLDER) -> None:
        self._criteria = criteria
        self._cues = cues
        self._plain = PlainText(cues.words)
        self._reader = NarrativeReader(criteria, cues)
        self._both = _hybrid(cues, model_folder)
        self._notify_only = NotifyOnlyReader(criteria, cues.words)

    def suggest(self, sections: Mapping[str, str]) -> Suggestion:
        """A finding for every key; nothing is suggested for a site's own that has no cues. Sections may have any names.

        Warns `text_too_short`, `not_english` and `readers_disagree`: nothing can be told, a person should read it;
        `text_cut`: not all was read; `model_missing`: the rules alone read it; and the codes of what must be notified
        though it is no ground for a review.
        """
        reading = self._reader.read(sections)
        rules = self._by_rules(reading)
        words = sum(len(sentence.quote.split()) for sentence in reading.sentences)
        both = self._both.read(reading) if self._both and words >= MODEL_WORDS else None
        found = self._by_both(both) if both else self._completed(rules, reading)
        return Suggestion(
            criteria_set=self._criteria.id,
            sections=dict(sections),
            findings=tuple(found.get(each.key) or _not_read(each.key) for each in self._criteria.criteria),
            warnings=(
                *self._warnings(reading),
                *self._model_warnings(rules, both),
                *self._notify_only.codes(reading, found[DIED].positive or bool(grown_deaths(reading))),
            ),
        )

    def _by_rules(self, reading: Reading) -> Found:
        """What the rules alone say of each key, before anything follows from anything."""
        found = {finding.key: finding for finding in part_a(reading, self._cues)}
        for key, cues in self._cues.keys.items():
            if key not in found:
                found[key] = flag(key, cues, reading.of(key))
        return found

    def _by_both(self, both: TwoReaders) -> Found:
        """What both readers together say of each key that the criteria set has, and what follows from it.

        Abuse that nobody names is not implied here: the trained reader has read for it already.
        """
        return self._derived(both.findings(), both.reading)

    def _completed(self, found: Found, reading: Reading) -> Found:
        """The rules' findings with what they imply and what follows from them."""
        derived = self._derived(found, reading)
        abuse = implied_abuse(derived[ABUSE], derived[DIED], derived[HARM], derived[IMPROVEMENTS])
        return self._derived({**derived, ABUSE: abuse}, reading)

    def _derived(self, found: Found, reading: Reading) -> Found:
        """The findings with what follows from them by rule."""
        died = without_adults(found[DIED], reading)
        improvements = with_reasons(found[IMPROVEMENTS], (found[SINGLE_AGENCY], found[MULTI_AGENCY]))
        incident = serious_incident(found[ABUSE], died, found[HARM])
        return {**found, DIED: died, IMPROVEMENTS: improvements, SERIOUS_INCIDENT: incident}

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

    def _model_warnings(self, rules: Found, both: TwoReaders | None) -> tuple[str, ...]:
        if self._both is None:
            return ("model_missing",)
        if both is None:
            return ()
        by_rules = self._completed(rules, both.reading)[SERIOUS_INCIDENT]
        return ("readers_disagree",) if both.disagrees_with(by_rules) else ()


def _not_read(key: str) -> Finding:
    return Finding(key=key, value=False, probability=0.0)


def _hybrid(cues: CueLexicon, folder: Path) -> HybridReader | None:
    """Both readers, or None where the model's files are missing or not those that training wrote."""
    try:
        files = verified(folder)
        return HybridReader(SentenceModel(files), load_decision(files[DECISION]), cues)
    except ModelRefused as refused:
        log.warning("model_refused", reason=str(refused))
        return None
