# mypy: disable-error-code="import-not-found, misc, no-any-return"
"""Fits the network to examples: batches, losses, schedule. The same seed gives the same weights on the same machine."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import structlog
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from triage.classify.targets import KEYS, PART_A
from triage.classify.training.examples import Example
from triage.classify.training.network import WIDTHS, Network, sentence_vectors
from triage.classify.training.rename import load_names
from triage.classify.training.variation import Line, Text, Variation
from triage.classify.windows import Window, windows

log = structlog.get_logger()
MASK = 103  # the encoder's mark for a hidden word


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything that a training run depends on beside its data."""

    weights: Path  # folder of the encoder's starting weights, with its tokenizer.json
    seed: int = 7
    epochs: int = 12
    batch: int = 12
    encoder_rate: float = 6e-5
    layer_share: float = 0.9  # each layer's rate beside that of the layer above it
    head_rate: float = 2e-3
    most_weight: float = 6.0  # a rare key's positive sentences count at most so many times
    denial_weight: float = 3.0
    evidence_share: float = 1.5
    part_a_weight: float = 1.5
    pair_share: float = 1.0
    margin: float = 2.0
    hidden: float = 0.08  # share of words hidden in training
    smoothing: float = 0.05
    memory: float = 0.99  # of the running mean of weights that is kept in the end


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    """A text, or one version of it, as numbers."""

    example: Example
    windows: list[Window]
    values: Mapping[str, int]
    evidence: Tensor
    denied: Tensor


def plain_tokenizer(weights: Path) -> Tokenizer:
    """The tokenizer of the starting weights, which neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def fit(found: Sequence[Example], recipe: Recipe) -> Network:
    """A network fitted to the examples, in the order of the seed: the running mean of its weights."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311 - order of training, no secret
    tokenizer = plain_tokenizer(recipe.weights)
    network = Network(recipe.weights)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.memory))
    texts = [as_text(each) for each in found]
    variation = Variation(texts, [each.lower() for each in load_names().elsewhere.values()], chance)
    weights = _evidence_weights(texts, recipe.most_weight)
    optimiser = torch.optim.AdamW(_parameters(network, recipe), weight_decay=0.01, fused=True)
    batches_an_epoch = -(-len(found) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _slope(batches_an_epoch * recipe.epochs))
    network.train()
    for epoch in range(recipe.epochs):
        total = 0.0
        drawn = [_numbers(each, variation.drawn(text), tokenizer) for each, text in zip(found, texts, strict=True)]
        for batch in _batches(drawn, recipe.batch, chance):
            loss = _loss(network, batch, weights, recipe, chance)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(network)
            total += loss.item()
        log.info("epoch", number=epoch, loss=round(total / batches_an_epoch, 4))
    return mean.module.eval()


def read_texts(network: Network, found: Sequence[Example], recipe: Recipe) -> list[tuple[Tensor, Tensor, Tensor]]:
    """What the network says of each example: evidence, denials, values."""
    tokenizer = plain_tokenizer(recipe.weights)
    said = []
    with torch.inference_mode():
        for each in found:
            prepared = _numbers(each, as_text(each), tokenizer)
            tokens, mask = _padded(prepared.windows, 0.0, random.Random(0))  # noqa: S311
            states = network.states(tokens, mask)
            vectors = sentence_vectors(states, [w.places for w in prepared.windows], len(each.reading.sentences))
            said.append(network.heads(vectors))
    return said


def as_text(example: Example) -> Text:
    """The example as it may be varied."""
    lines = zip(example.reading.sentences, example.evidence, example.denied, strict=True)
    return Text(
        lines=tuple(Line(plain=s.plain, section=s.section, evidence=own, denied=no) for s, own, no in lines),
        values=example.values,
        flips=example.flips,
    )


