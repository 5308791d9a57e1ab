"""How far the work under way is, told while it runs; and whether it should go on."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from flask import Flask, current_app
from sqlalchemy import update

from app.models import Task, utc_now
from app.services.transaction import transaction

EVERY = 1.0  # seconds between two words to the row
MESSAGE_LENGTH = 500
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL takes none of them


class Cancelled(Exception):
    """Somebody asked for this work to end."""


class Stopped(Exception):
    """This process was told to end: the work is handed back, to be done by another or after the next start."""


class Superseded(Exception):
    """This work was taken for lost and somebody else has it now."""


@dataclass(slots=True)
class Current:
    """The task that this thread does. ``told_at`` is a monotonic time."""

    task_id: int
    attempt: int
    asked_at: datetime
    asked_by_id: int | None
    told_at: float = 0.0


Listener = Callable[[int, str], object]
_current: ContextVar[Current | None] = ContextVar("current_task", default=None)
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def init_app(app: Flask) -> None:
    app.extensions["stopping"] = threading.Event()


def stop(app: Flask) -> None:
    """Ask all work of this process to end soon; safe in a signal handler."""
    app.extensions["stopping"].set()


@contextmanager
def working(current: Current) -> Iterator[None]:
    token = _current.set(current)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Inside, whatever is reported is told to ``listener`` too, each time."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def current() -> Current | None:
    return _current.get()


def report(percent: float, message: str) -> None:
    """Say how far the work is, at most once a second; what comes sooner is dropped. Never inside a transaction.

    Raises Cancelled, Stopped or Superseded. Without a task under way it only looks whether to stop.
    """
    message, percent = _UNSTORABLE.sub("", message)[:MESSAGE_LENGTH], max(0, min(100, int(percent)))
    listener = _listener.get()
    if listener:
        listener(percent, message)
    _tell({"progress": percent, "message": message})


def check() -> None:
    """A sign of life without news. Raises what ``report`` raises."""
    _tell({})


def _tell(news: dict[str, Any]) -> None:
    if current_app.extensions["stopping"].is_set():
        raise Stopped
    task = _current.get()
    if task is None or monotonic() - task.told_at < EVERY:
        return
    task.told_at = monotonic()
    mine = (Task.id == task.task_id, Task.state == "running", Task.attempts == task.attempt)
    with transaction() as session:
        told = update(Task).where(*mine).values(heartbeat_at=utc_now(), **news)
        is_cancelled = session.execute(told.returning(Task.cancel_requested)).scalar()
    if is_cancelled is None:
        raise Superseded
    if is_cancelled:
        raise Cancelled
