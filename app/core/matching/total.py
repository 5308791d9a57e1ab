"""The parts put together: one number and one confidence per offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.core.matching.arrays import Reals, Results
from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate
from app.core.matching.part import PartColumns
from app.core.matching.parts import PARTS
from app.core.matching.parts.skills import ENOUGH_ASKED
from app.core.matching.weights import DEFAULT_WEIGHTS, Weights
from app.core.matching.work import PARTS as WORK
from app.core.matching.work import weight_of_conditions

# What an offer says of itself, by the number of skills that it asks for.
SPECIFICITY = np.array([0.5, 0.625, 0.75, 0.875, 1.0], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """In the order of the columns. ``total`` runs from 0 to 100, NaN where nothing could be
    compared; ``confidence`` from 0 to 1; ``conditions`` (0 to 1) is the share of their points that all parts
    but the work itself keep.
    """

    total: Results
    confidence: Results
    parts: Mapping[str, PartColumns]
    conditions: Results


def score_all(candidate: Candidate, columns: OfferColumns, weights: Weights = DEFAULT_WEIGHTS) -> Scores:
    """Every offer for itself: neither the others nor their order can change its score."""
    parts = {part.name: part.score(candidate, columns) for part in PARTS}
    return combined(parts, columns.skills.counts, weights)


def combined(parts: Mapping[str, PartColumns], asked_skills: Reals, weights: Weights) -> Scores:
    """Total: weighted mean of the known parts, conditions as far as ``weight_of_conditions`` lets them count.
    Confidence: share of the weight that is known, as far as each part is certain, times SPECIFICITY; the weight
    of an idle part counts nowhere.
    """
    conditions = weight_of_conditions(parts, weights)
    offers = len(asked_skills)
    points, known, certain, term = (np.zeros(offers, np.float32) for _ in range(4))
    asked = np.ones(offers, np.float32)
    whole = weights.total
    for name, part in parts.items():
        weight = np.float32(weights[name] / whole)
        if part.idle is not None:
            asked -= np.multiply(part.idle, weight, out=term)
        np.multiply(part.score, weight, out=term)
        points += term if name in WORK else np.multiply(term, conditions, out=term)
        known += np.multiply(part.known, weight, out=term)
        certain += np.multiply(part.certainty, weight, out=term)
    total = np.full(offers, np.nan, np.float32)
    np.divide(points, known, out=total, where=known > 0)
    np.divide(certain, asked, out=certain, where=asked > 0)
    certain *= SPECIFICITY.take(np.minimum(asked_skills, ENOUGH_ASKED).astype(np.int64))
    return Scores(np.minimum(total, 1.0) * np.float32(100), np.minimum(certain, 1.0), parts, conditions)