def _parameters(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """Heads fast, layers slower the lower they lie: what the encoder knows of words is worth keeping."""
    layers = [network.encoder.embeddings, *network.encoder.encoder.layer]
    groups = [
        {"params": list(layer.parameters()), "lr": recipe.encoder_rate * recipe.layer_share**depth}
        for depth, layer in enumerate(reversed(layers))
    ]
    return [*groups, {"params": list(network.heads.parameters()), "lr": recipe.head_rate}]


def _numbers(example: Example, text: Text, tokenizer: Tokenizer) -> _Prepared:
    ids = [tokenizer.encode(each.plain, add_special_tokens=False).ids or [MASK] for each in text.lines]
    breaks = frozenset(i for i in range(1, len(ids)) if text.lines[i].section != text.lines[i - 1].section)
    return _Prepared(
        example=example,
        windows=windows(ids, breaks),
        values=text.values,
        evidence=_marks(each.evidence for each in text.lines),
        denied=_marks(each.denied for each in text.lines),
    )


def _marks(found: Iterable[frozenset[str]]) -> Tensor:
    return torch.tensor([[float(key in each) for key in KEYS] for each in found])


def _batches(prepared: Sequence[_Prepared], size: int, chance: random.Random) -> list[list[_Prepared]]:
    """Batches of texts of like length, pairs together, in a new order each time."""
    groups: dict[str, list[_Prepared]] = {}
    for each in prepared:
        groups.setdefault(each.example.group, []).append(each)
    ordered = list(groups.values())
    chance.shuffle(ordered)
    ordered.sort(key=lambda group: max(len(w.tokens) for each in group for w in each.windows) + chance.randrange(60))
    flat = list(chain.from_iterable(ordered))
    batches = [flat[start : start + size] for start in range(0, len(flat), size)]
    chance.shuffle(batches)
    return batches


def _padded(found: Sequence[Window], hidden: float, chance: random.Random) -> tuple[Tensor, Tensor]:
    longest = max(len(each.tokens) for each in found)
    tokens = torch.zeros((len(found), longest), dtype=torch.long)
    mask = torch.zeros((len(found), longest), dtype=torch.long)
    for row, each in enumerate(found):
        ids = [MASK if hidden and i > MASK and chance.random() < hidden else i for i in each.tokens]
        tokens[row, : len(ids)] = torch.tensor(ids)
        mask[row, : len(ids)] = 1
    return tokens, mask


def _loss(
    network: Network, batch: Sequence[_Prepared], weights: Tensor, recipe: Recipe, chance: random.Random
) -> Tensor:
    tokens, mask = _padded([window for each in batch for window in each.windows], recipe.hidden, chance)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.states(tokens, mask)
    states = network.dropout(states.float())
    total, first, values = torch.zeros(()), 0, []
    for each in batch:
        places = [window.places for window in each.windows]
        vectors = sentence_vectors(states[first : first + len(places)], places, len(each.evidence))
        first += len(places)
        evidence, denial, said = network.heads(vectors)
        total = total + recipe.evidence_share * _sentence_loss(each, evidence, denial, weights, recipe)
        total = total + _value_loss(each, said, recipe)
        values.append(said)
    return total / len(batch) + recipe.pair_share * _pair_loss(batch, values, recipe)


def _sentence_loss(each: _Prepared, evidence: Tensor, denial: Tensor, weights: Tensor, recipe: Recipe) -> Tensor:
    importance = 1 + (recipe.denial_weight - 1) * each.denied * (1 - each.evidence)
    loss = nn.functional.binary_cross_entropy_with_logits(
        evidence, each.evidence, weight=importance, pos_weight=weights
    )
    if each.example.denials_known:
        strong = torch.full((len(KEYS),), 3.0)
        loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(denial, each.denied, pos_weight=strong)
    return loss


def _value_loss(each: _Prepared, said: Tensor, recipe: Recipe) -> Tensor:
    parts = [
        nn.functional.cross_entropy(own, torch.tensor(each.values[key]), label_smoothing=recipe.smoothing)
        * (recipe.part_a_weight if key in PART_A else 1.0)
        for key, own in zip(KEYS, torch.split(said, WIDTHS), strict=True)
        if key in each.values
    ]
    return torch.stack(parts).sum() / len(KEYS) if parts else torch.zeros(())


def _pair_loss(batch: Sequence[_Prepared], values: Sequence[Tensor], recipe: Recipe) -> Tensor:
    """Two texts that differ in one key's value are to be ordered on that key, by a margin."""
    parts = []
    for index, each in enumerate(batch):
        for other in range(index + 1, len(batch)):
            if batch[other].example.group == each.example.group:
                parts += _flips(each, batch[other], (values[index], values[other]), recipe.margin)
    return torch.stack(parts).mean() if parts else torch.zeros(())


def _flips(one: _Prepared, two: _Prepared, said: tuple[Tensor, Tensor], margin: float) -> list[Tensor]:
    first, second = (torch.split(each, WIDTHS) for each in said)
    found = []
    for key in one.example.flips:
        index = KEYS.index(key)
        here, there = one.example.values[key], two.example.values[key]
        if here != there:
            lead = (first[index][here] - first[index][there]) - (second[index][here] - second[index][there])
            found.append(nn.functional.softplus(margin - lead))
    return found


def _evidence_weights(texts: Iterable[Text], most: float) -> Tensor:
    marked = _marks(line.evidence for text in texts for line in text.lines)
    positive = marked.sum(0).clamp(min=1)
    return ((len(marked) - positive) / positive).sqrt().clamp(1, most)


def _slope(steps: int):  # type: ignore[no-untyped-def]
    """Warm-up over the first tenth, then down to nothing."""
    rise = max(1, steps // 10)
    return lambda step: min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))
