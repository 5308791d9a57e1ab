"""What the open offers say about the market: who asks, where, for what, at what pay, and how that moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import monotonic

from flask import current_app
from sqlalchemy import SQLColumnExpression, func, select

from app.core.market import RECENT_DAYS, Growth, SalaryBand, growth_of, salary_bands
from app.extensions import db
from app.models import Job, JobSkill
from app.services.offer_scope import Scope, date_of, day_number
from app.services.offer_statistics import COLUMNS, Count, count_if
from app.services.search.follower import offers_counter

Condition = SQLColumnExpression[bool]
TOP = 12
TOP_SKILLS = 20
CANDIDATE_SKILLS = 400
WEEKS = 26
BAND = 10_000
LATE_BY = 60.0  # seconds for which figures may be older than the offers, while a run brings new ones
MAX_KEPT = 200


@dataclass(frozen=True, slots=True)
class MarketFilters:
    """Empty values do not narrow; ``days`` counts back from today, None is without limit."""

    country: str = ""
    source: str = ""
    contract_type: str = ""
    language: str = ""
    days: int | None = None

    def conditions(self, today: date) -> list[Condition]:
        """Of all offers that match, open or not, each once."""
        scope = Scope(
            sources=(self.source,) if self.source else (),
            countries=(self.country,) if self.country else (),
            since=today - timedelta(days=self.days - 1) if self.days else None,
        )
        found: list[Condition] = [*scope.conditions(), Job.duplicate_of_id.is_(None)]
        if self.contract_type:
            found.append(Job.contract_type == self.contract_type)
        if self.language:
            found.append(Job.language == self.language)
        return found


@dataclass(frozen=True, slots=True)
class Week:
    """``begin`` is a Monday."""

    begin: date
    count: int


@dataclass(frozen=True, slots=True)
class Market:
    """``counts`` are of open offers by column of ``offer_statistics.COLUMNS``, the most frequent first. ``paid``
    is how many offers state a salary, ``median_pay`` the middle of their ranges in euros a year. ``weeks``
    counts by publication, closed offers too. ``choices`` are values that can be filtered by.
    """

    filters: MarketFilters
    total: int
    companies: int
    counts: dict[str, tuple[Count, ...]]
    salaries: tuple[SalaryBand, ...]
    paid: int
    median_pay: int | None
    weeks: tuple[Week, ...]
    skills: tuple[Growth, ...]
    growing: tuple[Growth, ...]
    choices: dict[str, tuple[str, ...]]
    made_at: datetime


def market(filters: MarketFilters) -> Market:
    """Kept until an offer changes, and a minute longer while they change all the time."""
    state, now = offers_counter(), monotonic()
    kept: dict[MarketFilters, tuple[object, float, Market]] = current_app.extensions.setdefault("market", {})
    known = kept.get(filters)
    is_new = known is not None and (known[0] == state or now - known[1] < LATE_BY)
    if known and is_new and known[2].made_at.date() == datetime.now(UTC).date():
        return known[2]
    if len(kept) >= MAX_KEPT:
        kept.clear()
    found = _market(filters, datetime.now(UTC))
    kept[filters] = (state, now, found)
    return found


def _market(filters: MarketFilters, now: datetime) -> Market:
    today = now.date()
    matching = filters.conditions(today)
    listed = [*matching, Job.is_active]
    total, companies = db.session.execute(
        select(func.count(), func.count(Job.company.distinct())).where(*listed)
    ).one()
    skills = _skills(matching, today)
    pay = _pay(listed)
    return Market(
        filters=filters,
        total=total,
        companies=companies,
        counts={name: _counts(column, listed) for name, column in COLUMNS.items()},
        salaries=salary_bands(pay, BAND),
        paid=len(pay),
        median_pay=round(median(pay)) if pay else None,
        weeks=_weeks(matching, today),
        skills=tuple(sorted(skills, key=lambda one: (-one.open, one.skill))[:TOP_SKILLS]),
        growing=_growing(skills),
        choices=_choices(),
        made_at=now,
    )


def _counts(column: SQLColumnExpression[str | None], conditions: Sequence[Condition]) -> tuple[Count, ...]:
    number = func.count().label("number")
    query = select(column, number).where(*conditions, column.is_not(None)).group_by(column)
    rows = db.session.execute(query.order_by(number.desc(), column).limit(TOP))
    return tuple(Count(value, count) for value, count in rows)


def _pay(conditions: Sequence[Condition]) -> list[int]:
    """The middle of each stated range in euros a year."""
    low = func.coalesce(Job.salary_year_eur_min, Job.salary_year_eur_max)
    high = func.coalesce(Job.salary_year_eur_max, Job.salary_year_eur_min)
    middle = (low + high) // 2
    return [value for (value,) in db.session.execute(select(middle).where(*conditions, low.is_not(None)))]


def _weeks(conditions: Sequence[Condition], today: date) -> tuple[Week, ...]:
    monday = day_number(today) - today.weekday()
    first = monday - 7 * (WEEKS - 1)
    week = (Job.day - first) // 7
    query = select(week, func.count()).where(*conditions, Job.day >= first, Job.day < monday + 7)
    counted: dict[int, int] = {row[0]: row[1] for row in db.session.execute(query.group_by(week))}
    return tuple(Week(date_of(first + 7 * number), counted.get(number, 0)) for number in range(WEEKS))


def _skills(conditions: Sequence[Condition], today: date) -> list[Growth]:
    """The skills asked for most, with how their share moved. Closed offers count in the shares."""
    split = day_number(today) - RECENT_DAYS
    open_, recent, before = (
        count_if(Job.is_active),
        count_if(Job.day > split),
        count_if((Job.day <= split) & (Job.day > split - 3 * RECENT_DAYS)),
    )
    totals = db.session.execute(select(open_, recent, before).where(*conditions)).one()
    number = func.count().label("number")
    query = select(JobSkill.skill, open_, recent, before).join(Job, Job.id == JobSkill.job_id)
    rows = db.session.execute(
        query.where(*conditions)
        .group_by(JobSkill.skill)
        .order_by(number.desc(), JobSkill.skill)
        .limit(CANDIDATE_SKILLS)
    )
    return [growth_of(row[0], row[1:], tuple(totals)) for row in rows]


def _growing(skills: Sequence[Growth]) -> tuple[Growth, ...]:
    risen = [one for one in skills if one.points is not None and one.points > 0]
    return tuple(sorted(risen, key=lambda one: (-(one.points or 0), one.skill))[:TOP])


def _choices() -> dict[str, tuple[str, ...]]:
    """What open offers hold, whatever is filtered now."""
    listed = Scope(is_listed=True).conditions()
    return {
        name: tuple(
            value
            for (value,) in db.session.execute(select(COLUMNS[name]).where(*listed).distinct())
            if value is not None
        )
        for name in ("country", "source", "contract_type", "language")
    }
