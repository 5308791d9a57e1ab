"""How far a figure would move with another sample of the same kind.

Whole units (offers, queries, documents) are drawn with replacement; what belongs to one unit stays
together. The same number of units gives the same draws, so two figures over the same units are
compared draw by draw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from app.core.evaluation.arrays import Reals

DRAWS = 2000
SEED = 20_260
LEVEL = 0.95
_BLOCK = 200  # draws held in memory at once

Statistic = Callable[[Reals], Reals]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the bounds of its 95 % interval, over ``units``. All NaN where it is not defined."""

    value: float
    low: float
    high: float
    units: int

    @property
    def is_above_zero(self) -> bool:
        return self.low > 0.0

    @property
    def is_below_zero(self) -> bool:
        return self.high < 0.0


UNKNOWN = Interval(float("nan"), float("nan"), float("nan"), 0)


def interval(rows: Reals, statistic: Statistic, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """``rows`` holds for each unit the terms of sums; ``statistic`` turns sums, one row per draw, into
    one figure per row. Percentile interval; draws in which the figure is not defined are left out."""
    units = len(rows)
    if not units:
        return UNKNOWN
    value = float(statistic(rows.sum(axis=0, keepdims=True))[0])
    if np.isnan(value):
        return UNKNOWN
    found = np.concatenate([statistic(counts @ rows) for counts in _drawn(units, draws, seed)])
    low, high = np.nanquantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(value, float(low), float(high), units)


def mean_interval(values: Reals, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """Of the mean of one value per unit. Units whose value is NaN are left out."""
    known = values[~np.isnan(values)]
    rows = np.column_stack((known, np.ones(len(known))))
    return interval(rows, lambda sums: sums[:, 0] / sums[:, 1], draws, seed)


def paired_difference(ours: Reals, theirs: Reals, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """Of the mean of ours - theirs, unit by unit. An interval that holds 0 shows no difference."""
    return mean_interval(ours - theirs, draws, seed)


def difference(
    ours: Reals, theirs: Reals, statistic: Statistic, draws: int = DRAWS, seed: int = SEED
) -> Interval:
    """Like ``interval``, of statistic(ours) - statistic(theirs) in the same draws."""
    width = ours.shape[1]
    rows = np.concatenate((ours, theirs), axis=1)
    return interval(rows, lambda sums: statistic(sums[:, :width]) - statistic(sums[:, width:]), draws, seed)


def _drawn(units: int, draws: int, seed: int) -> Iterator[Reals]:
    """How often each unit was drawn, one row per draw, in blocks."""
    generator = np.random.default_rng(seed)
    even = np.full(units, 1.0 / units)
    sizes = [min(_BLOCK, draws - start) for start in range(0, draws, _BLOCK)]
    for size in sizes:
        yield generator.multinomial(units, even, size).astype(np.float64)
