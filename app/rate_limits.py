"""Counters of the rate limiter in a file, so that limits hold over all workers and over restarts.

Used when no Redis is set; one file serves the processes of one machine.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

from limits.errors import StorageError
from limits.storage import Storage


class SqliteFileStorage(Storage):
    """``sqlite-file:///path``. Fixed windows; each increment is one transaction."""

    STORAGE_SCHEME = ["sqlite-file"]  # noqa: RUF012 - the base class's name and type

    def __init__(self, uri: str, wrap_exceptions: bool = False, **_options: object) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._path = uri.removeprefix("sqlite-file://")
        self._local = threading.local()

    @classmethod
    def uri(cls, folder: Path) -> str:
        return f"{cls.STORAGE_SCHEME[0]}://{folder / 'rate-limits.db'}"

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time.time()
        row = self._connection().execute(
            "INSERT INTO hits (key, count, expires) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
            "count = CASE WHEN expires <= ? THEN excluded.count ELSE count + excluded.count END, "
            "expires = CASE WHEN expires <= ? THEN excluded.expires ELSE expires END RETURNING count",
            (key, amount, now + expiry, now, now),
        )
        counted = row.fetchall()
        if not counted:
            raise StorageError(sqlite3.Error("no row was counted"))
        return int(counted[0][0])

    def get(self, key: str) -> int:
        rows = self._connection().execute(
            "SELECT count FROM hits WHERE key = ? AND expires > ?", (key, time.time())
        )
        return int(next(iter(rows), (0,))[0])

    def get_expiry(self, key: str) -> float:
        rows = self._connection().execute("SELECT expires FROM hits WHERE key = ?", (key,))
        return float(next(iter(rows), (time.time(),))[0])

    def check(self) -> bool:
        return self._connection().execute("SELECT 1").fetchone() == (1,)

    def reset(self) -> int:
        return self._connection().execute("DELETE FROM hits").rowcount

    def clear(self, key: str) -> None:
        self._connection().execute("DELETE FROM hits WHERE key = ?", (key,))

    def purge(self) -> int:
        """Forget windows that are over; returns how many."""
        return self._connection().execute("DELETE FROM hits WHERE expires <= ?", (time.time(),)).rowcount

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS hits (key TEXT PRIMARY KEY, count INTEGER NOT NULL, "
                "expires REAL NOT NULL) WITHOUT ROWID"
            )
            self._local.connection = connection
        return connection
