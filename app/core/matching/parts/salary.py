"""Pay offered against pay wished for, both in euros a year."""

from __future__ import annotations

import numpy as np

from app.core.matching.columns import OfferColumns, salary_bounds
from app.core.matching.figures import UNKNOWN
from app.core.matching.inputs import Candidate, Offer, SalaryRange
from app.core.matching.outcome import Reason, unknown
from app.core.matching.part import PartColumns

NAME = "salary"
NEGOTIABLE = 0.05  # share of the wish that is settled by talking
PARTLY = 0.7  # the top of the offer just reaches the wish less NEGOTIABLE
NOTHING_BELOW = 0.4  # this share of the wish below that, the score is 0
FROM_MAXIMUM = 0.8  # a wish with an upper bound alone is taken to begin here
HALF_CERTAINTY = 0.8  # one bound of the offer is missing


def score(candidate: Candidate, columns: OfferColumns) -> PartColumns:
    """1 where the whole range reaches the wish; less the more of it lies below. More pay than
    wished for is as good as the wish.
    """
    wanted = wanted_salary(candidate.salary_year_eur)
    if wanted is None:
        return PartColumns.unknown(len(columns))
    low, high, both = columns.salaries.values
    least = wanted * (1.0 - NEGOTIABLE)
    above = (high - least) / (high - low + wanted * NEGOTIABLE)
    below = (high - least) / (wanted * NOTHING_BELOW)
    reached = PARTLY + (1.0 - PARTLY) * above
    fit = np.where(high >= least, reached, PARTLY * (1.0 + below))
    part = PartColumns.of(fit, high != UNKNOWN, np.where(both > 0, 1.0, HALF_CERTAINTY))
    return part.spread(columns.salaries.distinct.index)


def wanted_salary(wish: SalaryRange | None) -> float | None:
    """The least that is wished for; None when no bound of at least a euro is."""
    minimum, maximum = wish or (None, None)
    if minimum is not None and minimum >= 1:
        return minimum
    return maximum * FROM_MAXIMUM if maximum is not None and maximum >= 1 else None


def explain(
    candidate: Candidate, offer: Offer, _columns: OfferColumns, part_score: float | None
) -> tuple[Reason, ...]:
    wanted = wanted_salary(candidate.salary_year_eur)
    bounds = salary_bounds(offer)
    if part_score is None or wanted is None or bounds is None:
        return (unknown(NAME, cv=wanted is not None, offer=bounds is not None),)
    code = "salary_below" if part_score < PARTLY else "salary_partly"
    code = "salary_fits" if bounds[1] >= wanted else code
    return (Reason(code, {"low": round(bounds[0]), "high": round(bounds[1]), "wanted": round(wanted)}),)
