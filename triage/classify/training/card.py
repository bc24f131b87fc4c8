"""The model's card: what it was made from and with, and its scores. Limits stand in `docs/classification.md`."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from triage.classify.model_files import FILES
from triage.classify.training.fit import Recipe

CARD = "card.json"
LIMITS = (
    "It suggests; people decide. English only. It reads the first twelve windows of 512 tokens of a text.",
    "Texts under twenty words are left to the cue rules, and it is never read without them.",
    "Trained and measured on invented referrals; no judged case of a partnership was seen.",
)
FAILURES = (
    "Concern about one agency is its weakest key: it fires where several are criticised.",
    "Suspicion that was raised and then excluded is often still read as suspected, above all in press style.",
    "A conviction of somebody else, or an old finding beside a new enquiry, tips known against suspected.",
    "A death or another area that is only implied is at times missed.",
)
_PACKAGES = ("torch", "transformers", "tokenizers", "onnx", "onnxruntime", "numpy", "scikit-learn", "spacy")


def write_card(folder: Path, recipe: Recipe, data: Sequence[Path], scores: Mapping[str, Any]) -> None:
    """`card.json` in the folder."""
    card = {
        "task": "Evidence and values of safeguarding review criteria in an English referral: decision support",
        "base": "all-MiniLM-L6-v2 (Apache-2.0), 6 layers, 384 wide; weights of one byte, a scale for each output",
        "recipe": {key: value for key, value in asdict(recipe).items() if key != "weights"},
        "base_sha256": _digest(recipe.weights / "model.safetensors"),
        "data_sha256": {path.name: _digest(path) for path in data},
        "scores": scores,
        "limits": LIMITS,
        "known_failures": FAILURES,
        "packages": {name: version(name) for name in _PACKAGES},
        "files_sha256": {name: _digest(folder / name) for name in FILES},
    }
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
