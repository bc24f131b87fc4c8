"""What model and rules say of an example, as the numbers that are weighed against each other."""

from config.schema.cues import CueLexicon
from triage.classify.encoder import SentenceModel
from triage.classify.hybrid import GRADED, grade_lead, key_values, odds, rule_score
from triage.classify.targets import KEYS
from triage.classify.training.examples import Example
from triage.classify.training.weigh import Scores


def scores_of(example: Example, model: SentenceModel, lexicon: CueLexicon) -> Scores:
    """The numbers of one example. ValueError for one without a sentence: labelled data has none such."""
    said = model.read(example.reading.sentences)
    if said is None:
        raise ValueError(example.id)
    hits = {key: example.reading.of(key) for key in KEYS}
    values = {key: key_values(said.values, key) for key in KEYS}
    return Scores(
        model={key: odds(values[key]) for key in KEYS},
        rules={key: rule_score(hits[key], lexicon.keys[key]) for key in KEYS},
        lead={key: float(values[key][2] - values[key][1]) for key in GRADED},
        rule_lead={key: grade_lead(key, hits[key]) for key in GRADED},
        labels={key: example.row["labels"][key] for key in KEYS},
    )
