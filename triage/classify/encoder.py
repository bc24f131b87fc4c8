# mypy: disable-error-code="import-untyped"
"""The trained reader: sentences in, scores for each sentence and for the whole text out. Decides nothing.

The encoder runs in onnxruntime, one window at a time and never padded, so that the same text gives the same scores
whatever was read before it. The heads are a few small matrices, worked out here in numpy.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from triage.classify.model_files import ENCODER, HEADS, TOKENIZER
from triage.classify.readings import Sentence
from triage.classify.targets import CLASSES, KEYS
from triage.classify.windows import Window, windows

Matrix = npt.NDArray[np.float32]

MAX_SENTENCES = 1500  # of one text that the model reads, and
MAX_WINDOWS = 12  # so many windows, some ten pages of print: beyond any referral; the rules read on
THREADS = 2
UNKNOWN = 100  # the encoder's mark for what it cannot read
_OWNERS = np.array([index for index, key in enumerate(KEYS) for _ in CLASSES[key]])


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelReading:
    """Scores as log odds. Columns are `KEYS`; `values` holds every value of every key, one key after another."""

    evidence: Matrix  # sentences x keys: the sentence speaks for the key
    denial: Matrix  # sentences x keys: it denies it, or only seems to speak of it
    values: Matrix


class SentenceModel:
    """Built once from verified files; used by one thread at a time."""

    def __init__(self, files: dict[str, bytes]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leaves the cores to others
        options.add_session_config_entry("session.disable_quant_qdq", "1")  # widens the weights once, not at each text
        self._session = onnxruntime.InferenceSession(files[ENCODER], options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = Tokenizer.from_buffer(files[TOKENIZER])
        with np.load(io.BytesIO(files[HEADS]), allow_pickle=False) as heads:
            self._heads: dict[str, Matrix] = {name: heads[name].astype(np.float32) for name in heads.files}

    def read(self, sentences: Sequence[Sentence]) -> ModelReading | None:
        """Scores of the first sentences, as many as the model reads; None where there is nothing to read."""
        some = sentences[:MAX_SENTENCES]
        if not some:
            return None
        encoded = self._tokenizer.encode_batch([_readable(each.plain) for each in some], add_special_tokens=False)
        ids = [each.ids or [UNKNOWN] for each in encoded]
        breaks = frozenset(i for i in range(1, len(some)) if some[i].section != some[i - 1].section)
        packed = windows(ids, breaks)[:MAX_WINDOWS]
        return self._scored(self._vectors(packed, packed[-1].places[-1][0] + 1))

    def _vectors(self, found: Sequence[Window], sentences: int) -> Matrix:
        """The mean of each sentence's token states; of a sentence in two windows, the mean of both."""
        width = self._heads["evidence.weight"].shape[1]
        sums, counts = np.zeros((sentences, width), np.float32), np.zeros((sentences, 1), np.float32)
        for window in found:
            tokens = np.array([window.tokens], np.int64)
            inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
            states = self._session.run(None, inputs)[0][0]
            for sentence, start, end in window.places:
                sums[sentence] += states[start:end].mean(0)
                counts[sentence] += 1
        return sums / counts

    def _scored(self, vectors: Matrix) -> ModelReading:
        evidence, denial = self._linear("evidence", vectors), self._linear("denial", vectors)
        weights = _softmax(self._linear("attention", vectors) + evidence)
        pooled = weights.T @ vectors
        top = evidence.max(0)
        hints = np.stack([top, top + np.log(np.exp(evidence - top).sum(0)), denial.max(0)], axis=1)
        own = (pooled[_OWNERS] * self._heads["pooled"]).sum(1) + (hints[_OWNERS] * self._heads["hints"]).sum(1)
        return ModelReading(evidence=evidence, denial=denial, values=own + self._linear("whole", vectors.mean(0)))

    def _linear(self, name: str, vectors: Matrix) -> Matrix:
        answer: Matrix = vectors @ self._heads[f"{name}.weight"].T + self._heads[f"{name}.bias"]
        return answer


def _readable(text: str) -> str:
    """The text without halves of characters, which no encoding knows."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _softmax(scores: Matrix) -> Matrix:
    """Down the sentences, each key by itself."""
    shifted = np.exp(scores - scores.max(0))
    answer: Matrix = shifted / shifted.sum(0)
    return answer
