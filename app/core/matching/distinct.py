"""Answers that recur are kept, and scored, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

import numpy as np

from app.core.matching.arrays import Places
from app.core.matching.codebook import Codebook, K


@dataclass(frozen=True, slots=True, eq=False)
class Distinct(Generic[K]):
    """``index[offer]`` is the place of its answer in ``book``."""

    book: Codebook[K]
    index: Places

    @classmethod
    def empty(cls) -> Distinct[K]:
        return cls(Codebook(), np.empty(0, np.int64))

    def __len__(self) -> int:
        return len(self.book)

    def extended(self, answers: Sequence[K]) -> tuple[Distinct[K], list[K]]:
        """With the answers of further offers; also those answers that nobody gave before."""
        book, index, fresh = self.book.extended(answers)
        return Distinct(book, np.concatenate((self.index, index))), fresh

    def take(self, rows: Places) -> tuple[Distinct[K], Places | None]:
        """The answers of these offers. Once answers that nobody gives any more are the larger part,
        they are forgotten: then also the places of those that stay, else None.
        """
        index = self.index[rows]
        if 2 * len(rows) >= len(self.book):
            return Distinct(self.book, index), None
        stay = np.unique(index)
        keys = self.book.keys
        return Distinct(Codebook(keys[place] for place in stay), np.searchsorted(stay, index)), stay
