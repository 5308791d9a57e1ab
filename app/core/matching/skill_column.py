"""The skills that offers ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.core.matching.arrays import Places, Reals
from app.core.matching.codebook import Codebook
from app.core.matching.inputs import Offer
from app.core.matching.postings import Postings
from app.core.matching.relations import Credits, canonical

REQUIRED_WEIGHT = 3
WISHED_WEIGHT = 1


@dataclass(frozen=True, slots=True, eq=False)
class SkillColumn:
    """``postings`` has twice the code of a skill where it is wished, plus one where it is required.

    ``weights`` is what the skills of an offer weigh together, ``counts`` how many they are.
    """

    names: Codebook[str]
    postings: Postings
    weights: Reals
    counts: Reals

    @classmethod
    def empty(cls) -> SkillColumn:
        return cls(Codebook(), Postings.empty(), np.empty(0), np.empty(0))

    def extended(self, offers: Sequence[Offer]) -> SkillColumn:
        asked = [asked_skills(offer) for offer in offers]
        names, codes, _ = self.names.extended(name for skills in asked for name in skills)
        following = iter(codes.tolist())
        rows = [[2 * next(following) + required for required in skills.values()] for skills in asked]
        counts = [len(skills) for skills in asked]
        weights = [
            sum(REQUIRED_WEIGHT if required else WISHED_WEIGHT for required in skills.values())
            for skills in asked
        ]
        return SkillColumn(
            names,
            self.postings.extended(rows, 2 * len(names)),
            np.concatenate((self.weights, np.array(weights, np.float64))),
            np.concatenate((self.counts, np.array(counts, np.float64))),
        )

    def take(self, rows: Places) -> SkillColumn:
        return SkillColumn(self.names, self.postings.take(rows), self.weights[rows], self.counts[rows])

    def weighted_sums(self, credits: Credits) -> Reals:
        """Per offer the credit of its skills, each times its weight; unnamed skills have none."""
        codes: list[int] = []
        values: list[int] = []
        for name in credits if len(credits) < len(self.names) else self.names.keys:
            code, credit = self.names.find(name), credits.get(name)
            if code is not None and credit is not None:
                codes += (2 * code, 2 * code + 1)
                values += (credit.points * WISHED_WEIGHT, credit.points * REQUIRED_WEIGHT)
        return self.postings.sums(codes, values)


def asked_skills(offer: Offer) -> dict[str, bool]:
    """Canonical name of each skill, and whether it is required; the required ones first."""
    asked = {canonical(name): True for name in offer.required if name}
    for name in offer.wished:
        if name:
            asked.setdefault(canonical(name), False)
    return asked


def held_points(asked: Mapping[str, bool], credits: Credits) -> int:
    """What ``weighted_sums`` gives for one offer, without columns. Integers, so exactly that."""
    return sum(
        credits[name].points * (REQUIRED_WEIGHT if required else WISHED_WEIGHT)
        for name, required in asked.items()
        if name in credits
    )
