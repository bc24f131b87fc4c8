# mypy: disable-error-code="import-not-found, misc, no-any-return"
"""The network: an encoder's token states to sentence vectors, and heads for sentences and for the whole text."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from triage.classify.targets import CLASSES, KEYS

WIDTHS = tuple(len(CLASSES[key]) for key in KEYS)
TOTAL = sum(WIDTHS)


class Heads(nn.Module):
    """Sentence vectors of one text in; evidence, denial and value scores out. The service repeats it in numpy."""

    def __init__(self, width: int) -> None:
        super().__init__()
        keys = len(KEYS)
        self.evidence = nn.Linear(width, keys)
        self.denial = nn.Linear(width, keys)
        self.attention = nn.Linear(width, keys)
        self.pooled = nn.Parameter(torch.randn(TOTAL, width) * 0.02)
        self.whole = nn.Linear(width, TOTAL)
        self.hints = nn.Parameter(torch.zeros(TOTAL, 3))
        owners = [index for index, each in enumerate(WIDTHS) for _ in range(each)]
        self.register_buffer("owner", torch.tensor(owners))

    def forward(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(sentences x keys, sentences x keys, all values)."""
        evidence, denial = self.evidence(vectors), self.denial(vectors)
        weights = torch.softmax(self.attention(vectors) + evidence, dim=0)
        pooled = weights.T @ vectors  # keys x width
        hints = torch.stack([evidence.amax(0), torch.logsumexp(evidence, 0), denial.amax(0)], dim=1)
        own = (pooled[self.owner] * self.pooled).sum(1) + (hints[self.owner] * self.hints).sum(1)
        return evidence, denial, own + self.whole(vectors.mean(0))


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            str(weights),
            add_pooling_layer=False,
            local_files_only=True,
            attention_probs_dropout_prob=0.0,  # costs half of the training's time and gains nothing
            attn_implementation="eager",
        )
        self.dropout = nn.Dropout(0.1)
        self.heads = Heads(self.encoder.config.hidden_size)

    def states(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Token states of a batch of windows."""
        return self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state


def sentence_vectors(states: Tensor, places: Sequence[Sequence[tuple[int, int, int]]], sentences: int) -> Tensor:
    """The mean of each sentence's token states; a sentence that stands in two windows gets the mean of both."""
    parts: list[list[Tensor]] = [[] for _ in range(sentences)]
    for window, found in zip(states, places, strict=True):
        for sentence, start, end in found:
            parts[sentence].append(window[start:end].mean(0))
    return torch.stack([torch.stack(each).mean(0) for each in parts])
