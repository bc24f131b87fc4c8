# mypy: disable-error-code="import-not-found, import-untyped, misc"
"""Writes the network for the service: the encoder as int8 ONNX, the heads as matrices, the tokenizer as it is."""

import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from triage.classify.model_files import ENCODER, HEADS, TOKENIZER
from triage.classify.training.fit import plain_tokenizer
from triage.classify.training.network import Network

OPSET = 17


class _States(nn.Module):
    """The encoder alone, with its two inputs in order."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        return self.network.states(input_ids, attention_mask)


def export(network: Network, weights: Path, folder: Path) -> None:
    """Encoder, heads and tokenizer into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        _export_encoder(network, full)
        quantize_dynamic(full, folder / ENCODER, weight_type=QuantType.QInt8, per_channel=True)
    heads = {name: value.numpy() for name, value in network.heads.state_dict().items() if name != "owner"}
    np.savez(folder / HEADS, **heads)
    plain_tokenizer(weights).save(str(folder / TOKENIZER), pretty=False)


def _export_encoder(network: Network, path: Path) -> None:
    tokens = torch.ones((1, 16), dtype=torch.long)
    torch.onnx.export(
        _States(network).eval(),
        (tokens, torch.ones_like(tokens)),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["states"],
        dynamic_axes={"input_ids": {0: "texts", 1: "tokens"}, "attention_mask": {0: "texts", 1: "tokens"}},
        opset_version=OPSET,
        dynamo=False,
    )
