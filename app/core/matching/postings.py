"""For each code the rows that have it, so that only rows with something in common are ever touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.core.matching.arrays import Ints, Places, Reals


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Code ``c`` is had by ``rows[starts[c]:starts[c + 1]]``, each row once, of ``count`` in all."""

    starts: Places
    rows: Ints
    count: int

    @classmethod
    def empty(cls) -> Postings:
        return cls(np.zeros(1, np.int64), np.empty(0, np.int32), 0)

    def extended(self, rows: Sequence[Sequence[int]], codes: int) -> Postings:
        """With ``rows`` of distinct codes after the present ones; ``codes`` is how many there are now."""
        if not any(rows):
            return self._without_more(len(rows), codes)
        lengths = [len(row) for row in rows]
        having = np.array([code for row in rows for code in row], np.int64)
        order = np.argsort(having, kind="stable")
        fresh = np.repeat(np.arange(self.count, self.count + len(rows), dtype=np.int32), lengths)[order]
        starts = np.full(codes + 1, self.starts[-1])
        starts[: len(self.starts)] = self.starts
        merged = np.insert(self.rows, starts[having[order] + 1], fresh) if len(self.rows) else fresh
        starts[1:] += np.cumsum(np.bincount(having, minlength=codes))
        return Postings(starts, merged, self.count + len(rows))

    def _without_more(self, rows: int, codes: int) -> Postings:
        """With rows that have no code."""
        more = codes + 1 - len(self.starts)
        starts = np.append(self.starts, np.full(more, self.starts[-1])) if more else self.starts
        return Postings(starts, self.rows, self.count + rows)

    def take(self, chosen: Places) -> Postings:
        """The chosen rows under their new numbers. No row may be chosen twice."""
        number = np.full(self.count, -1, np.int32)
        number[chosen] = np.arange(len(chosen), dtype=np.int32)
        renamed = number[self.rows]
        stay = renamed >= 0
        before: Places = np.concatenate((np.zeros(1, np.int64), np.cumsum(stay, dtype=np.int64)))
        return Postings(before[self.starts], renamed[stay], len(chosen))

    def sums(self, codes: Places, values: Reals) -> Reals:
        """Per row the sum of the values of those distinct ``codes`` that it has.

        The values are whole numbers, so the sums are exact and the order of the codes cannot matter.
        """
        if not len(codes):
            return np.zeros(self.count)
        starts = self.starts[codes]
        lengths = self.starts[codes + 1] - starts
        before = np.cumsum(lengths) - lengths
        places = np.arange(lengths.sum()) + np.repeat(starts - before, lengths)
        worth = np.repeat(values, lengths)
        sums: Reals = np.bincount(self.rows[places], worth, minlength=self.count).astype(np.float64)
        return sums
