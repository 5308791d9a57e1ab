"""The parts put together: one number and one confidence per offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate
from app.core.matching.part import PartColumns
from app.core.matching.parts import PARTS
from app.core.matching.parts.skills import ENOUGH_ASKED
from app.core.matching.weights import DEFAULT_WEIGHTS, Weights

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """In the order of the columns. ``total`` runs from 0 to 100, NaN where nothing could be
    compared; ``confidence`` from 0 to 1.
    """

    total: Floats
    confidence: Floats
    parts: Mapping[str, PartColumns]


def score_all(candidate: Candidate, columns: OfferColumns, weights: Weights = DEFAULT_WEIGHTS) -> Scores:
    """Every offer for itself: neither the others nor their order can change its score."""
    parts = {part.name: part.score(candidate, columns) for part in PARTS}
    return combined(parts, columns.skills.counts, weights)


def combined(parts: Mapping[str, PartColumns], asked_skills: NDArray[np.int32], weights: Weights) -> Scores:
    """Total: weighted mean of the known parts. Confidence: share of the weight that is known, as
    far as each part is certain, times what the offer says of itself: 1 with four skills or more,
    down to a half with none.
    """
    points = np.zeros(len(asked_skills))
    known = np.zeros(len(asked_skills))
    certain = np.zeros(len(asked_skills))
    for name, part in parts.items():
        points += part.score.astype(np.float64) * weights[name]
        known += part.known * weights[name]
        certain += part.certainty.astype(np.float64) * weights[name]
    total = np.full(len(points), np.nan)
    np.divide(100.0 * points, known, out=total, where=known > 0)
    specificity = 0.5 + 0.5 * np.minimum(asked_skills, ENOUGH_ASKED) / ENOUGH_ASKED
    confidence = certain / weights.total * specificity
    return Scores(
        np.clip(total, 0.0, 100.0).astype(np.float32), np.clip(confidence, 0.0, 1.0).astype(np.float32), parts
    )
