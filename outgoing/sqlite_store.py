"""The store as a file, for the processes of one machine."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from outgoing.store import StoreFault, hidden
from outgoing.wal import turn_on_wal

MAX_KEPT: Final = 1000
_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS turns (host TEXT PRIMARY KEY, next REAL NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, at REAL NOT NULL, expires REAL NOT NULL, "
    "value BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS kept_at ON kept (at)",
    "CREATE INDEX IF NOT EXISTS kept_expires ON kept (expires)",
)


class SqliteStore:
    """Each thread has its own connection, closed when the thread ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def reserve(self, host: str, pause: float, longest: float) -> float | None:
        with self._transaction() as connection:
            now = time.time()
            row = connection.execute("SELECT next FROM turns WHERE host = ?", (hidden(host),)).fetchone()
            wait = float(row[0]) - now if row else 0.0
            if wait > longest + 3600:  # only a clock that was set back makes this
                wait = 0.0
            if wait > longest:
                return None
            turn = now + max(wait, 0.0)
            connection.execute("DELETE FROM turns WHERE next < ?", (now - 60,))
            connection.execute(
                "INSERT OR REPLACE INTO turns (host, next) VALUES (?, ?)", (hidden(host), turn + pause)
            )
            return turn - now

    def find(self, key: str) -> bytes | None:
        with self._faults():
            rows = self._connection().execute(
                "SELECT value FROM kept WHERE key = ? AND expires > ?", (hidden(key), time.time())
            )
            row = rows.fetchone()
            return bytes(row[0]) if row else None

    def keep(self, key: str, value: bytes, seconds: float) -> None:
        with self._transaction() as connection:
            now = time.time()
            connection.execute("DELETE FROM kept WHERE expires <= ?", (now,))
            connection.execute(
                "INSERT OR REPLACE INTO kept (key, at, expires, value) VALUES (?, ?, ?, ?)",
                (hidden(key), now, now + seconds, value),
            )
            connection.execute(
                "DELETE FROM kept WHERE rowid IN (SELECT rowid FROM kept ORDER BY at DESC LIMIT -1 OFFSET ?)",
                (MAX_KEPT,),
            )

    def close(self) -> None:
        """This thread's connection."""
        connection: sqlite3.Connection | None = self._local.__dict__.pop("connection", None)
        if connection is not None:
            connection.close()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreFault(str(error)) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """As a writer from its first statement: two processes never read the same turn."""
        with self._faults():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
            turn_on_wal(connection)
            for statement in (
                "PRAGMA synchronous = NORMAL",
                "PRAGMA secure_delete = ON",
                *_SCHEMA,
            ):
                connection.execute(statement)
            self._local.connection = connection
        return connection
