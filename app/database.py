"""How connections behave: SQLite in WAL with real foreign keys, writers that take the lock at once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text

from outgoing.wal import turn_on_wal

TABLES_LOCK = 7_301_584  # any number, the same in every process
BUSY_MS = 5000
LOOK_SECONDS = 2
HELD_LONG, LET_OTHERS = 0.1, 0.12  # seconds; who waits for SQLite's lock looks for it every 0.1 at least

SQLITE_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -4000",  # each connection has one of its own; the system keeps pages for all of them
    "PRAGMA temp_store = MEMORY",
)


@dataclass(slots=True)
class Writing:
    """``since`` is the monotonic time at which SQLite's write lock was taken."""

    since: float | None = None


_writing: ContextVar[Writing | None] = ContextVar("writing", default=None)


@contextmanager
def begin_immediately() -> Iterator[None]:
    """Transactions begun inside take SQLite's write lock at once.

    A transaction that reads first and writes later fails with "database is locked" as soon as
    somebody else wrote in between, whatever the timeout; one that begins as a writer waits.
    Who held the lock for long pauses afterwards: one who writes again and again would keep out
    for good those who look for it only now and then.
    """
    writing = Writing()
    token = _writing.set(writing)
    try:
        yield
    finally:
        _writing.reset(token)
        if writing.since is not None and monotonic() - writing.since > HELD_LONG:
            sleep(LET_OTHERS)


@contextmanager
def one_at_a_time(engine: Engine, folder: Path) -> Iterator[None]:
    """Holds back a second process that wants to change the tables at the same time."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": TABLES_LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": TABLES_LOCK})
        return
    with (folder / "tables.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # ends with the file, also when the process is killed
        yield


def is_writing() -> bool:
    return _writing.get() is not None


def prepare_engine(engine: Engine) -> None:
    """Install the SQLite behaviour on an engine; PostgreSQL needs none."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def engine_to_look(url: str) -> Engine:
    """For those who look after the server: a connection of its own for each look, so that it shows the database
    as it is when all others are taken, and never waits long for one that is away."""
    is_sqlite = url.startswith("sqlite")
    waits = {"timeout": LOOK_SECONDS} if is_sqlite else {"connect_timeout": LOOK_SECONDS}
    engine = create_engine(url, poolclass=NullPool, connect_args=waits, hide_parameters=True)
    event.listen(engine, "begin", _look_on_begin)
    return engine


def _look_on_begin(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {LOOK_SECONDS * 1000}")
        connection.exec_driver_sql("SET LOCAL TRANSACTION READ ONLY")


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    turn_on_wal(connection)
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Connection) -> None:
    writing = _writing.get()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    if writing:
        writing.since = monotonic()
