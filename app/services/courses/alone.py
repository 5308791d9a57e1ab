"""One process at a time builds the index."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from app.extensions import db

KEY = 7_301_585  # any number but that of app.database, the same in every process


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Whether nobody else is at it, and nobody will be inside the block. The claim ends with the process."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            is_ours = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}))
            connection.commit()
            try:
                yield is_ours
            finally:
                if is_ours:
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": KEY})
                    connection.commit()
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "build.lock").open("a") as file:
        yield _claim(file.fileno())


def _claim(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
