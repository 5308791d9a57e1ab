"""The chain of tags as a loss to learn by; app.core.skills.tagger.chain is its reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from app.core.skills.tagger.chain import IMPOSSIBLE, INSIDE, LAYERS, OUT


@dataclass(frozen=True)
class Example:
    """``tags`` [words, layers]."""

    words: tuple[str, ...]
    tags: NDArray[np.int64]


class ChainLoss(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(len(LAYERS), 3, 3))
        self.starts = nn.Parameter(torch.zeros(len(LAYERS), 3))
        self.ends = nn.Parameter(torch.zeros(len(LAYERS), 3))
        never = torch.zeros(3, 3)
        never[OUT, INSIDE] = float(IMPOSSIBLE)
        self.register_buffer("never", never)

    def forward(self, scores: torch.Tensor, tags: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
        """Minus log probability of ``tags`` [sentences, words, layers], summed.

        ``scores`` has 3 more in a last axis; ``inside`` [sentences, words] is false for padding.
        """
        steps, starts = self.steps + self.never, self.starts + self.never[OUT]
        layers = torch.arange(len(LAYERS))
        own = scores.gather(-1, tags[..., None])[..., 0]
        last = tags[:, 0]
        total, right = starts + scores[:, 0], starts[layers, last] + own[:, 0]
        for at in range(1, scores.shape[1]):
            here = inside[:, at, None]
            reached = torch.logsumexp(total[..., None] + steps, dim=2) + scores[:, at]
            total = torch.where(here[..., None], reached, total)
            right = right + here * (steps[layers, last, tags[:, at]] + own[:, at])
            last = torch.where(here, tags[:, at], last)
        return (torch.logsumexp(total + self.ends, dim=-1) - right - self.ends[layers, last]).sum()


def batches(lengths: Sequence[int], size: int, chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Numbers of sentences, those of about one length together, the groups in random order."""
    order = np.argsort(np.asarray(lengths) + chance.integers(0, 8, len(lengths)), kind="stable")
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    return (groups[at] for at in chance.permutation(len(groups)))


def padded_tags(examples: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    """Tags, and where they are more than padding."""
    longest = max(len(example.tags) for example in examples)
    tags = torch.zeros(len(examples), longest, len(LAYERS), dtype=torch.long)
    inside = torch.zeros(len(examples), longest, dtype=torch.bool)
    for number, example in enumerate(examples):
        tags[number, : len(example.tags)] = torch.from_numpy(example.tags)
        inside[number, : len(example.tags)] = True
    return tags, inside


def parts(words: Sequence[str], tags: NDArray[np.int64], longest: int) -> Iterator[Example]:
    """A sentence in parts of at most ``longest`` words; a span that a cut parts begins anew."""
    for first in range(0, len(words), longest):
        part = tags[first : first + longest].copy()
        part[0][part[0] == INSIDE] = 1
        yield Example(tuple(words[first : first + longest]), part)
