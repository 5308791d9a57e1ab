"""Counters of the rate limiter in a file, so that limits hold over all workers and over restarts.

Used when no Redis is set; one file serves the processes of one machine.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from pathlib import Path

from limits.errors import StorageError
from limits.storage import RedisStorage, Storage
from redis.exceptions import RedisError

from app.logs import get_logger
from outgoing.wal import turn_on_wal

log = get_logger("limits")
EVERYTHING = "300 per minute; 6000 per hour"  # requests of programs, of one person or address


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

    def forget(self, name: str) -> int:
        """Drop the counters of a name, as a key function gave it."""
        return self._connection().execute("DELETE FROM hits WHERE instr(key, ?)", (f"/{name}/",)).rowcount

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
            turn_on_wal(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS hits (key TEXT PRIMARY KEY, count INTEGER NOT NULL, "
                "expires REAL NOT NULL) WITHOUT ROWID"
            )
            self._local.connection = connection
        return connection


def address_name(address: str | None) -> str:
    """Whose attempts count together: IPv6 users own whole networks, so the first 64 bits count."""
    given = ip_address(address or "0.0.0.0")  # noqa: S104 - a name for "unknown", nothing binds to it
    mapped = getattr(given, "ipv4_mapped", None)
    if given.version == 4 or mapped:
        return str(mapped or given)
    return str(ip_network((given, 64), strict=False))


def account_name(email_key: str) -> str:
    """Under which attempts at an account are counted: hashed, so that the store holds no addresses."""
    return hashlib.sha256(email_key.encode("utf-8", "ignore")).hexdigest()[:32]


def forget(storage: Storage, names: Iterable[str]) -> None:
    """Drop the counters of people who are gone."""
    for name in names:
        if isinstance(storage, SqliteFileStorage):
            storage.forget(name)
        elif isinstance(storage, RedisStorage):
            _forget_in_redis(storage, name)


def _forget_in_redis(storage: RedisStorage, name: str) -> None:
    """Where it does not answer the counters end by themselves, within the hour."""
    try:
        for key in storage.storage.scan_iter(match=f"*/{name}/*", count=1000):
            storage.storage.delete(key)
    except RedisError as error:
        log.warning("counters not forgotten", fault=type(error).__name__)
