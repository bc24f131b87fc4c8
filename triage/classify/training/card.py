"""The model's card: what it was made from and with. Scores and limits stand in `docs/classification.md`."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from triage.classify.model_files import FILES
from triage.classify.training.fit import Recipe

CARD = "card.json"
_PACKAGES = ("torch", "transformers", "tokenizers", "onnx", "onnxruntime", "numpy", "scikit-learn", "spacy")


def write_card(folder: Path, recipe: Recipe, data: Sequence[Path]) -> None:
    """`card.json` in the folder."""
    card = {
        "task": "Evidence and values of safeguarding review criteria in an English referral: decision support",
        "base": "all-MiniLM-L6-v2 (Apache-2.0), 6 layers, 384 wide; int8 by dynamic quantisation per channel",
        "recipe": {key: value for key, value in asdict(recipe).items() if key != "weights"},
        "base_sha256": _digest(recipe.weights / "model.safetensors"),
        "data_sha256": {path.name: _digest(path) for path in data},
        "packages": {name: version(name) for name in _PACKAGES},
        "files_sha256": {name: _digest(folder / name) for name in FILES},
    }
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
