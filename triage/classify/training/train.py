# mypy: disable-error-code="import-not-found, no-any-return"
"""Trains the classifier's model from the data in the repository and writes it beside the code that reads it.

    python -m triage.classify.training.train WEIGHTS [--network FILE] [--threads N]

`WEIGHTS` is the folder of the encoder's starting weights (all-MiniLM-L6-v2: config, safetensors, tokenizer.json). The
fitted network is kept in `FILE`; where that exists already, fitting is left out and only the rest is done again.
"""

import argparse
from pathlib import Path

import torch

from config.load import DEFAULTS, load_yaml
from config.schema.criteria import CriteriaSet
from config.schema.cues import CueLexicon, load_cues
from triage.classify.decision import Decision
from triage.classify.encoder import SentenceModel
from triage.classify.model_files import DECISION, ENCODER, FOLDER, HEADS, TOKENIZER, write_sums
from triage.classify.training.card import write_card
from triage.classify.training.examples import Example, examples, load_rows
from triage.classify.training.export import export
from triage.classify.training.fit import Recipe, fit
from triage.classify.training.network import Network
from triage.classify.training.rename import load_names
from triage.classify.training.score import scores_of
from triage.classify.training.weigh import weighed

DATA = Path(__file__).with_name("data")
TRAIN, DEVELOPMENT, DENIALS = (DATA / f"{name}.jsonl" for name in ("referrals-train", "referrals-dev", "denials"))


def main() -> None:
    """Fit, export, weigh, describe."""
    wanted = _arguments()
    torch.set_num_threads(wanted.threads)
    recipe = Recipe(weights=wanted.weights)
    lexicon = training_lexicon()
    export(_network(lexicon, recipe, wanted.network), recipe.weights, FOLDER)
    decision = _weigh(_examples(DEVELOPMENT, lexicon), lexicon)
    (FOLDER / DECISION).write_text(decision.model_dump_json(indent=1) + "\n", encoding="utf-8")
    write_sums(FOLDER)
    write_card(FOLDER, recipe, (TRAIN, DEVELOPMENT, DENIALS))


def training_lexicon() -> CueLexicon:
    """The cue lexicon, with the training data's invented places among the places that are elsewhere."""
    lexicon = load_cues()
    elsewhere = (*lexicon.words.sets["place_other"], *(name.lower() for name in load_names().elsewhere.values()))
    words = lexicon.words.model_copy(update={"sets": {**lexicon.words.sets, "place_other": elsewhere}})
    return lexicon.model_copy(update={"words": words})


def exported_model() -> SentenceModel:
    """The model as just written, whose sums are not."""
    return SentenceModel({name: (FOLDER / name).read_bytes() for name in (ENCODER, HEADS, TOKENIZER)})


def _weigh(development: list[Example], lexicon: CueLexicon) -> Decision:
    model = exported_model()
    return weighed([scores_of(each, model, lexicon) for each in development])


def _examples(path: Path, lexicon: CueLexicon) -> list[Example]:
    criteria = load_yaml(DEFAULTS / "criteria" / "wt2023.yaml", CriteriaSet)
    return examples(load_rows(path), load_rows(DENIALS), criteria, lexicon)


def _network(lexicon: CueLexicon, recipe: Recipe, kept: Path | None) -> Network:
    if kept is not None and kept.exists():
        network = Network(recipe.weights)
        network.load_state_dict(torch.load(kept, weights_only=True))
        return network.eval()
    network = fit(_examples(TRAIN, lexicon), recipe)
    if kept is not None:
        torch.save(network.state_dict(), kept)
    return network


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("--network", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
