"""Weights of hashed features, learned with the chain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from app.core.skills.tagger.chain import LAYERS
from app.core.skills.tagger.features import SIZE, TEMPLATES, features
from app.core.skills.tagger.lexicon_tags import lexicon_tags
from app.core.skills.tagger.weights import TAGS
from tools.tagger_chain import ChainLoss, Example, batches, padded_tags

SEEDS, ROUNDS, BATCH = 3, 6, 32
RATE, CHAIN_RATE, DECAY, HIDDEN_SHARE = 0.02, 0.005, 1e-4, 0.2


def learn_words(examples: Sequence[Example], seed: int) -> dict[str, NDArray[np.generic]]:
    """What app.core.skills.tagger.weights reads. The model is linear, so the mean of the numbers learned
    from several seeds is as good as asking all of them."""
    words = [example.words for example in examples]
    rows = features(words, [lexicon_tags(one) for one in words])
    places = np.cumsum([0, *map(len, words)])
    own = [rows[first:after] for first, after in pairwise(places)]
    learned = [_learn(examples, own, seed + number) for number in range(SEEDS)]
    return _rounded({name: np.mean([one[name] for one in learned], axis=0) for name in learned[0]})


def _learn(
    examples: Sequence[Example], rows: Sequence[NDArray[np.int32]], seed: int
) -> dict[str, NDArray[np.float32]]:
    """Features are hidden at random while learning."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    hashed, bias, chain = nn.Parameter(torch.zeros(SIZE, TAGS)), nn.Parameter(torch.zeros(TAGS)), ChainLoss()
    groups = [
        {"params": [hashed], "full": RATE},
        {"params": [bias, *chain.parameters()], "full": CHAIN_RATE},
    ]
    optimiser = torch.optim.Adam(groups)
    order = [one for _ in range(ROUNDS) for one in batches([*map(len, rows)], BATCH, chance)]
    for step, chosen in enumerate(order):
        for group in optimiser.param_groups:
            group["lr"] = group["full"] * (1 - step / len(order))
        tags, inside = padded_tags([examples[number] for number in chosen])
        scores = _scores(_padded([rows[number] for number in chosen], inside.shape[1]), hashed, bias)
        loss = chain(scores, tags, inside) / BATCH + DECAY * hashed.square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    learned = {"hashed": hashed, "bias": bias, **dict(chain.named_parameters())}
    return {name: value.detach().numpy() for name, value in learned.items()}


def _scores(rows: torch.Tensor, hashed: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """[sentences, words, layers, 3] of buckets [sentences, words, templates]."""
    flat = rows.reshape(-1, len(TEMPLATES))
    kept = (torch.rand(flat.shape) >= HIDDEN_SHARE).float() / (1 - HIDDEN_SHARE)
    summed = nn.functional.embedding_bag(flat, hashed, mode="sum", per_sample_weights=kept) + bias
    return summed.view(*rows.shape[:2], len(LAYERS), 3)


def _padded(rows: Sequence[NDArray[np.int32]], longest: int) -> torch.Tensor:
    padded = torch.zeros(len(rows), longest, len(TEMPLATES), dtype=torch.long)
    for number, own in enumerate(rows):
        padded[number, : len(own)] = torch.from_numpy(own.astype(np.int64))
    return padded


def _rounded(numbers: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.generic]]:
    """Whole steps, 127 of which are the largest weight of a tag."""
    scale = np.maximum(np.abs(numbers["hashed"]).max(axis=0), 1e-6) / 127
    whole = np.rint(numbers["hashed"] / scale).astype(np.int8)
    return {**numbers, "hashed": whole, "scale": scale.astype(np.float32)}
