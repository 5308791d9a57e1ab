"""The rows of weekly updates: one lease, and counters that are committed with the courses they count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import CourseUpdate, utc_now
from app.services import heartbeat
from app.services.transaction import end_reading, insert_once, rows_of, transaction

SOURCE = "coursera"
KEEP = timedelta(days=365)
ERROR_LENGTH = 500
LOST = "the process was lost; the next update goes on"
_OPEN = CourseUpdate.completed_at.is_(None)


class LeaseLost(Exception):
    """This update was taken for lost and ended by somebody else; nothing may be stored in its name."""


@dataclass(frozen=True, slots=True)
class Lease:
    """``cursor`` is where the update before this one stopped among the new addresses."""

    update_id: int
    started_at: datetime
    cursor: str


def begin(task_id: int | None) -> Lease | None:
    """Start an update unless one is under way: then None. One whose heart stopped, or that an earlier attempt
    of the same task left, ends as interrupted."""
    now = utc_now()
    with transaction() as session:
        lost = CourseUpdate.heartbeat_at < now - heartbeat.limit()
        _interrupt(session, or_(lost, CourseUpdate.task_id == task_id) if task_id is not None else lost)
        newest = select(CourseUpdate.cursor).order_by(CourseUpdate.id.desc()).limit(1)
        cursor = session.scalars(newest).first() or ""
        row = {"source": SOURCE, "task_id": task_id, "started_at": now, "heartbeat_at": now, "cursor": cursor}
        if not insert_once(session, CourseUpdate, row):
            return None
        update_id = session.scalars(select(CourseUpdate.id).where(_OPEN)).one()
        session.execute(delete(CourseUpdate).where(CourseUpdate.completed_at < now - KEEP))
    return Lease(update_id, now, cursor)


def keep(session: Session, update_id: int, values: Mapping[str, Any]) -> None:
    """Write counters inside the caller's transaction. Raises LeaseLost, which undoes what they count."""
    changed = session.execute(
        update(CourseUpdate)
        .where(CourseUpdate.id == update_id, _OPEN)
        .values(heartbeat_at=utc_now(), **values)
    )
    if not rows_of(changed):
        raise LeaseLost


def end(update_id: int, status: str, values: Mapping[str, Any], error: str = "") -> None:
    """Raises LeaseLost."""
    ending = {"status": status, "error": error[:ERROR_LENGTH], "completed_at": utc_now()}
    with transaction() as session:
        keep(session, update_id, {**values, **ending})


def reap() -> int:
    """End updates that a killed process left, so that none is under way for ever."""
    with transaction() as session:
        return _interrupt(session, CourseUpdate.heartbeat_at < utc_now() - heartbeat.limit())


def find_last() -> CourseUpdate | None:
    """The newest update, also one that is under way."""
    row = db.session.scalars(select(CourseUpdate).order_by(CourseUpdate.id.desc()).limit(1)).first()
    end_reading()
    return row


def is_under_way() -> bool:
    row = find_last()
    return row is not None and row.completed_at is None


def find_of_task(task_id: int) -> CourseUpdate | None:
    newest = select(CourseUpdate).where(CourseUpdate.task_id == task_id).order_by(CourseUpdate.id.desc())
    row = db.session.scalars(newest.limit(1)).first()
    end_reading()
    return row


def _interrupt(session: Session, which: Any) -> int:
    ended = {"status": "interrupted", "completed_at": utc_now(), "error": LOST}
    return rows_of(session.execute(update(CourseUpdate).where(_OPEN, which).values(**ended)))
