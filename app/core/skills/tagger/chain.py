"""Two linear chains of the tags O, B, I over the words of a sentence: best tags and their certainty.

Scores are [sentences, words, layers, 3], layers being LAYERS; sentences shorter than the longest are
padded. Lafferty, McCallum, Pereira (2001), "Conditional random fields".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float32]
LAYERS = ("knowledge", "skill")
OUT, BEGIN, INSIDE = range(3)
IMPOSSIBLE = np.float32(-1e4)


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """``steps`` [layers, 3, 3] from tag to tag, ``starts`` and ``ends`` [layers, 3]."""

    steps: Reals
    starts: Reals
    ends: Reals

    @classmethod
    def of(cls, steps: Reals, starts: Reals, ends: Reals) -> Chain:
        """With IMPOSSIBLE where INSIDE would follow nothing."""
        steps, starts = steps.astype(np.float32), starts.astype(np.float32)
        steps[:, OUT, INSIDE] = IMPOSSIBLE
        starts[:, INSIDE] = IMPOSSIBLE
        return cls(steps, starts, ends.astype(np.float32))


def best_tags(scores: Reals, lengths: NDArray[np.int64], chain: Chain) -> NDArray[np.int64]:
    """[sentences, words, layers]; what stands behind a sentence's length means nothing (Viterbi)."""
    words = scores.shape[1]
    best = chain.starts + scores[:, 0]
    came: list[NDArray[np.int64]] = []
    last = best.copy()
    for at in range(1, words):
        reached = best[..., :, None] + chain.steps
        came.append(reached.argmax(axis=2))
        best = reached.max(axis=2) + scores[:, at]
        last[lengths == at + 1] = best[lengths == at + 1]
    tags = np.zeros(scores.shape[:3], dtype=np.int64)
    final = (last + chain.ends).argmax(axis=-1)
    current = final
    for at in range(words - 1, -1, -1):
        current = np.where((lengths > at + 1)[:, None], current, final)
        tags[:, at] = current
        if at:
            current = np.take_along_axis(came[at - 1], current[..., None], axis=2)[..., 0]
    return tags


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Log sums over all ways to tag: before and with a word, after it, and in all [sentences, layers]."""

    scores: Reals
    forward: Reals
    backward: Reals
    total: Reals
    chain: Chain

    def certainty(self, sentence: int, layer: int, start: int, end: int, length: int) -> float:
        """Probability that exactly this span is marked, 0 to 1."""
        steps = self.chain.steps[layer]
        scores = self.scores[sentence, :, layer]
        path = self.forward[sentence, start, layer, BEGIN] + scores[start + 1 : end, INSIDE].sum()
        if end - start > 1:
            path += steps[BEGIN, INSIDE] + (end - start - 2) * steps[INSIDE, INSIDE]
        last = BEGIN if end - start == 1 else INSIDE
        if end == length:
            path += self.chain.ends[layer, last]
        else:
            after = steps[last, :INSIDE] + scores[end, :INSIDE] + self.backward[sentence, end, layer, :INSIDE]
            path += _log_sum(after[None])[0]
        return float(np.clip(np.exp(path - self.total[sentence, layer]), 0.0, 1.0))

    def nothing(self, lengths: NDArray[np.int64]) -> Reals:
        """[sentences]: probability that no span of any layer is marked."""
        inside = np.arange(self.scores.shape[1]) < lengths[:, None]
        path = np.where(inside[..., None], self.scores[..., OUT], 0.0).sum(axis=1)
        path += self.chain.starts[:, OUT] + self.chain.ends[:, OUT]
        path += (lengths[:, None] - 1) * self.chain.steps[:, OUT, OUT]
        chance: Reals = np.exp((path - self.total).sum(axis=1))
        return np.clip(chance, 0.0, 1.0)


def sums(scores: Reals, lengths: NDArray[np.int64], chain: Chain) -> Sums:
    """Forward and backward sums; ``lengths`` are at least 1."""
    words = scores.shape[1]
    forward = np.zeros_like(scores)
    forward[:, 0] = chain.starts + scores[:, 0]
    for at in range(1, words):
        forward[:, at] = _log_sum(np.moveaxis(forward[:, at - 1, :, :, None] + chain.steps, 2, -1))
        forward[:, at] += scores[:, at]
    backward = np.zeros_like(scores)
    backward[:, words - 1] = chain.ends
    for at in range(words - 2, -1, -1):
        after = _log_sum(chain.steps + (scores[:, at + 1] + backward[:, at + 1])[:, :, None, :])
        backward[:, at] = np.where((lengths > at + 1)[:, None, None], after, chain.ends)
    total = _log_sum(forward[np.arange(len(lengths)), lengths - 1] + chain.ends)
    return Sums(scores, forward, backward, total, chain)


def _log_sum(values: Reals) -> Reals:
    """Over the last axis."""
    most = values.max(axis=-1, keepdims=True)
    summed: Reals = np.log(np.exp(values - most).sum(axis=-1)) + most[..., 0]
    return summed
