"""Counts of offers by what they have in common, in grouped SQL, kept until any offer changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from flask import current_app
from sqlalchemy import ColumnElement, SQLColumnExpression, func, select
from sqlalchemy import case as sql_case

from app.extensions import db
from app.models import Job
from app.services.offer_scope import ALL, Scope, date_of, day_number
from app.services.search.follower import offers_counter

T = TypeVar("T")
COLUMNS = {
    "source": Job.source,
    "company": Job.company,
    "country": Job.country,
    "city": Job.city,
    "contract_type": Job.contract_type,
    "work_time": Job.work_time,
    "experience_level": Job.experience_level,
    "remote_policy": Job.remote_policy,
    "language": Job.language,
}
MAX_KEPT = 200
DAYS = 30
TOP = 12
MANY = 100


@dataclass(frozen=True, slots=True)
class Count:
    """``value`` is None for the offers that do not say."""

    value: str | None
    count: int


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """``copies`` repeat an offer of another row, ``closed`` are expired or gone; both are in ``total``."""

    source: str
    total: int
    listed: int
    copies: int
    closed: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """``oldest`` and ``newest`` are None without offers."""

    sources: tuple[SourceCount, ...]
    companies: tuple[Count, ...]
    countries: tuple[Count, ...]
    days: tuple[DayCount, ...]
    oldest: date | None
    newest: date | None

    @property
    def total(self) -> int:
        return sum(source.total for source in self.sources)

    @property
    def listed(self) -> int:
        return sum(source.listed for source in self.sources)

    @property
    def copies(self) -> int:
        return sum(source.copies for source in self.sources)

    @property
    def closed(self) -> int:
        return sum(source.closed for source in self.sources)


@dataclass(frozen=True, slots=True)
class Values:
    """All sources and countries that offers have, with their counts."""

    sources: tuple[Count, ...]
    countries: tuple[Count, ...]

    @property
    def total(self) -> int:
        return sum(source.count for source in self.sources)


def statistics(scope: Scope = ALL) -> Statistics:
    """All stored offers of ``scope``, the twelve most frequent companies and countries, the last 30 days."""
    today = datetime.now(UTC).date()
    return remembered((scope, today), lambda: _statistics(scope, today))


def companies(scope: Scope = ALL) -> tuple[Count, ...]:
    """The hundred with the most offers."""
    return remembered(("companies", scope), lambda: by_column("company", scope, MANY))


def counted_sources(scope: Scope = ALL) -> tuple[SourceCount, ...]:
    return remembered(("sources", scope), lambda: by_source(scope))


def all_values(scope: Scope = ALL) -> Values:
    return remembered(
        ("values", scope),
        lambda: Values(by_column("source", scope, None), by_column("country", scope, None)),
    )


def remembered(key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gave for ``key``, made again once an offer changed."""
    state = offers_counter()
    kept: tuple[tuple[int, int], dict[Hashable, T]] | None = current_app.extensions.get("offer_statistics")
    if kept is None or kept[0] != state or len(kept[1]) >= MAX_KEPT:
        kept = current_app.extensions["offer_statistics"] = (state, {})
    if key not in kept[1]:
        kept[1][key] = make()
    return kept[1][key]


def by_column(name: str, scope: Scope = ALL, limit: int | None = TOP) -> tuple[Count, ...]:
    """The most frequent values of a column of ``COLUMNS`` first; without a limit all of them."""
    column = COLUMNS[name]
    number = func.count().label("number")
    query = select(column, number).where(*scope.conditions()).group_by(column)
    rows = db.session.execute(query.order_by(number.desc(), column).limit(limit))
    return tuple(Count(value, count) for value, count in rows)


def by_source(scope: Scope = ALL) -> tuple[SourceCount, ...]:
    """In the order of their totals."""
    number = func.count().label("number")
    query = select(
        Job.source,
        number,
        count_if(Job.is_active & Job.duplicate_of_id.is_(None)),
        count_if(Job.duplicate_of_id.is_not(None)),
        count_if(Job.is_active.is_(False)),
    )
    rows = db.session.execute(
        query.where(*scope.conditions()).group_by(Job.source).order_by(number.desc(), Job.source)
    )
    return tuple(SourceCount(*row) for row in rows)


def by_day(scope: Scope = ALL, days: int = DAYS, today: date | None = None) -> tuple[DayCount, ...]:
    """The last ``days`` days, oldest first, those without offers too."""
    last = day_number(today or datetime.now(UTC).date())
    first = last - days + 1
    query = select(Job.day, func.count()).where(*scope.conditions(), Job.day >= first, Job.day <= last)
    counted = {row[0]: row[1] for row in db.session.execute(query.group_by(Job.day))}
    return tuple(DayCount(date_of(day), counted.get(day, 0)) for day in range(first, last + 1))


def date_range(scope: Scope = ALL) -> tuple[date | None, date | None]:
    row = db.session.execute(select(func.min(Job.day), func.max(Job.day)).where(*scope.conditions())).one()
    return (None, None) if row[0] is None else (date_of(row[0]), date_of(row[1]))


def _statistics(scope: Scope, today: date) -> Statistics:
    oldest, newest = date_range(scope)
    return Statistics(
        sources=by_source(scope),
        companies=by_column("company", scope),
        countries=by_column("country", scope),
        days=by_day(scope, today=today),
        oldest=oldest,
        newest=newest,
    )


def count_if(condition: SQLColumnExpression[bool]) -> ColumnElement[int]:
    """In a grouped query: how many rows of the group fulfil it."""
    return func.coalesce(func.sum(sql_case((condition, 1), else_=0)), 0)
