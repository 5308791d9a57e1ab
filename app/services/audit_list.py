"""Reading the audit log: filtered pages, and all of a choice as a table for a spreadsheet program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.models import AuditEntry
from app.services import audit
from app.services.offer_export import Row, Table
from app.services.people.listing import addresses_of, find_id
from app.services.transaction import end_reading, transaction

PER_PAGE: Final = 50
PIECE: Final = 500
HEADER: Final = ("id", "at", "action", "actor_id", "user_id", "subject", "details", "request_id")


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """ "" and None narrow nothing. ``actor`` and ``person`` are a number or an address; both days are included, in
    UTC."""

    action: str = ""
    actor: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The newest first. ``addresses`` of those who still have an account, by id."""

    chosen: AuditFilter
    rows: tuple[AuditEntry, ...]
    addresses: dict[int, str]
    total: int
    page: int
    pages: int


def entries(chosen: AuditFilter, page: int = 1) -> AuditPage:
    where = _conditions(chosen)
    total = db.session.scalar(select(func.count()).select_from(AuditEntry).where(*where)) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(page, 1), pages)
    query = select(AuditEntry).where(*where).order_by(AuditEntry.id.desc())
    rows = tuple(db.session.scalars(query.offset((page - 1) * PER_PAGE).limit(PER_PAGE)))
    ids = [user_id for row in rows for user_id in (row.actor_id, row.user_id)]
    return AuditPage(chosen, rows, addresses_of(ids), total, page, pages)


def export(chosen: AuditFilter, by: int) -> Table:
    """The oldest first, with ids and no addresses. Who takes it is noted, as the first thing."""
    with transaction() as session:
        audit.note(session, "audit_exported", actor_id=by)
    return Table("audit", HEADER, _rows(_conditions(chosen)))


def _rows(where: list[ColumnElement[bool]]) -> Iterator[Row]:
    after = 0
    query = select(AuditEntry).where(*where).order_by(AuditEntry.id).limit(PIECE)
    while True:
        found = db.session.scalars(query.where(AuditEntry.id > after)).all()
        rows = [_row(entry) for entry in found]
        end_reading()
        yield from rows
        if len(rows) < PIECE:
            return
        after = int(rows[-1][0] or 0)


def _row(entry: AuditEntry) -> Row:
    details = json.dumps(entry.details, sort_keys=True) if entry.details else ""
    at = entry.at.isoformat(timespec="seconds")
    ids = (entry.actor_id, entry.user_id)
    return [entry.id, at, entry.action, *ids, entry.subject, details, entry.request_id]


def _conditions(chosen: AuditFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if chosen.action:
        where.append(AuditEntry.action == chosen.action)
    for column, given in ((AuditEntry.actor_id, chosen.actor), (AuditEntry.user_id, chosen.person)):
        if given:
            where.append(column == (find_id(given) or 0))  # nobody has the id 0
    if chosen.since:
        where.append(AuditEntry.at >= datetime.combine(chosen.since, time.min, UTC))
    if chosen.until and chosen.until < date.max:
        where.append(AuditEntry.at < datetime.combine(chosen.until + timedelta(days=1), time.min, UTC))
    return where
