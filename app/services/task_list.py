"""Background work as an admin looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.models import Task, User
from app.models.task import STATES

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class TaskRow:
    """``asked_by`` is the address of the account, "" for the schedule. ``progress`` is in percent."""

    id: int
    name: str
    arguments: Mapping[str, Any]
    state: str
    progress: int
    message: str
    attempts: int
    max_attempts: int
    cancel_requested: bool
    asked_by: str
    created_at: datetime
    started_at: datetime | None
    heartbeat_at: datetime | None
    finished_at: datetime | None

    @property
    def can_cancel(self) -> bool:
        return self.state in {"queued", "running"} and not self.cancel_requested

    @property
    def can_retry(self) -> bool:
        return self.state in {"failed", "cancelled"}


@dataclass(frozen=True, slots=True)
class TaskPage:
    """``counts`` has every state. ``page`` counts from 1 and is at most ``pages``."""

    rows: tuple[TaskRow, ...]
    counts: Mapping[str, int]
    page: int
    pages: int


def page(state: str = "", number: int = 1) -> TaskPage:
    """The newest first; an unknown state or "" stands for all."""
    found = dict(db.session.execute(select(Task.state, func.count()).group_by(Task.state)).all())
    counts = {name: found.get(name, 0) for name in STATES}
    wanted = (Task.state == state,) if state in STATES else ()
    total = counts[state] if state in STATES else sum(counts.values())
    pages = max(1, -(-total // PER_PAGE))
    number = max(1, min(number, pages))
    rows = db.session.execute(
        select(Task, User.email)
        .outerjoin(User, User.id == Task.asked_by_id)
        .where(*wanted)
        .order_by(Task.created_at.desc(), Task.id.desc())
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    )
    return TaskPage(tuple(_row(task, email) for task, email in rows), counts, number, pages)


def find(task_id: int) -> TaskRow | None:
    query = select(Task, User.email).outerjoin(User, User.id == Task.asked_by_id).where(Task.id == task_id)
    found = db.session.execute(query).first()
    return _row(*found) if found else None


def _row(task: Task, email: str | None) -> TaskRow:
    same = ("id", "name", "arguments", "state", "progress", "message", "attempts", "max_attempts")
    more = ("cancel_requested", "created_at", "started_at", "heartbeat_at", "finished_at")
    return TaskRow(**{name: getattr(task, name) for name in same + more}, asked_by=email or "")
