"""Offers and runs as rows of a table, read in pieces, so that memory stays bounded whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.errors import BadInput
from app.extensions import db
from app.models import Job, ScrapingRun
from app.services.offer_scope import Scope
from app.services.transaction import end_reading

PIECE = 500
MOST_IN_WORKBOOK = 100_000

Value = str | int | float | None
Row = list[Value]
Columns = Sequence[tuple[str, InstrumentedAttribute[Any]]]

OFFER_COLUMNS: Columns = (
    ("id", Job.id),
    ("source", Job.source),
    ("external_id", Job.external_id),
    ("title", Job.title),
    ("company", Job.company),
    ("city", Job.city),
    ("country", Job.country),
    ("location", Job.location),
    ("contract_type", Job.contract_type),
    ("work_time", Job.work_time),
    ("experience_level", Job.experience_level),
    ("remote_policy", Job.remote_policy),
    ("language", Job.language),
    ("salary_min", Job.salary_min),
    ("salary_max", Job.salary_max),
    ("salary_currency", Job.salary_currency),
    ("salary_period", Job.salary_period),
    ("skills", Job.skill_text),
    ("published_at", Job.published_at),
    ("expires_at", Job.expires_at),
    ("first_seen_at", Job.first_seen_at),
    ("last_seen_at", Job.last_seen_at),
    ("is_active", Job.is_active),
    ("closed_reason", Job.closed_reason),
    ("copy_of", Job.duplicate_of_id),
    ("is_demo", Job.is_demo),
    ("job_url", Job.job_url),
)
RUN_COLUMNS: Columns = (
    ("id", ScrapingRun.id),
    ("source", ScrapingRun.source),
    ("status", ScrapingRun.status),
    ("started_at", ScrapingRun.started_at),
    ("completed_at", ScrapingRun.completed_at),
    ("found", ScrapingRun.jobs_found),
    ("new", ScrapingRun.jobs_new),
    ("updated", ScrapingRun.jobs_updated),
    ("unchanged", ScrapingRun.jobs_unchanged),
    ("duplicate", ScrapingRun.jobs_duplicate),
    ("rejected", ScrapingRun.jobs_rejected),
    ("closed", ScrapingRun.jobs_closed),
    ("message", ScrapingRun.message),
    ("error", ScrapingRun.error_message),
)


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` reads as it is walked, once. ``name`` is the name of a file without its ending."""

    name: str
    header: tuple[str, ...]
    rows: Iterator[Row]


Maker = Callable[[Scope], Table]


def offers(scope: Scope) -> Table:
    return _table("offers", OFFER_COLUMNS, Job.id, scope.conditions())


def runs(scope: Scope) -> Table:
    """The runs of the sources of ``scope`` that began on its days; its other parts say nothing about runs."""
    return _table("runs", RUN_COLUMNS, ScrapingRun.id, _run_conditions(scope))


def require_room_in_workbook(what: str, scope: Scope) -> None:
    """Raises BadInput for more rows than a workbook is made for."""
    conditions = scope.conditions() if what == "offers" else _run_conditions(scope)
    model = Job if what == "offers" else ScrapingRun
    count = db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0
    if count > MOST_IN_WORKBOOK:
        raise BadInput(
            _(
                "%(count)s rows are too many for an Excel file. Choose sources, countries or days, or take CSV.",
                count=count,
            )
        )


def _run_conditions(scope: Scope) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if scope.sources:
        found.append(ScrapingRun.source.in_(scope.sources))
    if scope.since:
        found.append(ScrapingRun.started_at >= datetime.combine(scope.since, time.min, UTC))
    if scope.until:
        found.append(
            ScrapingRun.started_at < datetime.combine(scope.until, time.min, UTC) + timedelta(days=1)
        )
    return found


def _table(
    name: str, columns: Columns, key: InstrumentedAttribute[int], conditions: Sequence[ColumnElement[bool]]
) -> Table:
    query = select(*(column for _name, column in columns)).where(*conditions).order_by(key)

    def piece(after: int) -> Sequence[Sequence[Any]]:
        found = db.session.execute(query.where(key > after).limit(PIECE)).all()
        end_reading()  # a reader that stays keeps the database from tidying up
        return found

    return Table(name, tuple(title for title, _column in columns), _rows(piece))


def _rows(piece: Callable[[int], Sequence[Sequence[Any]]]) -> Iterator[Row]:
    """``piece`` gives the next rows after an id, which is their first column."""
    after = 0
    while found := piece(after):
        yield from ([_plain(value) for value in row] for row in found)
        after = found[-1][0]


def _plain(value: Any) -> Value:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return float(value) if isinstance(value, Decimal) else value
