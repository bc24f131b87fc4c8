"""The trained model's files: where they lie, and that they are the very bytes that training wrote."""

import hashlib
from pathlib import Path

FOLDER = Path(__file__).with_name("model")
ENCODER, TOKENIZER, HEADS, DECISION = "encoder.onnx", "tokenizer.json", "heads.npz", "decision.json"
FILES = (ENCODER, TOKENIZER, HEADS, DECISION)
SUMS = "SHA256SUMS"


class ModelRefused(Exception):
    """A model file is missing or is not the one that training wrote."""


def verified(folder: Path) -> dict[str, bytes]:
    """Every model file's bytes by name. ModelRefused where one is missing or its SHA-256 is not the one recorded."""
    try:
        sums = _sums((folder / SUMS).read_text(encoding="utf-8"))
        found = {name: (folder / name).read_bytes() for name in FILES}
    except (OSError, ValueError) as error:
        raise ModelRefused(
            f"{folder}: a model file is missing or cannot be read; install this version of the service again"
        ) from error
    for name, content in found.items():
        if hashlib.sha256(content).hexdigest() != sums.get(name):
            raise ModelRefused(
                f"{folder / name}: checksum differs from {SUMS}; install this version of the service again"
            )
    return found


def write_sums(folder: Path) -> None:
    """Records the SHA-256 of every model file, in the format of `sha256sum`."""
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def _sums(text: str) -> dict[str, str]:
    return {name: digest for digest, name in (line.split() for line in text.splitlines() if line)}
