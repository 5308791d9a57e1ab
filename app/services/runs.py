"""The rows of runs: one lease for each source, counters that are committed with the offers they count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.models import ScrapingLine, ScrapingRun, utc_now
from app.services import heartbeat
from app.services.transaction import insert_once, rows_of, transaction

GOOD = ("ok", "empty")
LINE_LENGTH, HEAD_LENGTH = 500, 2_000
KEEP_LINES, KEEP_RUNS = timedelta(days=30), timedelta(days=365)
LOST = "the worker was lost; the next run goes on"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL takes none of them
_OPEN = ScrapingRun.completed_at.is_(None)


class LeaseLost(Exception):
    """This run was taken for lost and ended by somebody else; nothing may be stored in its name."""


@dataclass(frozen=True, slots=True)
class Lease:
    run_id: int
    started_at: datetime


def begin(
    source: str, *, asked_at: datetime, task_id: int | None, asked_by_id: int | None, version: int
) -> Lease | None:
    """Start a run, unless one is under way or began after this one was asked for: then None.

    A run whose heart stopped, or that an earlier attempt of the same task left, ends as interrupted.
    """
    now = utc_now()
    with transaction() as session:
        stale = ScrapingRun.heartbeat_at < now - heartbeat.limit()
        if task_id is not None:
            stale = or_(stale, ScrapingRun.task_id == task_id)
        _interrupt(session, ScrapingRun.source == source, stale)
        since = (ScrapingRun.source == source, ScrapingRun.started_at >= asked_at)
        ended_early = ScrapingRun.status.in_(("interrupted", "cancelled"))
        if session.scalar(select(ScrapingRun.id).where(*since, ~ended_early).limit(1)):
            return None
        row = {
            "source": source, "task_id": task_id, "asked_by_id": asked_by_id, "config_version": version,
            "started_at": now, "heartbeat_at": now,
        }  # fmt: skip
        if not insert_once(session, ScrapingRun, row):
            return None
        run_id = session.scalars(select(ScrapingRun.id).where(ScrapingRun.source == source, _OPEN)).one()
    return Lease(run_id, now)


def keep(session: Session, run_id: int, values: Mapping[str, Any]) -> None:
    """Write counters inside the caller's transaction. Raises LeaseLost, which undoes what they count."""
    changed = session.execute(
        update(ScrapingRun).where(ScrapingRun.id == run_id, _OPEN).values(heartbeat_at=utc_now(), **values)
    )
    if not rows_of(changed):
        raise LeaseLost


def say(session: Session, run_id: int, level: str, text: str) -> None:
    """A line of the log, inside the caller's transaction. ``level`` is info, warning or error."""
    session.add(ScrapingLine(run_id=run_id, level=level, text=storable(text, LINE_LENGTH)))


def end(run_id: int, status: str, values: Mapping[str, Any], *, error: str = "", head: str = "") -> None:
    """Raises LeaseLost."""
    with transaction() as session:
        ending = {
            "status": status,
            "completed_at": utc_now(),
            "error_message": storable(error, LINE_LENGTH) or None,
            "head": storable(head, HEAD_LENGTH) or None,
        }
        keep(session, run_id, {**values, **ending})
        say(session, run_id, "info" if status in GOOD else "error", f"{status}: {error}" if error else status)


def reap() -> int:
    """End runs that a killed worker left, so that none is under way for ever."""
    with transaction() as session:
        return _interrupt(session, ScrapingRun.heartbeat_at < utc_now() - heartbeat.limit())


def forget_old() -> int:
    """Delete the logs of runs after a month and the runs after a year."""
    now = utc_now()
    with transaction() as session:
        session.execute(delete(ScrapingLine).where(ScrapingLine.at < now - KEEP_LINES))
        gone = session.execute(delete(ScrapingRun).where(ScrapingRun.completed_at < now - KEEP_RUNS))
    return rows_of(gone)


def storable(text: str, length: int) -> str:
    return _UNSTORABLE.sub("", text)[:length]


def _interrupt(session: Session, *which: Any) -> int:
    lost = session.scalars(select(ScrapingRun.id).where(_OPEN, *which)).all()
    if not lost:
        return 0
    ended = {"status": "interrupted", "completed_at": utc_now(), "error_message": LOST}
    done = session.execute(update(ScrapingRun).where(ScrapingRun.id.in_(lost), _OPEN).values(**ended))
    for run_id in lost:
        say(session, run_id, "error", f"interrupted: {LOST}")
    return rows_of(done)
