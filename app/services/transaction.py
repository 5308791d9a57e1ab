"""The one way to write: ``with transaction() as session``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from time import monotonic, sleep
from typing import Any, cast

from sqlalchemy import CursorResult, Result, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app import database
from app.extensions import db
from app.models import Base

LOOK_MS, PAUSE_SECONDS = 10, 0.05  # while the first lasts no other can write
_forgetting = Lock()


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit at the end, roll back on any exception. Inside another transaction it joins that one.

    A read that is under way in this session is ended first, because a transaction that began as
    a reader cannot safely become a writer in SQLite. Objects loaded before stay usable, but what
    a decision depends on must be loaded inside.
    """
    session = db.session()
    if database.is_writing():
        yield session
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("changes were made outside of a transaction")
    end_reading()
    with database.begin_immediately():
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise


def rows_of(result: Result[Any]) -> int:
    """How many rows an INSERT, UPDATE or DELETE touched."""
    return int(cast("CursorResult[Any]", result).rowcount)


def insert_once(session: Session, model: type[Base], values: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique key has it already; says whether it was inserted."""
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    table = cast("Table", model.__table__)
    row = insert(table).values(**values).on_conflict_do_nothing().returning(*table.primary_key)
    return session.execute(row).first() is not None


def forget_journal(seconds: float = 1.0) -> bool:
    """Let go of what was deleted: SQLite's journal still holds old pages until it is emptied. That needs a moment
    in which nobody reads an older state; it is looked for so long, by one thread at a time, and writers wait
    LOOK_MS at most each time. False when there was none: the next deletion or the daily task empties it."""
    if db.engine.dialect.name != "sqlite":
        return True
    end_reading()
    until = monotonic() + seconds
    if not _forgetting.acquire(timeout=seconds):
        return False
    try:
        with db.engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {LOOK_MS}")
            try:
                while connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
                    if monotonic() >= until:
                        return False
                    sleep(PAUSE_SECONDS)
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {database.BUSY_MS}")
    finally:
        _forgetting.release()
    return True


def end_reading() -> None:
    """Give the read snapshot back, so that the next query sees what others committed. When the connection was lost
    meanwhile that is raised, and the next query has another one."""
    session = db.session()
    try:
        session.commit()
    except BaseException:
        session.rollback()
        raise
