"""What stands behind us and does not answer, or is full: said as what it is, never as a mistake of ours."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _
from limits.errors import StorageError
from redis.exceptions import RedisError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

from app.files import StorageFault

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
SQLITE_FULL: Final = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE}
)
POSTGRES_FULL: Final = "53100"
POSTGRES_OVERTAKEN: Final = frozenset({"23503", "40001", "40P01"})  # what a row points to is gone; deadlock
AWAY: Final = ("08", "57P", "53")  # classes of PostgreSQL's states: no connection, going down, too much asked


@dataclass(frozen=True, slots=True)
class Fault:
    status: int
    code: str
    message: object
    retry_after: int  # seconds


DISK_FULL: Final = Fault(
    507,
    "disk_full",
    _(
        "There is no room left on this site's disk. Nothing was stored now; what is here already is safe. Try later."
    ),
    60,
)
CHANGED: Final = Fault(
    409, "changed_meanwhile", _("This was changed or deleted at the same moment. Load the page again."), 1
)
DATABASE: Final = Fault(
    503,
    "database_unavailable",
    _("The database does not answer at the moment. Nothing was lost; try again in a few seconds."),
    5,
)
BUSY: Final = Fault(
    503, "busy", _("Too much is going on at the moment. Nothing was stored; try again in a few seconds."), 5
)
STORAGE: Final = Fault(
    503,
    "storage_unavailable",
    _(
        "The store of uploaded files does not answer at the moment. Nothing was stored; try again in a minute."
    ),
    60,
)
COUNTERS: Final = Fault(
    503, "unavailable", _("A part of this site does not answer at the moment. Try again in a few seconds."), 5
)


def find_fault(error: BaseException) -> Fault | None:
    """None for what is a mistake of ours."""
    if isinstance(error, OSError) and error.errno in FULL:
        return DISK_FULL
    for kind, find in FINDERS:
        if isinstance(error, kind):
            return find(error)
    return None


def _of_database(error: DBAPIError) -> Fault | None:
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig)
    state = getattr(error.orig, "sqlstate", None)
    if state in POSTGRES_OVERTAKEN:
        return CHANGED
    if state == POSTGRES_FULL:
        return DISK_FULL
    lost = error.connection_invalidated or (state is None and type(error.orig).__name__ == "OperationalError")
    return DATABASE if lost or (state or "").startswith(AWAY) else None


def _of_sqlite(error: sqlite3.Error) -> Fault | None:
    code = getattr(error, "sqlite_errorcode", 0)
    if code in SQLITE_FULL or "disk is full" in str(error):
        return DISK_FULL
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return CHANGED
    if code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return BUSY
    return DATABASE if code & 0xFF in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN} else None


def _of_counters(error: StorageError) -> Fault | None:
    return find_fault(error.storage_error) or COUNTERS


FINDERS: Final[tuple[tuple[type[BaseException], Callable[[Any], Fault | None]], ...]] = (
    (StorageFault, lambda _error: STORAGE),
    (ObjectDeletedError, lambda _error: CHANGED),
    (StaleDataError, lambda _error: CHANGED),
    (PoolTimeout, lambda _error: BUSY),
    (DBAPIError, _of_database),
    (StorageError, _of_counters),
    (sqlite3.Error, _of_sqlite),
    (RedisError, lambda _error: COUNTERS),
)
