"""One candidate and one offer, with everything that explains the score.

The numbers come from the same functions as those for many offers, over columns of one row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isnan

from app.core.matching.columns import OfferColumns
from app.core.matching.deal_breakers import deal_breakers
from app.core.matching.inputs import Candidate, Offer, SkillEvidence
from app.core.matching.outcome import (
    BANDS,
    DEAL_BREAKERS,
    REASONS,
    Match,
    MissingSkill,
    Part,
    Reason,
    SkillMatch,
    band_of,
)
from app.core.matching.parts import PARTS, skills
from app.core.matching.relations import canonical, credits_of
from app.core.matching.skill_column import asked_skills
from app.core.matching.total import Scores, combined, score_all
from app.core.matching.weights import DEFAULT_WEIGHTS, Weights

__all__ = [
    "BANDS",
    "DEAL_BREAKERS",
    "REASONS",
    "Match",
    "MissingSkill",
    "Part",
    "Reason",
    "SkillMatch",
    "band_of",
    "match",
]

GAIN_RUNG = "course"  # gaps are closed by courses


def match(candidate: Candidate, offer: Offer, weights: Weights = DEFAULT_WEIGHTS) -> Match:
    columns = OfferColumns.from_offers([offer])
    scores = score_all(candidate, columns, weights)
    total = _total(scores)
    known = _known_scores(scores)
    gains = _Gains(candidate, columns, weights, scores)
    matched, missing = _skills(candidate, offer, gains)
    return Match(
        total=None if total is None else round(total, 1),
        band=band_of(total),
        confidence=round(float(scores.confidence[0]), 3),
        parts=_parts(known, weights, total),
        matched=matched,
        missing=missing,
        reasons=tuple(
            reason for part in PARTS for reason in part.explain(candidate, offer, known[part.name])
        ),
        deal_breakers=deal_breakers(candidate, offer, known.get("location")),
    )


def _total(scores: Scores) -> float | None:
    total = float(scores.total[0])
    return None if isnan(total) else total


def _known_scores(scores: Scores) -> dict[str, float | None]:
    return {name: float(part.score[0]) if part.known[0] else None for name, part in scores.parts.items()}


def _parts(known: Mapping[str, float | None], weights: Weights, total: float | None) -> tuple[Part, ...]:
    """Points in tenths, rounded so that they add up to the rounded total (largest remainder)."""
    counting = sum(weights[name] for name, score in known.items() if score is not None)
    share = {
        name: 1000.0 * weights[name] / counting if score is not None and counting else 0.0
        for name, score in known.items()
    }
    exact = {name: (score or 0.0) * share[name] for name, score in known.items()}
    tenths = {name: int(points) for name, points in exact.items()}
    left = round(10 * round(total or 0.0, 1)) - sum(tenths.values())
    for name in sorted(exact, key=lambda name: tenths[name] - exact[name])[: max(left, 0)]:
        tenths[name] += 1
    return tuple(
        Part(name, weights[name], score, tenths[name] / 10, round(share[name] / 10, 1))
        for name, score in known.items()
    )


class _Gains:
    """Scores the pair again with one more skill; only the skills part can change."""

    def __init__(self, candidate: Candidate, columns: OfferColumns, weights: Weights, scores: Scores) -> None:
        self.candidate, self.columns, self.weights, self.scores = candidate, columns, weights, scores
        self.before = _total(scores)

    def of(self, skill: str) -> float:
        """In points, one decimal; 0 where there is no total yet to compare with."""
        if self.before is None:
            return 0.0
        more = {**self.candidate.skills, skill: SkillEvidence(skill, GAIN_RUNG)}
        part = skills.score(replace(self.candidate, skills=more), self.columns)
        parts = {**self.scores.parts, skills.NAME: part}
        after = _total(combined(parts, self.columns.skills.counts, self.weights))
        return round((after or 0.0) - self.before, 1)


def _skills(
    candidate: Candidate, offer: Offer, gains: _Gains
) -> tuple[tuple[SkillMatch, ...], tuple[MissingSkill, ...]]:
    """What is held, wholly or in part, in the order of the offer; what is missing, by gain."""
    credit = credits_of(candidate.skills)
    written = _as_written(offer)
    matched, missing = [], []
    for name, required in asked_skills(offer).items():
        found = credit.get(name)
        if found is None:
            missing.append(MissingSkill(written[name], required, gains.of(name)))
            continue
        evidence = candidate.skills[found.held]
        exact = canonical(found.held) == name
        matched.append(
            SkillMatch(
                skill=written[name],
                via=None if exact else found.held,
                rung=evidence.rung,
                lines=evidence.lines,
                required=required,
                gain=0.0 if exact else gains.of(name),
            )
        )
    missing.sort(key=lambda skill: (-skill.gain, not skill.required, skill.skill))
    return tuple(matched), tuple(missing)


def _as_written(offer: Offer) -> dict[str, str]:
    """The offer's own word for each canonical name, the first one."""
    words: dict[str, str] = {}
    for name in (*offer.required, *offer.wished):
        words.setdefault(canonical(name), name)
    return words
