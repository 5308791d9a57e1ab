"""What the whole installation is like, read when somebody asks and kept for a moment.

True with any number of processes and machines, because it is nowhere but in the database. When that does not answer,
the rest is told all the same, and that it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Lock
from time import monotonic, perf_counter
from typing import Final

from flask import Flask, current_app
from prometheus_client.core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from app.logs import get_logger
from app.metrics.registry import text_of
from app.models import utc_now
from app.services.looking import looking
from app.services.monitoring import alerts, assistant, backups, index, machine, runs, tasks
from app.services.monitoring.gauges import gauge

log = get_logger("monitoring")
KEPT_SECONDS: Final = 10.0
Figures = Callable[[Connection, datetime], Iterator[Metric]]
PARTS: Final[tuple[Figures, ...]] = (
    tasks.figures,
    runs.figures,
    assistant.figures,
    alerts.figures,
    index.figures,
    backups.figures,
)


class _Kept(Collector):
    """The last text, by one reader at a time: who comes meanwhile waits for the same."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = Lock()
        self._text = b""
        self._until = 0.0

    def text(self) -> bytes:
        with self._lock:
            if monotonic() >= self._until:
                self._text = text_of(self)
                self._until = monotonic() + KEPT_SECONDS
            return self._text

    def collect(self) -> Iterator[Metric]:
        started = perf_counter()
        found = _from_database()
        yield gauge("jobmatch_database_up", "1 when the database answered.", float(found is not None))
        yield from found or ()
        yield from machine.figures(self._app)
        yield gauge(
            "jobmatch_state_read_seconds",
            "How long it took to read what the database says.",
            perf_counter() - started,
        )


def init_app(app: Flask) -> None:
    app.extensions["monitored_state"] = _Kept(app)


def text() -> bytes:
    kept: _Kept = current_app.extensions["monitored_state"]
    return kept.text()


def _from_database() -> list[Metric] | None:
    """None when it did not answer: half of the figures would look like the whole."""
    now = utc_now()
    try:
        with looking() as connection:
            return [metric for part in PARTS for metric in part(connection, now)]
    except SQLAlchemyError as error:
        log.warning("no figures from the database", fault=type(error).__name__)
        return None
