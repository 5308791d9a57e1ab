"""How updates of the catalogue stand: the one that waits or runs, and the report of the last one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.models import CourseUpdate, Task
from app.services.courses import update
from app.services.transaction import end_reading


@dataclass(frozen=True, slots=True)
class OpenUpdate:
    """``percent`` and ``message`` are counted by whoever does it, also when that is cron."""

    task_id: int
    state: str
    percent: int
    message: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class EndedUpdate:
    """``counts`` and ``samples`` by the names of update_tally; ``error`` says why it did not end well."""

    status: str
    started_at: datetime
    completed_at: datetime
    counts: Mapping[str, int]
    samples: Mapping[str, Sequence[str]]
    notes: tuple[str, ...]
    error: str


@dataclass(frozen=True, slots=True)
class UpdateStatus:
    under_way: OpenUpdate | None = None
    last: EndedUpdate | None = None


def status() -> UpdateStatus:
    found = UpdateStatus(_under_way(), _last())
    end_reading()
    return found


def _under_way() -> OpenUpdate | None:
    task = db.session.scalars(select(Task).where(*update.OPEN).order_by(Task.id).limit(1)).first()
    if task is None:
        return None
    return OpenUpdate(task.id, task.state, task.progress, task.message, task.cancel_requested)


def _last() -> EndedUpdate | None:
    ended = select(CourseUpdate).where(CourseUpdate.completed_at.is_not(None))
    row = db.session.scalars(ended.order_by(CourseUpdate.id.desc()).limit(1)).first()
    if row is None or row.completed_at is None:
        return None
    return EndedUpdate(
        row.status, row.started_at, row.completed_at, row.counts, row.samples, tuple(row.notes), row.error
    )
