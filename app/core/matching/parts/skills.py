"""Skills asked for and held. Where the lexicon knows a close skill, that counts in part; lines of the CV that
come near in meaning close a part of what is then still open.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.core.matching.arrays import Ints, Reals
from app.core.matching.codebook import Codebook
from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import RUNGS, Candidate, Offer
from app.core.matching.nearness import MOST_CLOSED, closed_all
from app.core.matching.outcome import Reason, unknown
from app.core.matching.part import PartColumns
from app.core.matching.relations import FULL, Credits, canonical, credits_of
from app.core.matching.skill_column import WISHED_WEIGHT, asked_skills, asked_years

NAME = "skills"
ENOUGH_ASKED = 4
# Each skill short of ENOUGH_ASKED counts as one asked skill that is half held: an offer that names one
# skill tells little, so its score stays between 0.38 and 0.63.
PRIOR = 0.5
# A CV in which no skill was recognised scores 0 but says little about the person; where its lines were
# compared, somewhat more.
NO_SKILL_CERTAINTY = 0.25
LINES_CERTAINTY = 0.5
# A longer list of skills without any evidence says less and less.
BELIEVABLE_MENTIONS = 60
# From these points on a line of the CV is shown as related to a skill that the CV does not name.
NEAR_ENOUGH = MOST_CLOSED // 2


def score(candidate: Candidate, columns: OfferColumns) -> PartColumns:
    if candidate.is_blank:
        return PartColumns.unknown(len(columns))
    asked = columns.skills
    held = asked.weighted_sums(_points(candidate, asked.names))
    held += asked.years.corrections(candidate.skills, candidate.near.points_for if candidate.near else _none)
    if not candidate.skills and candidate.near is None:
        return PartColumns.of(held, asked.counts > 0, NO_SKILL_CERTAINTY)
    return part_of(held, asked.weights, asked.counts, _certainty(candidate))


def _points(candidate: Candidate, names: Codebook[str]) -> Ints:
    """Credit by code, whatever years are asked for."""
    points = np.zeros(len(names), np.int32)
    credits = credits_of(candidate.skills)
    for name in credits if len(credits) < len(names) else names.keys:
        code, credit = names.find(name), credits.get(name)
        if code is not None and credit is not None:
            points[code] = credit.points
    return points if candidate.near is None else closed_all(points, candidate.near.points_by_code(names))


def _none(_name: str) -> int:
    return 0


def part_of(held: Reals, weights: Reals, counts: Reals, sure: float = 1.0) -> PartColumns:
    """Share of the asked weight that is held, a required skill weighing three times a wished one.

    ``held`` are the sums of SkillColumn.
    """
    share = held / (FULL * np.maximum(weights, WISHED_WEIGHT))
    few = np.flatnonzero(counts < ENOUGH_ASKED)
    lacking = ENOUGH_ASKED - counts[few]
    share[few] = (counts[few] * share[few] + lacking * PRIOR) / ENOUGH_ASKED
    return PartColumns.of(share, counts > 0, sure)


def _certainty(candidate: Candidate) -> float:
    if not candidate.skills:
        return LINES_CERTAINTY
    return BELIEVABLE_MENTIONS / max(_mentions(candidate), BELIEVABLE_MENTIONS)


def _mentions(candidate: Candidate) -> int:
    return sum(evidence.rung == RUNGS[0] for evidence in candidate.skills.values())


def explain(
    candidate: Candidate, offer: Offer, _columns: OfferColumns, part_score: float | None
) -> tuple[Reason, ...]:
    asked = asked_skills(offer)
    if part_score is None:
        return (unknown(NAME, cv=not candidate.is_blank, offer=bool(asked)),)
    credit = credits_of(candidate.skills, asked_years(offer))
    reasons = []
    for code, wanted in (("required_covered", True), ("wished_covered", False)):
        names = [name for name, required in asked.items() if required is wanted]
        if names:
            matched = sum(name in credit and canonical(credit[name].held) == name for name in names)
            reasons.append(Reason(code, {"matched": matched, "total": len(names)}))
    close = sum(name in credit and canonical(credit[name].held) != name for name in asked)
    if close:
        reasons.append(Reason("skills_close", {"count": close}))
    near = sum(name not in credit and _is_near(candidate, name) for name in asked)
    if near:
        reasons.append(Reason("skills_near", {"count": near}))
    held = {credit[name].held for name in asked if name in credit}
    proven = sum(candidate.skills[name].rung != RUNGS[0] for name in held)
    if proven:
        reasons.append(Reason("skills_proven", {"count": proven}))
    reasons += _short_years(offer, credit)
    if _mentions(candidate) > BELIEVABLE_MENTIONS:
        reasons.append(Reason("skills_unproven", {"count": _mentions(candidate)}))
    if len(asked) < ENOUGH_ASKED:
        reasons.append(Reason("skills_few_asked", {"count": len(asked)}))
    return tuple(reasons)


def _is_near(candidate: Candidate, name: str) -> bool:
    return candidate.near is not None and candidate.near.points_for(name) >= NEAR_ENOUGH


def _short_years(offer: Offer, credits: Credits) -> Iterator[Reason]:
    for name, asked in asked_years(offer).items():
        has = credits[name].years if name in credits else None
        if has is not None and has < asked:
            yield Reason(
                "skill_years_short", {"skill": name, "years": round(has, 1), "required": round(asked, 1)}
            )
