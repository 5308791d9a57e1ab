"""Pay of any period and currency as yearly euros, for ordering and filtering only.

``rates.tsv`` holds units of money for one euro, rounded, from the day of each row to the next row.
A year has 12 monthly wages unless the text of the pay names another number ("sur 13 mois"),
218 working days (a French full-time year counted in days) and 1,820 paid
hours (35 hours in 52 weeks). No tax is taken into account: gross stays gross and net stays net.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from job_scraper.fold import fold
from job_scraper.posting import Salary
from job_scraper.vocabulary.pay import WAGES_A_YEAR

PER_YEAR = {"year": Decimal(1), "month": Decimal(12), "day": Decimal(218), "hour": Decimal(1820)}
_WAGES = re.compile(WAGES_A_YEAR)


@lru_cache(maxsize=1)
def _rates() -> tuple[tuple[date, dict[str, Decimal]], ...]:
    lines = (Path(__file__).parent / "rates.tsv").read_text(encoding="utf-8").splitlines()
    currencies = lines[0].split("\t")[1:]
    rows = [line.split("\t") for line in lines[1:]]
    return tuple(
        (date.fromisoformat(row[0]), dict(zip(currencies, map(Decimal, row[1:]), strict=True)))
        for row in rows
    )


def euros_for_one(currency: str, on: date) -> Decimal | None:
    """Days before the first row use the first row; unknown money gives None."""
    if currency == "EUR":
        return Decimal(1)
    rates = _rates()
    row = next((row for start, row in reversed(rates) if start <= on), rates[0][1])
    return 1 / row[currency] if currency in row else None


def yearly_eur(salary: Salary, on: date) -> tuple[Decimal | None, Decimal | None]:
    """Minimum and maximum in whole euros a year; both None for money without a rate."""
    rate = euros_for_one(salary.currency, on)
    times = PER_YEAR.get(salary.period)
    if rate is None or times is None:
        return None, None
    if salary.period == "month":
        times = wages_a_year(salary.text)
    return _euros(salary.minimum, rate * times), _euros(salary.maximum, rate * times)


def _euros(amount: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if amount is None else (amount * factor).quantize(Decimal(1))


def wages_a_year(text: str) -> Decimal:
    """How many monthly wages a year has by the text of the pay: 12 when it does not say."""
    found = _WAGES.search(fold(text))
    return Decimal((found["wages"] or found["named"]).replace(",", ".")) if found else PER_YEAR["month"]
