"""``python -m app.services.erasure.page_gaps FILE``: overwrite what SQLite left in the unused middle of its pages.

With ``secure_delete`` SQLite zeroes deleted rows and freed pages. But when it spreads the rows of a full page over
several, copies stay in the gap between the list of rows and the rows, which nothing reads and nothing empties.

This is a program of its own because closing a file ends all locks that its process has on it, also those of SQLite.
It changes bytes of the file only while it holds the write lock and the journal is empty, and only within gaps, a few
pages at a time. Then it commits, upon which every connection forgets the pages that it had kept.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import Final

TREE_PAGES: Final = {2: 12, 5: 12, 10: 8, 13: 8}  # kind of page: size of its header
HEAD: Final = 100  # of the file, at the beginning of the first page
AT_ONCE: Final = 200  # pages cleaned under one lock
PATIENCE: Final = 30.0  # seconds to wait each time for a moment in which nobody reads an older state
READ: Final = 256  # pages
LOOK_MS: Final = 10  # while a look for a moment without readers lasts no other can write


class Busy(Exception):
    """There was no moment without readers of an older state."""


def clean(path: Path) -> int:
    """How many pages held something. Raises Busy; what was cleaned until then is."""
    file = os.open(path, os.O_RDWR)
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout = {LOOK_MS}")
        size = int(connection.execute("PRAGMA page_size").fetchone()[0])
        pages = list(_dirty(file, size))
        for start in range(0, len(pages), AT_ONCE):
            _clean_some(connection, path, file, size, pages[start : start + AT_ONCE])
        return len(pages)
    finally:
        connection.close()
        os.close(file)


def gap_of(page: bytes) -> tuple[int, int] | None:
    """Begin and end of the unused middle of a page; None for one that is no tree page, or not as one has to be."""
    header = TREE_PAGES.get(page[0])
    if header is None:
        return None
    count, start = int.from_bytes(page[3:5], "big"), int.from_bytes(page[5:7], "big") or 65536
    end_of_list = header + 2 * count
    if not end_of_list <= start <= len(page):
        return None
    places = (int.from_bytes(page[at : at + 2], "big") for at in range(header, end_of_list, 2))
    return (end_of_list, start) if all(start <= place < len(page) for place in places) else None


def _dirty(file: int, size: int) -> Iterator[int]:
    """Pages, from 0, whose gap is not empty; the first, which holds the schema, is left alone. Without any lock: what
    changes meanwhile is looked at again before it is touched."""
    for block in range(0, os.fstat(file).st_size // size, READ):
        content = os.pread(file, READ * size, block * size)
        for offset in range(0, len(content) - size + 1, size):
            number, page = block + offset // size, content[offset : offset + size]
            gap = gap_of(page) if number else None
            if gap and any(page[gap[0] : gap[1]]):
                yield number


def _clean_some(
    connection: sqlite3.Connection, path: Path, file: int, size: int, pages: Sequence[int]
) -> None:
    _lock_with_empty_journal(connection, path)
    try:
        for number in pages:
            gap = gap_of(os.pread(file, size, number * size))
            if gap:
                os.pwrite(file, bytes(gap[1] - gap[0]), number * size + gap[0])
        os.fsync(file)
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        connection.execute(f"PRAGMA user_version = {version}")  # a change, so that others drop what they kept
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _lock_with_empty_journal(connection: sqlite3.Connection, path: Path) -> None:
    """From here on the file holds everything, and nobody else can write. Raises Busy."""
    journal, until = Path(f"{path}-wal"), monotonic() + PATIENCE
    while monotonic() < until:
        try:
            is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            is_busy = True
        else:
            if not is_busy and (not journal.exists() or journal.stat().st_size == 0):
                return
            connection.execute("ROLLBACK")
        sleep(0.1)
    raise Busy


def main(arguments: Sequence[str]) -> int:
    try:
        sys.stdout.write(f"{clean(Path(arguments[0]))}\n")
    except Busy:
        return 75  # try again later
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
