"""Signs of life of a task under way and of its run or update, so that long work is not taken for lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask, current_app
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from app.logs import get_logger
from app.models import CourseUpdate, ScrapingRun, Task, utc_now
from app.services.transaction import rows_of, transaction

log = get_logger("task")
MISSED = 6  # beats without a sign after which work counts as lost


def every() -> timedelta:
    return timedelta(seconds=current_app.extensions["settings"].heartbeat_seconds)


def limit() -> timedelta:
    """Work that gave no sign for this long is lost."""
    return every() * MISSED


@contextmanager
def beating(task_id: int, attempt: int) -> Iterator[None]:
    """While the block runs, a thread writes the time into the task's row."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(app, task_id, attempt, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(app: Flask, task_id: int, attempt: int, ended: threading.Event) -> None:
    with app.app_context():
        wait = every().total_seconds()
    while not ended.wait(wait):
        with app.app_context():
            try:
                _note(task_id, attempt)
            except OperationalError as error:  # the database is busy; the next beat tells
                log.warning("no heartbeat", task=task_id, fault=type(error).__name__)


def _note(task_id: int, attempt: int) -> None:
    now = utc_now()
    with transaction() as session:
        mine = (Task.id == task_id, Task.state == "running", Task.attempts == attempt)
        beat = session.execute(update(Task).where(*mine).values(heartbeat_at=now))
        if rows_of(beat):
            for run in (ScrapingRun, CourseUpdate):
                is_open = (run.task_id == task_id, run.completed_at.is_(None))
                session.execute(update(run).where(*is_open).values(heartbeat_at=now))
