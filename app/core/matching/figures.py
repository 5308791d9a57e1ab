"""Numbers that offers give, such as years or pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.core.matching.arrays import Places, Reals
from app.core.matching.distinct import Distinct

UNKNOWN = -1.0  # not NaN, which equals nothing and so would never recur


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Each distinct set of ``width`` numbers once: ``values[i]`` are the i-th numbers of all sets."""

    distinct: Distinct[tuple[float, ...]]
    values: Reals

    @classmethod
    def empty(cls, width: int) -> Figures:
        return cls(Distinct.empty(), np.empty((width, 0)))

    def extended(self, sets: Sequence[tuple[float, ...]]) -> Figures:
        distinct, fresh = self.distinct.extended(sets)
        if not fresh:
            return Figures(distinct, self.values)
        return Figures(distinct, np.concatenate((self.values, np.array(fresh, np.float64).T), axis=1))

    def take(self, rows: Places) -> Figures:
        distinct, stay = self.distinct.take(rows)
        return Figures(distinct, self.values if stay is None else self.values[:, stay])
