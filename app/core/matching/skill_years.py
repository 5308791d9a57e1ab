"""The years that offers ask for beside a skill."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.core.matching.arrays import Places, Reals
from app.core.matching.codebook import Codebook
from app.core.matching.inputs import SkillEvidence
from app.core.matching.nearness import closed
from app.core.matching.postings import Postings
from app.core.matching.relations import Credit, earned, for_years

Key = tuple[str, float, int]  # canonical name, years, weight of the skill in the offer


@dataclass(frozen=True, slots=True, eq=False)
class SkillYears:
    """Each distinct demand once, and which offers make it."""

    keys: Codebook[Key]
    postings: Postings

    @classmethod
    def empty(cls) -> SkillYears:
        return cls(Codebook(), Postings.empty())

    def extended(self, asked: Sequence[Sequence[Key]]) -> SkillYears:
        """With the demands of further offers, each demand once per offer."""
        keys, codes, _ = self.keys.extended(key for one in asked for key in one)
        following = iter(codes.tolist())
        rows = [[next(following) for _ in one] for one in asked]
        return SkillYears(keys, self.postings.extended(rows, len(keys)))

    def take(self, rows: Places) -> SkillYears:
        return SkillYears(self.keys, self.postings.take(rows))

    def corrections(self, skills: Mapping[str, SkillEvidence], near: Callable[[str], int]) -> Reals:
        """Per offer what its years take from the credit of its skills, 0 or less, weighted. ``near`` gives
        the points of the lines of the CV for a name.
        """
        if not len(self.keys):
            return np.zeros(self.postings.count)
        every = earned(skills)
        asked = [(code, key) for code, key in enumerate(self.keys.keys) if key[0] in every]
        values = [_correction(every[name], years, near(name)) * weight for _, (name, years, weight) in asked]
        codes = np.array([code for code, _ in asked], np.int64)
        return self.postings.sums(codes, np.array(values, np.float64))


def _correction(credits: Sequence[Credit], years: float, near: int) -> int:
    left = max(for_years(credit, years) for credit in credits)
    return closed(left, near) - closed(credits[0].points, near)
