"""The skills that offers ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.core.matching.codebook import Codebook
from app.core.matching.inputs import Offer
from app.core.matching.ragged import Int32, Int64, Ragged
from app.core.matching.relations import canonical

REQUIRED_WEIGHT = 3
WISHED_WEIGHT = 1


@dataclass(frozen=True, slots=True, eq=False)
class SkillColumn:
    """``slots`` holds, per offer, twice the code of a skill, plus one where it is required.

    Code 0 is no skill (see Ragged). ``weights`` is what the skills of an offer weigh together,
    ``counts`` how many they are.
    """

    names: Codebook[str]
    slots: Ragged
    weights: Int32
    counts: Int32

    @classmethod
    def empty(cls) -> SkillColumn:
        none = np.empty(0, np.int32)
        return cls(Codebook([""]), Ragged.empty(), none, none)

    def extended(self, offers: Sequence[Offer]) -> SkillColumn:
        asked = [asked_skills(offer) for offer in offers]
        names, codes = self.names.extended(name for skills in asked for name in skills)
        following = iter(codes.tolist())
        rows = [[2 * next(following) + required for required in skills.values()] for skills in asked]
        counts = np.fromiter(map(len, rows), np.int32, len(rows))
        required = np.fromiter((sum(skills.values()) for skills in asked), np.int32, len(rows))
        weights = counts * WISHED_WEIGHT + required * (REQUIRED_WEIGHT - WISHED_WEIGHT)
        return SkillColumn(
            names,
            self.slots.extended(rows),
            np.concatenate((self.weights, weights.astype(np.int32))),
            np.concatenate((self.counts, counts)),
        )

    def take(self, rows: Int64) -> SkillColumn:
        return SkillColumn(self.names, self.slots.take(rows), self.weights[rows], self.counts[rows])

    def weighted_sums(self, credit: Mapping[str, int]) -> Int32:
        """Per offer the credit of its skills, each times its weight; unnamed skills have none."""
        table = np.zeros(2 * len(self.names), np.int32)
        for name, points in credit.items():
            code = self.names.find(name)
            if code is not None:
                table[2 * code] = points * WISHED_WEIGHT
                table[2 * code + 1] = points * REQUIRED_WEIGHT
        return self.slots.sums(table)


def asked_skills(offer: Offer) -> dict[str, bool]:
    """Canonical name of each skill, and whether it is required; the required ones first."""
    asked = {canonical(name): True for name in offer.required if name}
    for name in offer.wished:
        if name:
            asked.setdefault(canonical(name), False)
    return asked
