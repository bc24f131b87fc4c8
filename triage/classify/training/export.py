# mypy: disable-error-code="import-not-found, import-untyped, misc"
"""Writes the network for the service: encoder as ONNX with weights of one byte, heads as matrices, the tokenizer.

Each output of a layer, and each word, has its own scale. The service widens the weights again when it loads them and
reckons in full precision: the file is a quarter of the size, and scores stay within a few hundredths.
"""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from triage.classify.model_files import ENCODER, HEADS, TOKENIZER
from triage.classify.training.fit import plain_tokenizer
from triage.classify.training.network import Network

OPSET = 17
LARGE = 50_000  # numbers: smaller matrices stay as they are
_MOST = 127


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
        model = onnx.load(full)
    _narrow(model.graph)
    (folder / ENCODER).write_bytes(model.SerializeToString())
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


def _narrow(graph: Any) -> None:
    """Every large matrix of the graph as bytes and scales, with a node that widens it."""
    large = {each.name: each for each in graph.initializer if len(each.dims) == 2 and np.prod(each.dims) > LARGE}
    readers = {name: node for node in graph.node for name in node.input if name in large}
    widening = []
    for name, matrix in large.items():
        axis = 1 if readers[name].op_type == "MatMul" else 0  # outputs stand in columns, words in rows
        narrow, scale = _as_bytes(numpy_helper.to_array(matrix), axis)
        graph.initializer.remove(matrix)
        parts = {f"{name}_bytes": narrow, f"{name}_scale": scale, f"{name}_zero": np.zeros(scale.shape, np.int8)}
        graph.initializer.extend(numpy_helper.from_array(part, own) for own, part in parts.items())
        widening.append(helper.make_node("DequantizeLinear", list(parts), [name], axis=axis))
    nodes = [*widening, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def _as_bytes(matrix: npt.NDArray[np.float32], axis: int) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    scale = np.abs(matrix).max(axis=1 - axis, keepdims=True) / _MOST
    scale[scale == 0] = 1.0
    narrow = np.clip(np.round(matrix / scale), -_MOST, _MOST).astype(np.int8)
    return narrow, scale.reshape(-1).astype(np.float32)
