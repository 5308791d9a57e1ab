"""What a saved search wants, and what it is held against."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.search.filters import Filters
from app.core.search.index import CODED
from app.core.search.query import TextQuery


@dataclass(frozen=True, slots=True)
class NewOffer:
    """The texts that the search looks into; ``codes`` follows ``CODED``, ``day`` is days since 1970 and
    ``salary`` euros a year (the top of the range), 0 where unknown."""

    id: int
    title: str
    company: str
    location: str
    skill_text: str
    description: str
    skill_codes: str
    codes: tuple[str | None, ...]
    salary: int
    day: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """``facets`` follows ``CODED``; an empty one takes every value. ``salary`` is 0 for any, 1 for a stated one."""

    query: TextQuery
    facets: tuple[tuple[str, ...], ...] = ((),) * len(CODED)
    salary: int = 0
    first_day: int | None = None


def wanted(filters: Filters, query: TextQuery, first_day: int | None) -> Wanted:
    asks = filters.with_salary or filters.salary_min
    return Wanted(
        query=query,
        facets=tuple(getattr(filters, facet) for facet in CODED),
        salary=max(filters.salary_min or 0, 1) if asks else 0,
        first_day=first_day,
    )
