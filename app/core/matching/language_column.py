"""The languages that offers ask for. Each distinct answer is kept once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.core.matching.arrays import Places, Reals
from app.core.matching.codebook import Codebook
from app.core.matching.distinct import Distinct
from app.core.matching.postings import Postings

Demand = tuple[str, str]  # ISO 639-1 code and CEFR level, "" for any level


@dataclass(frozen=True, slots=True, eq=False)
class LanguageColumn:
    """``postings`` leads from demands to distinct answers; ``counts`` is how many demands those have."""

    distinct: Distinct[tuple[Demand, ...]]
    demands: Codebook[Demand]
    postings: Postings
    counts: Reals

    @classmethod
    def empty(cls) -> LanguageColumn:
        return cls(Distinct.empty(), Codebook(), Postings.empty(), np.empty(0))

    def extended(self, asked: Sequence[Mapping[str, str | None]]) -> LanguageColumn:
        distinct, fresh = self.distinct.extended([demands_in(one) for one in asked])
        demands, codes, _ = self.demands.extended(demand for answer in fresh for demand in answer)
        following = iter(codes.tolist())
        rows = [[next(following) for _ in answer] for answer in fresh]
        counts = np.array([len(answer) for answer in fresh], np.float64)
        return LanguageColumn(
            distinct,
            demands,
            self.postings.extended(rows, len(demands)),
            np.concatenate((self.counts, counts)),
        )

    def take(self, rows: Places) -> LanguageColumn:
        distinct, stay = self.distinct.take(rows)
        if stay is None:
            return LanguageColumn(distinct, self.demands, self.postings, self.counts)
        return LanguageColumn(distinct, self.demands, self.postings.take(stay), self.counts[stay])


def demands_in(languages: Mapping[str, str | None]) -> tuple[Demand, ...]:
    """In the order of the alphabet, so that equal answers are the same."""
    return tuple(sorted((code, level or "") for code, level in languages.items()))
