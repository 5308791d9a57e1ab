"""Rows of different length in one array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """Row ``i`` is ``values[starts[i]:starts[i + 1]]``, the last one runs to the end.

    No row is empty: every row begins with 0, a code that stands for nothing, because
    ``np.add.reduceat`` gives a wrong sum for an empty row.
    """

    starts: Int64
    values: Int32

    @classmethod
    def empty(cls) -> Ragged:
        return cls(np.empty(0, np.int64), np.empty(0, np.int32))

    def __len__(self) -> int:
        return len(self.starts)

    def extended(self, rows: Sequence[Sequence[int]]) -> Ragged:
        """With ``rows`` after the present ones; the leading 0 is put in here."""
        if not rows:
            return self
        lengths = np.fromiter((len(row) + 1 for row in rows), np.int64, len(rows))
        values = np.fromiter((code for row in rows for code in (0, *row)), np.int32, int(lengths.sum()))
        starts = len(self.values) + np.cumsum(lengths) - lengths
        return Ragged(np.concatenate((self.starts, starts)), np.concatenate((self.values, values)))

    def take(self, rows: Int64) -> Ragged:
        ends = np.append(self.starts[1:], len(self.values))
        lengths = ends[rows] - self.starts[rows]
        starts = np.cumsum(lengths) - lengths
        source = np.repeat(self.starts[rows] - starts, lengths) + np.arange(lengths.sum())
        return Ragged(starts, self.values[source])

    def sums(self, table: Int32) -> Int32:
        """Per row the sum of ``table[code]``. Integers, so the order of codes cannot matter."""
        if not len(self.starts):
            return np.empty(0, np.int32)
        return np.add.reduceat(table[self.values], self.starts)
