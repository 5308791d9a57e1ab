"""Figures of the whole site for administrators: a bounded number of grouped statements, no row of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models import utc_now
from app.services.site_figures import offers, people, storage, use, work

__all__ = ["SiteFigures", "figures"]


@dataclass(frozen=True, slots=True)
class SiteFigures:
    at: datetime
    people: people.People
    offers: offers.Offers
    use: use.Use
    work: work.Work
    storage: storage.Storage


def figures() -> SiteFigures:
    now = utc_now()
    return SiteFigures(
        at=now,
        people=people.people(now),
        offers=offers.offers(),
        use=use.use(now),
        work=work.work(now),
        storage=storage.storage(),
    )
