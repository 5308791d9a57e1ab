"""The skills that offers ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.core.matching.arrays import Ints, Places, Reals
from app.core.matching.codebook import Codebook
from app.core.matching.inputs import Offer
from app.core.matching.postings import Postings
from app.core.matching.relations import canonical
from app.core.matching.skill_years import Key, SkillYears

REQUIRED_WEIGHT = 3
WISHED_WEIGHT = 1


@dataclass(frozen=True, slots=True, eq=False)
class SkillColumn:
    """``postings`` has twice the code of a skill where it is wished, plus one where it is required.

    ``weights`` is what the skills of an offer weigh together, ``counts`` how many they are.
    """

    names: Codebook[str]
    postings: Postings
    years: SkillYears
    weights: Reals
    counts: Reals

    @classmethod
    def empty(cls) -> SkillColumn:
        return cls(Codebook(), Postings.empty(), SkillYears.empty(), np.empty(0), np.empty(0))

    def extended(self, offers: Sequence[Offer]) -> SkillColumn:
        asked = [asked_skills(offer) for offer in offers]
        names, codes, _ = self.names.extended(name for skills in asked for name in skills)
        following = iter(codes.tolist())
        rows = [[2 * next(following) + required for required in skills.values()] for skills in asked]
        counts = [len(skills) for skills in asked]
        weights = [sum(map(weight_of, skills.values())) for skills in asked]
        return SkillColumn(
            names,
            self.postings.extended(rows, 2 * len(names)),
            self.years.extended(
                [_demands(offer, skills) for offer, skills in zip(offers, asked, strict=True)]
            ),
            np.concatenate((self.weights, np.array(weights, np.float64))),
            np.concatenate((self.counts, np.array(counts, np.float64))),
        )

    def take(self, rows: Places) -> SkillColumn:
        return SkillColumn(
            self.names,
            self.postings.take(rows),
            self.years.take(rows),
            self.weights[rows],
            self.counts[rows],
        )

    def weighted_sums(self, points: Ints) -> Reals:
        """Per offer the credit of its skills, each times its weight; ``points`` by code of ``names``."""
        held = np.flatnonzero(points)
        worth = points[held].astype(np.float64)
        return self.postings.sums(
            np.concatenate((2 * held, 2 * held + 1)),
            np.concatenate((worth * WISHED_WEIGHT, worth * REQUIRED_WEIGHT)),
        )


def asked_skills(offer: Offer) -> dict[str, bool]:
    """Canonical name of each skill, and whether it is required; the required ones first."""
    asked = {canonical(name): True for name in offer.required if name}
    for name in offer.wished:
        if name:
            asked.setdefault(canonical(name), False)
    return asked


def _demands(offer: Offer, asked: Mapping[str, bool]) -> list[Key]:
    return [(name, years, weight_of(asked[name])) for name, years in asked_years(offer).items()]


def asked_years(offer: Offer) -> dict[str, float]:
    """Years by canonical name, the most where a skill has several; only of skills that are asked for."""
    asked = asked_skills(offer) if offer.skill_years else {}
    years: dict[str, float] = {}
    for name, wanted in offer.skill_years.items():
        if canonical(name) in asked:
            years[canonical(name)] = max(float(wanted), years.get(canonical(name), 0.0))
    return years


def weight_of(required: bool) -> int:
    return REQUIRED_WEIGHT if required else WISHED_WEIGHT
