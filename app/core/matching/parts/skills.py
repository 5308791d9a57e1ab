"""Skills asked for and held. Where the lexicon knows a close skill, that counts in part."""

from __future__ import annotations

import numpy as np

from app.core.matching.arrays import Reals
from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import RUNGS, Candidate, Offer
from app.core.matching.outcome import Reason, unknown
from app.core.matching.part import PartColumns
from app.core.matching.relations import FULL, credits_of
from app.core.matching.skill_column import WISHED_WEIGHT, asked_skills

NAME = "skills"
ENOUGH_ASKED = 4
# Each skill short of ENOUGH_ASKED counts as one asked skill that is half held: an offer that names one
# skill tells little, so its score stays between 0.38 and 0.63.
PRIOR = 0.5
# A CV in which no skill was recognised scores 0 but says little about the person.
NO_SKILL_CERTAINTY = 0.25
# A longer list of skills without any evidence says less and less.
BELIEVABLE_MENTIONS = 60


def score(candidate: Candidate, columns: OfferColumns) -> PartColumns:
    if candidate.is_blank:
        return PartColumns.unknown(len(columns))
    held = columns.skills.weighted_sums(credits_of(candidate.skills))
    asked = columns.skills
    if candidate.skills:
        return part_of(held, asked.weights, asked.counts, _certainty(candidate))
    return PartColumns.of(held, asked.counts > 0, NO_SKILL_CERTAINTY)


def part_of(held: Reals, weights: Reals, counts: Reals, certainty: float = 1.0) -> PartColumns:
    """Share of the asked weight that is held, a required skill weighing three times a wished one.

    ``held`` are the sums of SkillColumn for someone with at least one skill.
    """
    share = held / (FULL * np.maximum(weights, WISHED_WEIGHT))
    few = np.flatnonzero(counts < ENOUGH_ASKED)
    lacking = ENOUGH_ASKED - counts[few]
    share[few] = (counts[few] * share[few] + lacking * PRIOR) / ENOUGH_ASKED
    return PartColumns.of(share, counts > 0, certainty)


def _certainty(candidate: Candidate) -> float:
    return BELIEVABLE_MENTIONS / max(_mentions(candidate), BELIEVABLE_MENTIONS)


def _mentions(candidate: Candidate) -> int:
    return sum(evidence.rung == RUNGS[0] for evidence in candidate.skills.values())


def explain(
    candidate: Candidate, offer: Offer, _columns: OfferColumns, part_score: float | None
) -> tuple[Reason, ...]:
    asked = asked_skills(offer)
    if part_score is None:
        return (unknown(NAME, cv=not candidate.is_blank, offer=bool(asked)),)
    credit = credits_of(candidate.skills)
    reasons = []
    for code, wanted in (("required_covered", True), ("wished_covered", False)):
        names = [name for name, required in asked.items() if required is wanted]
        if names:
            matched = sum(name in credit for name in names)
            reasons.append(Reason(code, {"matched": matched, "total": len(names)}))
    held = {credit[name].held for name in asked if name in credit}
    proven = sum(candidate.skills[name].rung != RUNGS[0] for name in held)
    if proven:
        reasons.append(Reason("skills_proven", {"count": proven}))
    if _mentions(candidate) > BELIEVABLE_MENTIONS:
        reasons.append(Reason("skills_unproven", {"count": _mentions(candidate)}))
    if len(asked) < ENOUGH_ASKED:
        reasons.append(Reason("skills_few_asked", {"count": len(asked)}))
    return tuple(reasons)
