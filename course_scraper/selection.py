"""The first few of a ranking, from more than one partner where others are as good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

PARTNER_STEP: Final = 0.005
"""What each course of the same partner that stands above costs."""
EQUAL: Final = 0.002
"""Scores that are closer than this are a tie, which the rating decides."""
_POOL: Final = 8


@dataclass(frozen=True, slots=True)
class Candidates:
    """All [n]. Only ``usable`` rows are chosen; ``partners`` are codes, ``ratings`` 0 when unknown."""

    order: NDArray[np.float32]
    usable: NDArray[np.bool_]
    ratings: NDArray[np.float32]
    partners: NDArray[np.int32]


def choose(candidates: Candidates, limit: int) -> list[int]:
    """Rows, the best first. The same input gives the same rows: the last tie goes to the earlier row."""
    pool = _pool(candidates, limit)
    chosen: list[int] = []
    above: dict[int, int] = {}
    while pool and len(chosen) < limit:
        best = max(pool, key=lambda item: item[0] - PARTNER_STEP * above.get(item[2], 0))
        pool.remove(best)
        above[best[2]] = above.get(best[2], 0) + 1
        chosen.append(best[1])
    return chosen


def _pool(candidates: Candidates, limit: int) -> list[tuple[float, int, int]]:
    """Order, row and partner of the best, a multiple of ``limit``, sorted with ties broken."""
    rows = np.flatnonzero(candidates.usable)
    count = min(max(limit, 0) * _POOL, len(rows))
    if not count:
        return []
    order = candidates.order[rows]
    least = np.partition(order, len(order) - count)[len(order) - count]
    rows = rows[order >= least]
    steps = np.round(candidates.order[rows] / EQUAL)
    sorted_rows = rows[np.lexsort((rows, -candidates.ratings[rows], -steps))][:count]
    top = np.round(candidates.order[sorted_rows] / EQUAL) * EQUAL
    return [
        (float(value), int(row), int(partner))
        for value, row, partner in zip(top, sorted_rows, candidates.partners[sorted_rows], strict=True)
    ]
