"""Saved searches as the percolator takes them, and offers as they are held against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, select

from app.core.alerts.percolator import Percolator
from app.core.alerts.wanted import NewOffer, Wanted, wanted
from app.core.alerts.words import fts5_words, tsvector_words
from app.core.search.filters import Filters
from app.extensions import db
from app.models import Job
from app.services.search import offers

_COLUMNS = (
    Job.id, Job.title, Job.company, Job.location, Job.skill_text, Job.description, Job.skill_codes, Job.day,
    Job.salary_year_eur_max, Job.salary_year_eur_min,
    Job.country, Job.contract_type, Job.work_time, Job.experience_level, Job.remote_policy, Job.source, Job.language,
)  # fmt: skip
_CODES = 10  # where the columns of CODED begin
KEPT = 20_000  # searches, about 2 kB each
MOST_TEXT = 100_000  # of a description, as the tsvector has it


def percolator(searches: Iterable[tuple[int, Filters]]) -> Percolator:
    """It finds what the search page would, by the words of the database in use."""
    asked = ((search_id, wanted_of(filters)) for search_id, filters in searches)
    if db.engine.dialect.name == "sqlite":
        return Percolator(asked, fts5_words)
    return Percolator(asked, tsvector_words, is_one_text=True)


def wanted_of(filters: Filters) -> Wanted:
    return _wanted(filters, offers.first_day(filters))


@lru_cache(KEPT)
def _wanted(filters: Filters, first_day: int | None) -> Wanted:
    """People seldom change what they saved, and the worker looks every minute."""
    filters = offers.understand_location(filters)
    return wanted(filters, offers.text_query(filters), first_day)


def new_offers(*which: ColumnElement[bool]) -> Sequence[NewOffer]:
    """The listed offers of ``which``, by id."""
    rows = db.session.execute(select(*_COLUMNS).where(Job.is_listed, *which).order_by(Job.id))
    return [
        NewOffer(
            id=row[0],
            title=row[1],
            company=row[2] or "",
            location=row[3] or "",
            skill_text=row[4],
            description=row[5][:MOST_TEXT],
            skill_codes=row[6],
            codes=tuple(None if code is None else str(code) for code in row[_CODES:]),
            salary=row[8] or row[9] or 0,
            day=row[7],
        )
        for row in rows
    ]
