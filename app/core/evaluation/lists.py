"""How good a ranked list of distinct ids is, when it is known which are relevant."""

from __future__ import annotations

from collections.abc import Sequence, Set
from math import log2


def precision_at(depth: int, found: Sequence[int], relevant: Set[int]) -> float:
    """Share of the first ``depth`` places that hold something relevant; an empty place is a miss."""
    return sum(item in relevant for item in found[:depth]) / depth


def ndcg_at(depth: int, found: Sequence[int], relevant: Set[int]) -> float:
    """With gain 1 for what is relevant. NaN when nothing is."""
    best = sum(1 / log2(rank + 2) for rank in range(min(depth, len(relevant))))
    reached = sum(1 / log2(rank + 2) for rank, item in enumerate(found[:depth]) if item in relevant)
    return reached / best if best else float("nan")


def reciprocal_rank(found: Sequence[int], relevant: Set[int]) -> float:
    """1 / rank of the first relevant one, 0 when the list has none."""
    return next((1 / rank for rank, item in enumerate(found, 1) if item in relevant), 0.0)
