"""Tasks: what waits, what runs, how the last hour went, and whether a worker is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from prometheus_client.core import Metric
from sqlalchemy import ColumnElement, Connection, extract, func, select, update

from app import queue
from app.models import Counter, Task
from app.services.monitoring.gauges import gauge, gauges
from app.services.transaction import insert_once, rows_of, transaction

BEAT: Final = "worker beat"  # seconds since 1970, in the row of this counter
HOUR: Final = timedelta(hours=1)
LONGEST: Final = timedelta(days=1)  # tasks asked for before are not looked for
LANES: Final = {"queue": "quick", "slow_queue": "slow", "model_queue": "model", "reading_queue": "reading"}
ENDED: Final = ("done", "failed", "cancelled")


def beat() -> None:
    """A worker took something up just now."""
    now = int(datetime.now(UTC).timestamp())
    with transaction() as session:
        told = update(Counter).where(Counter.name == BEAT).values(value=now)
        if not rows_of(session.execute(told)):
            insert_once(session, Counter, {"name": BEAT, "value": now, "epoch": 0})


def figures(connection: Connection, now: datetime) -> Iterator[Metric]:
    yield from _open(connection, now)
    yield from _ended(connection, now)
    beaten = connection.scalar(select(Counter.value).where(Counter.name == BEAT))
    yield gauge(
        "jobmatch_worker_beat_timestamp_seconds",
        "When a worker last took up its minutely task; absent before the first.",
        beaten,
    )


def _open(connection: Connection, now: datetime) -> Iterator[Metric]:
    first_try = Task.attempts == 0
    rows = connection.execute(
        select(Task.name, Task.state, func.count(), func.min(Task.created_at).filter(first_try))
        .where(Task.state.in_(("queued", "running")))
        .group_by(Task.name, Task.state)
    ).all()
    depth, lag = dict.fromkeys(LANES.values(), 0), dict.fromkeys(LANES.values(), 0.0)
    for name, state, count, oldest in rows:
        if state == "queued":
            lane = LANES[queue.lane_of(name)]
            depth[lane] += count
            waited = (now - oldest).total_seconds() if oldest else 0.0
            lag[lane] = max(lag[lane], waited)
    counts = {(name, state): float(count) for name, state, count, _oldest in rows}
    yield gauges(
        "jobmatch_tasks_open", "Tasks that wait or run, by name and state.", ("name", "state"), counts
    )
    yield gauges(
        "jobmatch_queue_depth",
        "Tasks that wait, by lane of the queue.",
        ("lane",),
        {(lane,): float(count) for lane, count in depth.items()},
    )
    yield gauges(
        "jobmatch_queue_lag_seconds",
        "How long the one that waits longest for its first attempt has waited, by lane; 0 when none does.",
        ("lane",),
        {(lane,): max(0.0, seconds) for lane, seconds in lag.items()},
    )


def _ended(connection: Connection, now: datetime) -> Iterator[Metric]:
    seconds = _seconds(connection, Task.finished_at, Task.started_at)
    lately = (Task.state.in_(ENDED), Task.created_at >= now - LONGEST, Task.finished_at >= now - HOUR)
    rows = connection.execute(
        select(Task.name, Task.state, func.count(), func.avg(seconds), func.max(seconds))
        .where(*lately)
        .group_by(Task.name, Task.state)
    ).all()
    labels = ("name", "state")
    for name, meaning, place in (
        ("jobmatch_tasks_last_hour", "Tasks that ended in the last hour.", 2),
        ("jobmatch_task_duration_mean_seconds", "Mean of the last attempts that ended in the last hour.", 3),
        ("jobmatch_task_duration_max_seconds", "Longest of those that ended in the last hour.", 4),
    ):
        pairs = [((row[0], row[1]), float(row[place])) for row in rows if row[place] is not None]
        yield gauges(name, meaning, labels, pairs)


def _seconds(connection: Connection, end: Any, start: Any) -> ColumnElement[Any]:
    if connection.dialect.name == "sqlite":
        return (func.julianday(end) - func.julianday(start)) * 86_400
    return extract("epoch", end - start)
