"""How many offers are listed, from where, and how old they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import select

from app.extensions import db
from app.models import Job
from app.services.offer_scope import Scope, day_number
from app.services.offer_statistics import Count, SourceCount, by_column, by_source, count_if, remembered

LISTED: Final = Scope(is_listed=True)
AGES: Final = {"week": (0, 7), "month": (7, 30), "quarter": (30, 90), "older": (90, 1_000_000)}


@dataclass(frozen=True, slots=True)
class Offers:
    """``ages`` by the names of AGES: days since publication, from the first and before the second."""

    sources: tuple[SourceCount, ...]
    countries: tuple[Count, ...]
    ages: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.sources)

    @property
    def listed(self) -> int:
        return sum(one.listed for one in self.sources)


def offers() -> Offers:
    today = day_number(datetime.now(UTC).date())
    return remembered(("site figures", today), lambda: _offers(today))


def _offers(today: int) -> Offers:
    sums = [
        count_if((Job.day <= today - first) & (Job.day > today - last))
        if first
        else count_if(Job.day > today - last)
        for first, last in AGES.values()
    ]
    row = db.session.execute(select(*sums).where(*LISTED.conditions())).one()
    return Offers(by_source(), by_column("country", LISTED), dict(zip(AGES, map(int, row), strict=True)))
