"""Pay as euros a year, so that ranges can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.matching.inputs import SalaryRange

PERIODS_PER_YEAR: Mapping[str, float] = MappingProxyType(
    {"hour": 1_650.0, "day": 220.0, "month": 12.0, "year": 1.0}
)
# Euros for one unit, rounded: a salary range is wider than a year's drift. Better rates can be passed.
EUR_RATES: Mapping[str, float] = MappingProxyType(
    {"EUR": 1.0, "TND": 0.30, "GBP": 1.16, "USD": 0.88, "CHF": 1.06}
)


def year_eur(
    minimum: float | None,
    maximum: float | None,
    currency: str,
    period: str,
    rates: Mapping[str, float] = EUR_RATES,
) -> SalaryRange | None:
    """None when the currency or the period is not known, or no positive bound is given.

    Bounds in the wrong order are swapped; zero and negative bounds count as not given.
    """
    rate = rates.get(currency.upper())
    times = PERIODS_PER_YEAR.get(period)
    if rate is None or times is None:
        return None
    lower, upper = (
        None if bound is None or bound <= 0 else bound * rate * times for bound in (minimum, maximum)
    )
    if lower is None and upper is None:
        return None
    if lower is not None and upper is not None and lower > upper:
        return upper, lower
    return lower, upper
