"""Connections to the database: how many there are, how many are in use, how long somebody waited for one."""

from __future__ import annotations

from threading import Lock
from time import perf_counter
from typing import Any, Final

from prometheus_client import Counter, Gauge, Histogram
from sqlalchemy import Engine, QueuePool, event
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.pool import PoolProxiedConnection

from app.metrics.registry import REGISTRY

LIVE: Final = "livesum"  # over the processes that are there
BUCKETS: Final = (0.001, 0.01, 0.1, 1.0, 10.0)

MOST: Final = Gauge(
    "jobmatch_database_pool_size",
    "Connections that may be open at most (overflow included), all processes together.",
    multiprocess_mode=LIVE,
    registry=REGISTRY,
)
OPEN: Final = Gauge(
    "jobmatch_database_pool_open",
    "Connections that are open.",
    multiprocess_mode=LIVE,
    registry=REGISTRY,
)
IN_USE: Final = Gauge(
    "jobmatch_database_pool_in_use",
    "Connections that somebody works with.",
    multiprocess_mode=LIVE,
    registry=REGISTRY,
)
OVERFLOW: Final = Gauge(
    "jobmatch_database_pool_overflow",
    "Open connections above the number that is kept.",
    multiprocess_mode=LIVE,
    registry=REGISTRY,
)
WAIT: Final = Histogram(
    "jobmatch_database_pool_wait_seconds",
    "Time to get a connection, opening one included.",
    buckets=BUCKETS,
    registry=REGISTRY,
)
NONE_FREE: Final = Counter(
    "jobmatch_database_pool_timeouts",
    "Times that no connection came free in time.",
    registry=REGISTRY,
)


class MeasuredPool(QueuePool):
    """The usual pool, which notes how long each connection was waited for."""

    def connect(self) -> PoolProxiedConnection:
        started = perf_counter()
        try:
            return super().connect()
        except NoneFree:
            NONE_FREE.inc()
            raise
        finally:
            WAIT.observe(perf_counter() - started)

    def most(self) -> int:
        return self.size() + max(0, int(self._max_overflow))


class _Watch:
    """Connections by the entries of the pool: a failed check can give one back that was never handed out."""

    def __init__(self, pool: MeasuredPool) -> None:
        self._kept = pool.size()
        self._open: set[int] = set()
        self._in_use: set[int] = set()
        self._lock = Lock()

    def note(self, entries: set[int], entry: object, *, is_in: bool) -> None:
        with self._lock:
            (entries.add if is_in else entries.discard)(id(entry))
            if entries is self._in_use:
                IN_USE.set(len(entries))
                return
            OPEN.set(len(entries))
            OVERFLOW.set(max(0, len(entries) - self._kept))

    def opened(self, _connection: Any, entry: object) -> None:
        self.note(self._open, entry, is_in=True)

    def closed(self, _connection: Any, entry: object) -> None:
        self.note(self._open, entry, is_in=False)

    def taken(self, _connection: Any, entry: object, _proxy: Any) -> None:
        self.note(self._in_use, entry, is_in=True)

    def given_back(self, _connection: Any, entry: object) -> None:
        self.note(self._in_use, entry, is_in=False)


def watch(engine: Engine) -> None:
    """From now on the gauges tell of this engine's pool; nothing for a pool of another kind."""
    pool = engine.pool
    if not isinstance(pool, MeasuredPool):
        return
    MOST.set(pool.most())
    seen = _Watch(pool)
    event.listen(pool, "connect", seen.opened)
    event.listen(pool, "close", seen.closed)
    event.listen(pool, "checkout", seen.taken)
    event.listen(pool, "checkin", seen.given_back)
