"""Which of the stored offers are counted or exported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement

from app.models import Job

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Scope:
    """Empty values do not narrow; offers that one person brought in for themselves are never in it.

    ``since`` and ``until``, both included, are days of publication, of arrival where that is unknown.
    ``is_listed`` leaves what the search shows: open offers, each once.
    """

    sources: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    is_listed: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = [Job.owner_id.is_(None)]
        if self.sources:
            found.append(Job.source.in_(self.sources))
        if self.countries:
            found.append(Job.country.in_(self.countries))
        if self.since:
            found.append(Job.day >= day_number(self.since))
        if self.until:
            found.append(Job.day <= day_number(self.until))
        if self.is_listed:
            found += [Job.is_active.is_(True), Job.duplicate_of_id.is_(None)]
        return found


ALL = Scope()


def day_number(day: date) -> int:
    """Days since 1970, as ``jobs.day`` counts them."""
    return day.toordinal() - EPOCH


def date_of(day: int) -> date:
    return date.fromordinal(day + EPOCH)
