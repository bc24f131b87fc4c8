"""What a full-size encoder would cost beside ours: seconds for the same tokens, and megabytes.

    python -m benchmarks.full_size_encoder

Needs the packages of the dependency group `training`. The full-size encoder (12 layers, 768 wide) has weights by
chance, which run as fast as trained ones; both run in onnxruntime with the same settings, one text at a time.
"""

import tempfile
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from transformers import BertConfig, BertModel

from triage.classify.encoder import THREADS
from triage.classify.model_files import ENCODER, FOLDER

LENGTHS = (100, 200, 400)  # tokens
ROUNDS = 12


def session(content: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.log_severity_level = 3
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


class States(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder = BertModel(BertConfig(attn_implementation="eager"), add_pooling_layer=False)

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state


def full_size() -> bytes:
    model = States().eval()
    tokens = torch.ones((1, 16), dtype=torch.long)
    axes = {"input_ids": {1: "tokens"}, "attention_mask": {1: "tokens"}}
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "full.onnx"
        names = ["input_ids", "attention_mask"]
        torch.onnx.export(
            model, (tokens, tokens), str(path), input_names=names, dynamic_axes=axes, opset_version=17, dynamo=False
        )
        return path.read_bytes()


def seconds(running: onnxruntime.InferenceSession, length: int) -> float:
    tokens = np.full((1, length), 2000, np.int64)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        running.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    ours, full = (FOLDER / ENCODER).read_bytes(), full_size()
    small, large = session(ours), session(full)
    print(f"file: ours {len(ours) / 1e6:.0f} MB, full size {len(full) / 1e6:.0f} MB")
    for length in LENGTHS:
        a, b = seconds(small, length), seconds(large, length)
        print(f"{length} tokens: ours {a * 1000:.1f} ms, full size {b * 1000:.1f} ms, ratio {b / a:.1f}")


if __name__ == "__main__":
    main()
