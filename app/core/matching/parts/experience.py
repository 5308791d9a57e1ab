"""Years of experience against the years, or the level, that the offer asks for."""

from __future__ import annotations

import numpy as np

from app.core.matching.columns import OfferColumns, required_years
from app.core.matching.figures import UNKNOWN
from app.core.matching.inputs import Candidate, Offer
from app.core.matching.outcome import Reason, unknown
from app.core.matching.part import PartColumns

NAME = "experience"
# The score halves when this many years are missing: 2 where none are asked, 4 where ten are.
HALF_YEARS = 2.0
HALF_YEARS_PER_YEAR = 0.2
# More experience than asked is no fault until it is much more, and then a mild one.
ABOVE_FROM = 5.0
ABOVE_HALF = 6.0
ABOVE_COST = 0.2
LEVEL_CERTAINTY = 0.8  # "senior" means different years to different employers
TOLERANCE = 0.5  # years that nobody counts


def score(candidate: Candidate, columns: OfferColumns) -> PartColumns:
    if candidate.years is None:
        return PartColumns.unknown(len(columns))
    required, stated = columns.years.values
    missing = np.maximum(required - candidate.years, 0.0) / (HALF_YEARS + HALF_YEARS_PER_YEAR * required)
    above = np.maximum(candidate.years - required - ABOVE_FROM, 0.0) / ABOVE_HALF
    fit = 1.0 / (1.0 + missing * missing)
    fit *= 1.0 - ABOVE_COST * (above * above / (1.0 + above * above))
    part = PartColumns.of(fit, required != UNKNOWN, np.where(stated > 0, 1.0, LEVEL_CERTAINTY))
    return part.spread(columns.years.distinct.index)


def explain(
    candidate: Candidate, offer: Offer, _columns: OfferColumns, part_score: float | None
) -> tuple[Reason, ...]:
    required = required_years(offer)
    if part_score is None or candidate.years is None or required is None:
        return (unknown(NAME, cv=candidate.years is not None, offer=required is not None),)
    code = "experience_fits"
    if candidate.years < required - TOLERANCE:
        code = "experience_short"
    elif candidate.years > required + ABOVE_FROM:
        code = "experience_above"
    return (Reason(code, {"years": round(candidate.years, 1), "required": round(required, 1)}),)
