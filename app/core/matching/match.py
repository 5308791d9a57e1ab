"""One candidate and one offer, with everything that explains the score.

The numbers come from the same functions as those for many offers, over columns of one row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isnan

import numpy as np

from app.core.matching.columns import OfferColumns
from app.core.matching.deal_breakers import deal_breakers
from app.core.matching.inputs import Candidate, Offer
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
from app.core.matching.pair_skills import PairSkills, skills_of_pair
from app.core.matching.parts import PARTS, skills
from app.core.matching.total import Scores, combined, score_all
from app.core.matching.weights import DEFAULT_WEIGHTS, Weights
from app.core.matching.work import PARTS as WORK

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
    pair = skills_of_pair(candidate, offer)
    gains = _gains(pair, columns, weights, scores)
    return Match(
        total=None if total is None else round(total, 1),
        band=band_of(total, float(scores.confidence[0])),
        confidence=round(float(scores.confidence[0]), 3),
        parts=_parts(known, weights, scores),
        matched=pair.matched(gains),
        missing=pair.missing(gains),
        reasons=(
            *(
                reason
                for part in PARTS
                for reason in part.explain(candidate, offer, columns, known[part.name])
            ),
            *_reduced(known, scores),
        ),
        deal_breakers=deal_breakers(candidate, offer, known.get("location")),
    )


def _total(scores: Scores) -> float | None:
    total = float(scores.total[0])
    return None if isnan(total) else total


def _known_scores(scores: Scores) -> dict[str, float | None]:
    return {name: float(part.score[0]) if part.known[0] else None for name, part in scores.parts.items()}


def _reduced(known: Mapping[str, float | None], scores: Scores) -> Iterator[Reason]:
    """Why conditions have fewer points than they would have for a job of one's own trade."""
    percent = round(100 * float(scores.conditions[0]))
    if percent < 100 and any(score for name, score in known.items() if name not in WORK):
        code = "conditions_unsure" if known[skills.NAME] is None else "conditions_reduced"
        yield Reason(code, {"percent": percent})


def _parts(known: Mapping[str, float | None], weights: Weights, scores: Scores) -> tuple[Part, ...]:
    """Points in tenths, rounded so that they add up to the rounded total (largest remainder)."""
    counting = sum(weights[name] for name, score in known.items() if score is not None)
    share = {
        name: 1000.0 * weights[name] / counting if score is not None and counting else 0.0
        for name, score in known.items()
    }
    conditions = float(scores.conditions[0])
    exact = {
        name: (score or 0.0) * share[name] * (1.0 if name in WORK else conditions)
        for name, score in known.items()
    }
    tenths = {name: int(points) for name, points in exact.items()}
    left = round(10 * round(_total(scores) or 0.0, 1)) - sum(tenths.values())
    for name in sorted(exact, key=lambda name: tenths[name] - exact[name])[: max(left, 0)]:
        tenths[name] += 1
    return tuple(
        Part(name, weights[name], score, tenths[name] / 10, round(share[name] / 10, 1))
        for name, score in known.items()
    )


def _gains(pair: PairSkills, columns: OfferColumns, weights: Weights, scores: Scores) -> dict[str, float]:
    """Points, one decimal, that the total would gain with each skill that is not held: the skills part is
    scored again, one row for each, and the total with it. 0 where there is no total yet to compare with.
    """
    names, before = pair.not_held, _total(scores)
    if before is None or not scores.parts[skills.NAME].known[0] or not names:
        return dict.fromkeys(names, 0.0)
    now, rows = pair.points, np.zeros(len(names), np.int64)
    held = np.array([now + pair.gained_with(name, GAIN_RUNG) for name in names], np.float64)
    counts = columns.skills.counts[rows]
    parts = {name: part.spread(rows) for name, part in scores.parts.items()}
    parts[skills.NAME] = skills.part_of(held, columns.skills.weights[rows], counts)
    after = combined(parts, counts, weights).total.tolist()
    return {name: round(total - before, 1) for name, total in zip(names, after, strict=True)}
