"""How the two readers' scores are weighed: plain numbers, written by training beside the model. Reads no text."""

import math

from pydantic import ValidationError

from config.schema.base import Frozen
from triage.classify.model_files import ModelRefused

FAR = 3.0  # a rule score further than this from its threshold counts no more


class Weighing(Frozen):
    """One key: log odds = `model` times the model's, `rules` times the rules' distance from their threshold, `bias`."""

    model: float
    rules: float
    bias: float
    least: float  # probability from which the key counts as indicated
    grade: float = 0.0  # graded keys: lead that the stronger grade must have over the weaker
    grade_rules: float = 0.0  # graded keys: what the rules' lead of the stronger grade counts beside the model's

    def probability(self, model: float, rules: float) -> float:
        """0 to 1, calibrated by cross-validation: of a hundred findings at 0.7 about seventy are right."""
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


def load_decision(content: bytes) -> Decision:
    """The numbers of `decision.json`. ModelRefused where they do not fit this version."""
    try:
        return Decision.model_validate_json(content)
    except ValidationError as error:
        raise ModelRefused("decision.json does not fit this version of the classifier") from error


def within(score: float) -> float:
    """The score, held within `FAR` of nothing."""
    return max(-FAR, min(FAR, score))
