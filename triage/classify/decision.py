"""How the two readers' scores are weighed and decided: plain numbers, written by training beside the model.

Reads no text. The serious incident itself is never decided here: it follows from its three parts by rule.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from config.schema.base import Frozen
from triage.classify.model_files import ModelRefused
from triage.classify.targets import CLASSES, GRADED, PART_A

FAR = 3.0  # a rule score further than this from its threshold counts no more


@dataclass(frozen=True, kw_only=True)
class ReaderScores:
    """What both readers say of one text, key by key."""

    model: Mapping[str, float]  # log odds of any positive value
    rules: Mapping[str, float]  # distance from the rules' threshold
    lead: Mapping[str, float]  # graded keys: the model's lead of the stronger grade over the weaker
    rule_lead: Mapping[str, float]


class Weighing(Frozen):
    """One key: log odds = `model` times the model's, `rules` times the rules' distance from their threshold, `bias`."""

    model: float
    rules: float
    bias: float
    least: float  # probability from which the key counts as indicated
    least_joined: float = 1.0  # Part A: the same, where the rest of the serious-incident test is there already
    grade: float = 0.0  # graded keys: lead that the stronger grade must have over the weaker
    grade_rules: float = 0.0  # graded keys: what the rules' lead of the stronger grade counts beside the model's

    def probability(self, model: float, rules: float) -> float:
        """0 to 1, calibrated on referrals that neither reader had seen: of a hundred at 0.7 about seventy are right."""
        score = self.model * model + self.rules * within(rules) + self.bias
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 3)


class Decision(Frozen):
    """Everything that is decided by number."""

    keys: dict[str, Weighing]
    quote_rules: float  # what a rule's score of a sentence counts beside the model's
    quote_least: float  # log odds from which a sentence is quoted beside the best one
    quote_near: float  # and no further than this below the best one
    against_least: float  # model's log odds of denial from which a sentence that the rules call a denial is shown
    against_evidence: float  # a sentence that speaks for the key more than this is never against it
    disagreement: float  # distance of the readers' probabilities on Part A from which nothing can be told

    def chances(self, said: ReaderScores) -> dict[str, float]:
        """The probability of any positive value, key by key."""
        return {key: each.probability(said.model[key], said.rules[key]) for key, each in self.keys.items()}

    def values(self, said: ReaderScores) -> dict[str, str | bool]:
        """The value of every key."""
        chances = self.chances(said)
        positive = {key: chance >= self.keys[key].least for key, chance in chances.items()}
        self._join(positive, chances)
        return {key: self._value(key, said) if there else CLASSES[key][0] for key, there in positive.items()}

    def _join(self, positive: dict[str, bool], chances: Mapping[str, float]) -> None:
        """One half of the serious-incident test lowers the bar of the other: a miss there costs most.

        Harm is not looked for beside a death: what killed a child is not separate harm.
        """
        abuse, died, harm = PART_A
        suffered = positive[died] or positive[harm]
        if suffered and not positive[abuse]:
            positive[abuse] = chances[abuse] >= self.keys[abuse].least_joined
        elif positive[abuse] and not suffered:
            positive[died] = chances[died] >= self.keys[died].least_joined
            positive[harm] = not positive[died] and chances[harm] >= self.keys[harm].least_joined

    def _value(self, key: str, said: ReaderScores) -> str | bool:
        if key not in GRADED:
            return True
        weighing = self.keys[key]
        lead = said.lead[key] + weighing.grade_rules * said.rule_lead[key]
        return CLASSES[key][2] if lead >= weighing.grade else CLASSES[key][1]


def load_decision(content: bytes) -> Decision:
    """The numbers of `decision.json`. ModelRefused where they do not fit this version."""
    try:
        return Decision.model_validate_json(content)
    except ValidationError as error:
        raise ModelRefused("decision.json does not fit this version of the classifier") from error


def within(score: float) -> float:
    """The score, held within `FAR` of nothing."""
    return max(-FAR, min(FAR, score))
