"""Signs of life of a task under way, so that long work is not taken for lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask, current_app
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from app.logs import get_logger
from app.models import Task, utc_now
from app.services.transaction import transaction

log = get_logger("task")
EVERY = timedelta(seconds=30)


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
    while not ended.wait(EVERY.total_seconds()):
        with app.app_context():
            try:
                _note(task_id, attempt)
            except OperationalError as error:  # the database is busy; the next beat tells
                log.warning("no heartbeat", task=task_id, fault=type(error).__name__)


def _note(task_id: int, attempt: int) -> None:
    with transaction() as session:
        session.execute(
            update(Task)
            .where(Task.id == task_id, Task.state == "running", Task.attempts == attempt)
            .values(heartbeat_at=utc_now())
        )
