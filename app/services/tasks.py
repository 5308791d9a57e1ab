"""Background work: rows that say what was asked and how far it is. The queue only wakes the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from time import monotonic
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import queue, traces
from app.errors import NotFound
from app.extensions import db
from app.logs import get_logger
from app.metrics import tasks as figures
from app.models import Task, utc_now
from app.services import heartbeat, progress
from app.services.transaction import rows_of, transaction

log = get_logger("task")
ATTEMPTS = 3
FIRST_WAKE = timedelta(minutes=1)  # who wrote a task down pushes it; if not, the reaper does by then
NEXT_WAKE = timedelta(minutes=15)  # a queue that was emptied loses what it held
RETRY = timedelta(seconds=30)  # doubled by every attempt
KEEP_FINISHED = timedelta(days=14)
LOST = "the worker was lost"

Handler = Callable[..., str | None]


def add(
    session: Session,
    name: str,
    arguments: Mapping[str, Any],
    *,
    slot: str | None = None,
    asked_by_id: int | None = None,
    max_attempts: int = ATTEMPTS,
) -> Task:
    """Write a task down inside the caller's transaction; ``start`` it after the commit. One attempt is for
    work that must not be repeated."""
    task = Task(
        name=name,
        arguments=dict(arguments),
        slot=slot,
        asked_by_id=asked_by_id,
        max_attempts=max_attempts,
        wake_at=utc_now() + FIRST_WAKE,
    )
    session.add(task)
    session.flush()
    return task


def start(task: Task) -> None:
    queue.push(task.id, task.name)


def ask_once(name: str, slot: str, arguments: Mapping[str, Any] | None = None) -> Task | None:
    """A task for a slot such as an hour; None when somebody else asked for it already."""
    try:
        with transaction() as session:
            task = add(session, name, arguments or {}, slot=slot)
    except IntegrityError:
        return None
    start(task)
    return task


def cancel(task_id: int) -> bool:
    """A waiting task will not run; a running one is asked to stop. False when it has ended or is unknown."""
    now = utc_now()
    with transaction() as session:
        waiting = session.execute(
            update(Task)
            .where(Task.id == task_id, Task.state == "queued")
            .values(state="cancelled", cancel_requested=True, finished_at=now)
        )
        running = session.execute(
            update(Task).where(Task.id == task_id, Task.state == "running").values(cancel_requested=True)
        )
    return bool(rows_of(waiting) or rows_of(running))


def retry(task_id: int) -> bool:
    """Ask once more for what failed or was cancelled, with all its attempts. False when it did neither."""
    now = utc_now()
    with transaction() as session:
        name = session.execute(
            update(Task)
            .where(Task.id == task_id, Task.state.in_(("failed", "cancelled")))
            .values(
                state="queued", attempts=0, cancel_requested=False, progress=0, message="",
                created_at=now, wake_at=now + FIRST_WAKE, finished_at=None, heartbeat_at=None,
            )
            .returning(Task.name)
        ).scalar()  # fmt: skip
    if name is None:
        return False
    queue.push(task_id, name)
    return True


def run(task_id: int, handlers: Mapping[str, Handler]) -> None:
    """Claim a task and do it. A task that is not waiting (done, cancelled, claimed) is left alone."""
    task = _claim(task_id)
    if task is None:
        return
    attempt, name, arguments = task.attempts, task.name, task.arguments
    current = progress.Current(task_id, attempt, task.created_at, task.asked_by_id)
    db.session.commit()  # nothing is read any more while the work is done
    started = monotonic()
    with traces.span("task", f"task {name}", {"jobmatch.task": task_id, "jobmatch.attempt": attempt}) as span:
        outcome = _work(current, name, lambda: handlers[name](**arguments))
        span.note("jobmatch.outcome", outcome)
    figures.note(name if name in handlers else "unknown", outcome, monotonic() - started)


def _work(current: progress.Current, name: str, work: Handler) -> str:
    """How the attempt ended."""
    task_id, attempt = current.task_id, current.attempt
    try:
        with heartbeat.beating(task_id, attempt), progress.working(current):
            message = work()
    except progress.Superseded:
        db.session.rollback()
        log.warning("task was taken over", task=task_id, name=name, attempt=attempt)
        return "taken over"
    except progress.Cancelled:
        db.session.rollback()
        _end(task_id, attempt, state="cancelled")
        return "cancelled"
    except progress.Stopped:
        db.session.rollback()
        _hand_back(task_id, attempt)
        return "handed back"
    except Exception as error:
        log.exception("task failed", task=task_id, name=name, attempt=attempt)
        db.session.rollback()
        _give_back(task_id, attempt, type(error).__name__)
        return "failed"
    _end(task_id, attempt, state="done", progress=100, message=message or "")
    return "done"


def reap() -> list[int]:
    """Wake tasks that a killed worker left running, that were never pushed or wait for another attempt;
    give up after the last attempt."""
    now = utc_now()
    lost = (Task.state == "running", Task.heartbeat_at < now - heartbeat.limit())
    ended = {"finished_at": now, "message": LOST}
    with transaction() as session:
        session.execute(update(Task).where(*lost, Task.cancel_requested).values(state="cancelled", **ended))
        session.execute(
            update(Task).where(*lost, Task.attempts >= Task.max_attempts).values(state="failed", **ended)
        )
        session.execute(update(Task).where(*lost).values(state="queued", heartbeat_at=None, wake_at=now))
        due = (Task.state == "queued", or_(Task.wake_at.is_(None), Task.wake_at <= now))
        waiting = session.execute(select(Task.id, Task.name).where(*due)).all()
        session.execute(update(Task).where(*due).values(wake_at=now + NEXT_WAKE))
    for task_id, name in waiting:
        queue.push(task_id, name)
    return [task_id for task_id, _name in waiting]


def forget_finished() -> int:
    """Delete rows of work that ended two weeks ago."""
    with transaction() as session:
        gone = session.execute(delete(Task).where(Task.finished_at < utc_now() - KEEP_FINISHED))
    return rows_of(gone)


def _claim(task_id: int) -> Task | None:
    now = utc_now()
    with transaction() as session:
        return session.scalar(
            update(Task)
            .where(Task.id == task_id, Task.state == "queued", Task.cancel_requested.is_(False))
            .values(state="running", attempts=Task.attempts + 1, started_at=now, heartbeat_at=now)
            .returning(Task)
        )


def _end(task_id: int, attempt: int, **values: Any) -> None:
    """Only the attempt under way may end a task: who was taken for lost comes too late."""
    with transaction() as session:
        session.execute(
            update(Task)
            .where(Task.id == task_id, Task.state == "running", Task.attempts == attempt)
            .values(finished_at=utc_now(), **values)
        )


def _hand_back(task_id: int, attempt: int) -> None:
    """The process ends: the attempt does not count, a reaper gives the work to another process or to the next
    start. (Pushed now, it could come back to this one.) What must not be repeated ends."""
    with transaction() as session:
        task = session.get(Task, task_id, populate_existing=True)
        if task is None or task.state != "running" or task.attempts != attempt:
            return
        if task.cancel_requested or task.max_attempts == 1:
            task.state, task.finished_at = "cancelled", utc_now()
            return
        task.state, task.attempts = "queued", attempt - 1
        task.heartbeat_at, task.wake_at = None, utc_now()


def _give_back(task_id: int, attempt: int, fault: str) -> None:
    """Back to the waiting ones for the reaper; failed after the last attempt; cancelled when that was asked."""
    now = utc_now()
    with transaction() as session:
        task = session.get(Task, task_id, populate_existing=True)
        if task is None or task.state != "running" or task.attempts != attempt:
            return
        if task.cancel_requested:
            task.state = "cancelled"
        else:
            task.state = "failed" if attempt >= task.max_attempts else "queued"
        task.finished_at = None if task.state == "queued" else now
        task.heartbeat_at = now
        task.wake_at = now + RETRY * 2**attempt
        task.message = fault


def get_asked(user_id: int, task_id: int) -> Task:
    """What this person asked for. Raises NotFound, also for another person's."""
    task = db.session.get(Task, task_id)
    if task is None or task.asked_by_id != user_id:
        raise NotFound(_("There is no such task."))
    return task
