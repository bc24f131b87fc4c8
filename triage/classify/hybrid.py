"""Findings from two readers: the trained model for what is implied, the cue rules for plain naming.

Values follow from numbers that training wrote down (`decision.py`); what follows from what stays plain rules, in
`part_a` and `flags`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from config.schema.cues import CueLexicon, KeyCues
from triage.classify.decision import Decision, ReaderScores, within
from triage.classify.encoder import Matrix, ModelReading, SentenceModel
from triage.classify.part_a import DIED, HARM
from triage.classify.patterns import Cue, compile_cue
from triage.classify.readings import Hit, Reading
from triage.classify.scoring import MAX_QUOTES, against, scored, text_score
from triage.classify.targets import CLASSES, GRADED, KEYS, PART_A
from triage.model import EvidenceQuote, Finding

_STARTS = dict(zip(KEYS, np.cumsum([0, *(len(CLASSES[key]) for key in KEYS)]).tolist(), strict=False))
MAX_AGAINST = 2  # the clearest denials: a long list of weak ones hides them
NEAR_CLEAREST = 1.5  # a sentence that denies another key far more clearly is not against this one
_UNSAID = -1.0  # a sentence in which the rules find nothing
_BESIDES = -1.0  # the rules' distance for harm of which they say that it is the death itself


class HybridReader:
    """Model, rules and their weighing; built once."""

    def __init__(self, model: SentenceModel, decision: Decision, lexicon: CueLexicon) -> None:
        self._model = model
        self._decision = decision
        self._lexicon = lexicon
        self._negations = tuple(compile_cue(each, lexicon.words.sets) for each in lexicon.words.negation)

    def read(self, reading: Reading) -> "TwoReaders | None":
        """Both readers' view of a text; None where there is no sentence to read."""
        model = self._model.read(reading.sentences)
        if model is None:
            return None
        return TwoReaders(
            reading=reading, model=model, lexicon=self._lexicon, decision=self._decision, negations=self._negations
        )


@dataclass(frozen=True, kw_only=True)
class TwoReaders:
    """One text as both readers see it."""

    reading: Reading
    model: ModelReading
    lexicon: CueLexicon
    decision: Decision
    negations: tuple[Cue, ...]

    def findings(self) -> dict[str, Finding]:
        """Value, probability, and the sentences for and against, key by key; nothing that follows from other keys."""
        said = reader_scores(self.reading, self.model, self.lexicon)
        chances = self.decision.chances(said)
        return {key: self._finding(key, value, chances[key]) for key, value in self.decision.values(said).items()}

    def _finding(self, key: str, value: str | bool, chance: float) -> Finding:
        hits = self.reading.of(key)
        quotes = self._quotes(key, hits) if value != CLASSES[key][0] else ()
        denials = tuple(each for each in self._against(key, hits) if each not in quotes)
        return Finding(key=key, value=value, probability=chance, evidence=quotes, against=denials)

    def disagrees_with(self, incident: Finding) -> bool:
        """Whether the model alone is nearly sure of the opposite of what the rules say of the serious incident."""
        abuse, died, harm = (_chance(odds(key_values(self.model.values, key))) for key in PART_A)
        chance = abuse * max(died, harm)
        return (1 - chance if incident.positive else chance) >= self.decision.disagreement

    def _quotes(self, key: str, hits: tuple[Hit, ...]) -> tuple[EvidenceQuote, ...]:
        """The sentence that speaks most for the key, and others near it that speak for it by themselves."""
        rules = {id(each.sentence): each.score for each in scored(hits)}
        speaks = self.model.evidence[:, KEYS.index(key)]
        scores = [
            (float(said) + self.decision.quote_rules * within(rules.get(id(sentence), _UNSAID)), sentence)
            for said, sentence in zip(speaks, self.reading.sentences, strict=False)
        ]
        ranked = sorted(scores, key=lambda each: -each[0])[:MAX_QUOTES]
        best = ranked[0][0]
        least = min(best, max(self.decision.quote_least, best - self.decision.quote_near))
        return tuple(sentence.as_evidence() for score, sentence in ranked if score >= least)

    def _against(self, key: str, hits: tuple[Hit, ...]) -> tuple[EvidenceQuote, ...]:
        """Sentences that deny this very key: both readers say so, the sentence negates, and it does not also affirm."""
        column, decision = KEYS.index(key), self.decision
        by_rule = {id(hit.sentence) for hit in hits if hit.family.denies}
        found = [
            (float(denials[column]), sentence)
            for sentence, denials, affirmed in zip(
                self.reading.sentences, self.model.denial, self.model.evidence[:, column], strict=False
            )
            if id(sentence) in by_rule
            and denials[column] >= max(decision.against_least, denials.max() - NEAR_CLEAREST)
            and affirmed <= decision.against_evidence
        ]
        negating = [each for each in found if any(cue.find(each[1].plain) for cue in self.negations)]
        best = sorted(negating, key=lambda each: -each[0])[:MAX_AGAINST]
        return tuple(sentence.as_evidence() for _, sentence in best)


def reader_scores(reading: Reading, model: ModelReading, lexicon: CueLexicon) -> ReaderScores:
    """The numbers from which everything is decided, of one text."""
    values = {key: key_values(model.values, key) for key in KEYS}
    hits = {key: reading.of(key) for key in KEYS}
    return ReaderScores(
        model={key: odds(values[key]) for key in KEYS},
        rules=_rule_scores(hits, lexicon),
        lead={key: float(values[key][2] - values[key][1]) for key in GRADED},
        rule_lead={key: grade_lead(key, hits[key]) for key in GRADED},
    )


def _rule_scores(hits: Mapping[str, tuple[Hit, ...]], lexicon: CueLexicon) -> dict[str, float]:
    """How far the rules are from their thresholds; the mechanism of a death is no harm beside it."""
    scores = {key: rule_score(hits[key], lexicon.keys[key]) for key in KEYS}
    if scores[DIED] >= 0 and not any(hit.family.reads == "besides" for hit in hits[HARM]):
        scores[HARM] = min(scores[HARM], _BESIDES)
    return scores


def rule_score(hits: tuple[Hit, ...], cues: KeyCues) -> float:
    """How far the rules' score of the text lies above the key's threshold, or below it."""
    raised = cues.denial_raises if against(hits) else 0.0
    return text_score(scored(hits)) - cues.threshold - raised


def key_values(values: Matrix, key: str) -> Matrix:
    """The scores of one key's values, its negative one first."""
    start = _STARTS[key]
    return values[start : start + len(CLASSES[key])]


def _chance(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-log_odds)))


def odds(values: Matrix) -> float:
    """Log odds of any positive value against the negative one."""
    return float(np.logaddexp.reduce(values[1:].astype(np.float64)) - values[0])


def grade_lead(key: str, hits: tuple[Hit, ...]) -> float:
    """The rules' lead of a graded key's stronger value over the weaker."""
    weak, strong = (text_score(scored(hit for hit in hits if hit.family.reads == grade)) for grade in CLASSES[key][1:])
    return within(strong - weak)
