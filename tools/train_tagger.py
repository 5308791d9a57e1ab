"""Learn the weights of the span tagger from labelled sentences that the operator supplies.

    python -m tools.train_tagger TRAIN.jsonl [--check DEV.jsonl] --out FILE.npz

Each line of the files: {"tokens": [...], "tags_knowledge": [...], "tags_skill": [...]} with BIO tags.
Needs requirements-train.txt. The same data and seed give the same file on the same machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from app.core.skills.tagger.chain import IMPOSSIBLE, INSIDE, LAYERS, OUT
from app.core.skills.tagger.features import SIZE, TEMPLATES, features
from app.core.skills.tagger.lexicon_tags import lexicon_tags
from app.core.skills.tagger.tagger import LONGEST_SENTENCE
from app.core.skills.tagger.weights import TAGS, save

EPOCHS, BATCH, RATE, DECAY, HIDDEN_SHARE, SEED = 6, 32, 0.02, 1e-4, 0.2, 1
LEAST_SEEN = 1
NUMBER = {"O": 0, "B": 1, "I": 2}


@dataclass(frozen=True)
class Example:
    """``tags`` [words, layers]."""

    words: list[str]
    tags: NDArray[np.int64]


def read(path: Path) -> list[Example]:
    """Each distinct sentence once, in parts as long as the tagger reads."""
    found: dict[tuple[str, ...], Example] = {}
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        tags = np.array([[NUMBER[tag[:1]] for tag in record[f"tags_{layer}"]] for layer in LAYERS]).T
        for first in range(0, len(record["tokens"]), LONGEST_SENTENCE):
            words = record["tokens"][first : first + LONGEST_SENTENCE]
            part = tags[first : first + LONGEST_SENTENCE].copy()
            part[0][part[0] == INSIDE] = NUMBER["B"]
            found.setdefault(tuple(words), Example(words, part))
    return list(found.values())


class Model(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.hashed = nn.Parameter(torch.zeros(SIZE, TAGS))
        self.bias = nn.Parameter(torch.zeros(TAGS))
        self.steps = nn.Parameter(torch.zeros(len(LAYERS), 3, 3))
        self.starts = nn.Parameter(torch.zeros(len(LAYERS), 3))
        self.ends = nn.Parameter(torch.zeros(len(LAYERS), 3))
        never = torch.zeros(3, 3)
        never[OUT, INSIDE] = float(IMPOSSIBLE)
        self.register_buffer("never", never)

    def scores(self, rows: torch.Tensor) -> torch.Tensor:
        """[sentences, words, layers, 3] of buckets [sentences, words, templates]; some are hidden at random."""
        flat = rows.reshape(-1, rows.shape[-1])
        kept = (torch.rand(flat.shape) >= HIDDEN_SHARE).float() / (1 - HIDDEN_SHARE)
        summed = nn.functional.embedding_bag(flat, self.hashed, mode="sum", per_sample_weights=kept)
        return (summed + self.bias).view(*rows.shape[:2], len(LAYERS), 3)

    def surprise(self, scores: torch.Tensor, tags: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
        """Minus log probability of the tags, summed. ``inside`` [sentences, words] is false for padding."""
        steps, starts = self.steps + self.never, self.starts + self.never[OUT]
        layers = torch.arange(len(LAYERS))
        total, right = starts + scores[:, 0], starts[layers, tags[:, 0]] + _picked(scores[:, 0], tags[:, 0])
        last = tags[:, 0]
        for at in range(1, scores.shape[1]):
            here = inside[:, at, None]
            reached = torch.logsumexp(total[..., None] + steps, dim=2) + scores[:, at]
            total = torch.where(here[..., None], reached, total)
            right = right + here * (steps[layers, last, tags[:, at]] + _picked(scores[:, at], tags[:, at]))
            last = torch.where(here, tags[:, at], last)
        return (torch.logsumexp(total + self.ends, dim=-1) - right - self.ends[layers, last]).sum()


def _picked(scores: torch.Tensor, tags: torch.Tensor) -> torch.Tensor:
    return scores.gather(-1, tags[..., None])[..., 0]


def learn(examples: list[Example], seed: int = SEED) -> Model:
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    words = [example.words for example in examples]
    rows = features(words, [lexicon_tags(one) for one in words]).astype(np.int64)
    seen = np.bincount(rows.ravel(), minlength=SIZE) >= LEAST_SEEN
    places = np.cumsum([0, *map(len, words)])
    model = Model()
    optimiser = torch.optim.Adam(model.parameters(), lr=RATE)
    rare = torch.from_numpy(~seen)
    batches = -(-len(examples) // BATCH)
    for step in range(EPOCHS * batches):
        if step % batches == 0:
            order = iter(list(_batches(words, chance)))
        chosen = next(order)
        batch = _padded([(rows[places[i] : places[i + 1]], examples[i].tags) for i in chosen])
        loss = model.surprise(model.scores(batch[0]), batch[1], batch[2]) / BATCH
        loss = loss + DECAY * model.hashed.square().sum()
        optimiser.param_groups[0]["lr"] = RATE * (1 - step / (EPOCHS * batches + 1))
        optimiser.zero_grad()
        loss.backward()
        model.hashed.grad[rare] = 0.0
        optimiser.step()
    return model


def _batches(words: list[list[str]], chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Sentences of about one length together, in random order."""
    lengths = np.array([len(one) for one in words]) + chance.integers(0, 8, len(words))
    order = np.argsort(lengths, kind="stable")
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    return (groups[at] for at in chance.permutation(len(groups)))


def _padded(batch: list[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> list[torch.Tensor]:
    longest = max(len(tags) for _, tags in batch)
    rows = np.zeros((len(batch), longest, len(TEMPLATES)), dtype=np.int64)
    tags = np.zeros((len(batch), longest, len(LAYERS)), dtype=np.int64)
    inside = np.zeros((len(batch), longest), dtype=bool)
    for at, (own_rows, own_tags) in enumerate(batch):
        rows[at, : len(own_tags)], tags[at, : len(own_tags)], inside[at, : len(own_tags)] = (
            own_rows,
            own_tags,
            True,
        )
    return [torch.from_numpy(array) for array in (rows, tags, inside)]


def arrays_of(model: Model) -> dict[str, NDArray[np.generic]]:
    """Rounded to whole steps of which the largest weight of a tag has 127."""
    numbers = {name: value.detach().numpy() for name, value in model.named_parameters()}
    scale = np.maximum(np.abs(numbers["hashed"]).max(axis=0), 1e-6) / 127
    numbers["hashed"] = np.rint(numbers["hashed"] / scale).astype(np.int8)
    return {**numbers, "scale": scale.astype(np.float32)}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("train", type=Path)
    arguments.add_argument("--check", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--seed", type=int, default=SEED)
    given = arguments.parse_args()
    torch.set_num_threads(1)
    save(given.out, arrays_of(learn(read(given.train), given.seed)))
    digest = hashlib.sha256(given.train.read_bytes()).hexdigest()
    sys.stdout.write(f"{given.out.name}: {given.out.stat().st_size:,} bytes, data sha256 {digest}\n")
    if given.check:
        from app.services.evaluation import skills

        sys.stdout.write(skills.run(given.check).as_text())


if __name__ == "__main__":
    main()
