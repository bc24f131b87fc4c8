"""What model and rules say of an example, as the numbers that are weighed against each other."""

from dataclasses import dataclass

from config.schema.cues import CueLexicon
from triage.classify.decision import ReaderScores
from triage.classify.encoder import SentenceModel
from triage.classify.hybrid import reader_scores
from triage.classify.targets import CLASSES, KEYS
from triage.classify.training.examples import Example


@dataclass(frozen=True, kw_only=True)
class Scores:
    """What both readers say of one referral, and what is so."""

    id: str
    group: str  # contrast pair, or the referral itself
    said: ReaderScores
    labels: dict[str, str | bool]

    def positive(self, key: str) -> bool:
        """Whether the key's label is any but its negative one."""
        return self.labels[key] != CLASSES[key][0]


def scores_of(example: Example, model: SentenceModel, lexicon: CueLexicon) -> Scores:
    """The numbers of one example. ValueError for one without a sentence: labelled data has none such."""
    read = model.read(example.reading.sentences)
    if read is None:
        raise ValueError(example.id)
    labels = {key: example.row["labels"][key] for key in KEYS}
    return Scores(id=example.id, group=example.group, said=reader_scores(example.reading, read, lexicon), labels=labels)
