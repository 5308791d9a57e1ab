"""The weekly update of the catalogue from outside: asked for, done by a task or by cron, reported."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.ai.errors import ModelUnavailable
from app.extensions import db
from app.logs import get_logger
from app.models import CourseUpdate, Task, utc_now
from app.outgoing import client_of
from app.services import audit, progress, tasks
from app.services.courses import builds, update_runs
from app.services.courses.update_runs import Lease, LeaseLost
from app.services.courses.update_storing import known_pages, store
from app.services.courses.update_tally import Tally, report_of, storable, write_report
from app.services.transaction import end_reading, transaction
from course_scraper.update import Bounds, Event, update
from outgoing.endings import SourceFault
from outgoing.limits import MIB, Limits

log = get_logger("courses")
TASK = "courses_update"
UNDER_WAY, ALREADY = "under_way", "already under way"
BATCH = 20
PATIENCE = 60.0  # seconds between two commits
LONGEST = timedelta(hours=12)
SITEMAP_LIMITS = Limits(seconds=60.0, bytes=50 * MIB)  # what the protocol of sitemaps allows
OPEN = (Task.name == TASK, Task.state.in_(("queued", "running")))


@dataclass(frozen=True, slots=True)
class Done:
    """``status`` as in the row of the update, or UNDER_WAY when somebody else does one; then no report."""

    status: str
    report: dict[str, Any] | None = None


def ask(user_id: int | None = None, bounds: Bounds | None = None) -> tuple[int, bool]:
    """(id of the task that updates, whether it is new): who asks while one waits or runs gets that one."""
    with transaction() as session:
        known = session.scalars(select(Task.id).where(*OPEN).limit(1)).first()
        if known is not None:
            return known, False
        task = tasks.add(session, TASK, _arguments(bounds or Bounds()), asked_by_id=user_id)
        audit.note(session, "course_update_asked", actor_id=user_id, subject="courses")
    tasks.start(task)
    return task.id, True


def cancel() -> bool:
    """End the update that waits or runs, after its batch. False when there is none."""
    task_id = db.session.scalars(select(Task.id).where(*OPEN).limit(1)).first()
    end_reading()
    return task_id is not None and tasks.cancel(task_id)


def run_here(bounds: Bounds) -> Done:
    """Do an update in this process; nobody repeats it when the process dies."""
    with transaction() as session:
        task_id = tasks.add(session, TASK, _arguments(bounds), max_attempts=1).id
    tasks.run(task_id, {TASK: run})
    row = update_runs.find_of_task(task_id)
    if row is not None:
        return Done(row.status, report_of(row))
    task = db.session.get(Task, task_id, populate_existing=True)
    message = task.message if task else ""
    end_reading()
    return Done(UNDER_WAY if message == ALREADY else "failed")


def run(pages: int, recheck: int | None = None) -> str:
    """The work of a task: one update to its end or its first refusal. What was stored stays, however it ends."""
    task = progress.current()
    lease = update_runs.begin(task.task_id if task else None)
    if lease is None:
        return ALREADY
    tally = Tally(cursor=lease.cursor)
    status, error = _collect(lease, Bounds(pages, recheck), tally)
    if tally.has_changes and status not in {"cancelled", "interrupted"}:
        status, error = _index(tally, status, error)
    update_runs.end(lease.update_id, status, tally.columns(), storable(error))
    _write_report(lease.update_id)
    if status == "cancelled":
        raise progress.Cancelled
    if status == "interrupted":
        raise progress.Stopped
    counts = tally.counts
    return f"{status}: {counts['new']} new, {counts['updated']} changed, {counts['gone']} gone"


def _collect(lease: Lease, bounds: Bounds, tally: Tally) -> tuple[str, str]:
    """How it ended, and why. Raises LeaseLost and Superseded when the update belongs to somebody else by now."""
    try:
        _read_and_store(lease, bounds, tally)
    except SourceFault as fault:
        return fault.status, fault.detail
    except progress.Cancelled:
        return "cancelled", "ended by an admin"
    except progress.Stopped:
        return "interrupted", "the program was told to stop; the next update goes on"
    except (LeaseLost, progress.Superseded):
        raise
    except Exception as error:
        log.exception("update of the courses failed", update=lease.update_id)
        return "failed", f"{type(error).__name__}: the log of the program says more"
    return "ok", ""


def _read_and_store(lease: Lease, bounds: Bounds, tally: Tally) -> None:
    """In batches, and what is left of a batch when something ends it."""
    client = client_of(current_app.extensions["settings"], SITEMAP_LIMITS)
    known, batch, stored_at = known_pages(), list[Event](), monotonic()
    until = utc_now() + LONGEST
    try:
        with closing(update(client, known, bounds, utc_now().date(), lease.cursor)) as events:
            for event in events:
                tally.take(event)
                batch.append(event)
                if len(batch) >= BATCH or monotonic() - stored_at > PATIENCE:
                    ready, batch, stored_at = batch, [], monotonic()
                    store(ready, lease.update_id, tally)
                _tell(tally)
                if utc_now() >= until:
                    tally.notes.append("stopped after twelve hours")
                    return
    except (LeaseLost, progress.Superseded):
        batch = []
        raise
    finally:
        if batch:
            store(batch, lease.update_id, tally)


def _tell(tally: Tally) -> None:
    counts = tally.counts
    percent = 100 * counts["asked"] / max(1, counts["planned"])
    progress.report(percent, f"{counts['asked']} of {counts['planned']} pages, {counts['new']} new")


def _index(tally: Tally, status: str, error: str) -> tuple[str, str]:
    """A new index over what changed. Where it cannot be built the old one serves on, and the update says so."""
    try:
        tally.notes.append(f"index: {builds.build()}")
    except (builds.IndexNotBuilt, ModelUnavailable) as fault:
        return ("failed" if status == "ok" else status), error or f"the index was not built: {fault}"
    except progress.Cancelled:
        return "cancelled", "ended by an admin while the index was built"
    except progress.Stopped:
        return "interrupted", "the program was told to stop while the index was built"
    return status, error


def _write_report(update_id: int) -> None:
    row = db.session.get(CourseUpdate, update_id, populate_existing=True)
    end_reading()
    if row is None:
        return
    try:
        write_report(current_app.extensions["settings"].data_dir, report_of(row))
    except OSError as error:  # the row has it too
        log.warning("the report of the update was not written", fault=type(error).__name__)


def _arguments(bounds: Bounds) -> dict[str, Any]:
    return {"pages": bounds.pages, "recheck": bounds.recheck}
