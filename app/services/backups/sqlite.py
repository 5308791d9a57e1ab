"""SQLite: a copy of one moment while others write, a look at a copy, and the way back in one transaction."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine

from app.services.backups.counting import Counted, count
from app.services.backups.manifest import BackupFault, Damaged, Manifest

PACKING: Final = 1  # of 9: the rest costs five times as long for a tenth less
OPEN_ELSEWHERE: Final = (
    "other processes have the database open: stop the web server and the worker, then try again"
)


def copy(source: Path, target: Path) -> None:
    """Everything that was committed when this began, in a file without a journal."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as made:
        live.execute("PRAGMA busy_timeout = 5000")
        live.backup(made)
        made.execute("PRAGMA journal_mode = DELETE")
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def count_in(path: Path) -> Counted:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            return count(connection)
    finally:
        engine.dispose()


def pack(source: Path, target: Path) -> None:
    with source.open("rb") as plain, gzip.open(target, "wb", PACKING) as packed:
        shutil.copyfileobj(plain, packed, 1024 * 1024)


def unpack(source: Path, target: Path) -> None:
    """Raises Damaged."""
    try:
        with gzip.open(source) as packed, target.open("wb") as plain:
            shutil.copyfileobj(packed, plain, 1024 * 1024)
    except (gzip.BadGzipFile, EOFError) as error:
        raise Damaged(f"the database in it cannot be unpacked ({error})") from error


def check(path: Path, manifest: Manifest) -> None:
    """Raises Damaged when the file is not sound, or not what the manifest says. The full-text index of the copy is
    compared with its offers, which writes nothing."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            _check_sound(connection)
            _check_counts(connection, manifest)
        except sqlite3.DatabaseError as error:
            raise Damaged(f"the database in it is damaged ({error})") from error


def put_in(source: Path, live: Path) -> None:
    """Replace all of the live database in one transaction: killed at any moment, it is the old one or the new one.
    Raises BackupFault when somebody else has it open."""
    with closing(sqlite3.connect(source)) as made, closing(sqlite3.connect(live, timeout=2)) as target:
        try:
            if target.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
                raise BackupFault(OPEN_ELSEWHERE)
            made.backup(target)
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise BackupFault(OPEN_ELSEWHERE) from error
            raise


def keep_aside(live: Path, target: Path) -> None:
    """A damaged file is kept as it is."""
    try:
        copy(live, target)
    except sqlite3.DatabaseError:
        shutil.copyfile(live, target)
    target.chmod(0o600)


def _check_sound(connection: sqlite3.Connection) -> None:
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    if faults != ["ok"]:
        raise Damaged(f"the database in it is damaged: {faults[0]}")
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise Damaged(f"rows of {broken[0]} in it refer to rows of {broken[2]} that are not there")
    connection.execute("INSERT INTO jobs_fts(jobs_fts, rank) VALUES('integrity-check', 1)")
    connection.rollback()


def _check_counts(connection: sqlite3.Connection, manifest: Manifest) -> None:
    head = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if head is None or head[0] != manifest.head:
        raise Damaged("the version of its tables is not that of the manifest")
    for name, expected in manifest.rows.items():
        quoted = '"' + name.replace('"', '""') + '"'
        found = connection.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0]  # noqa: S608 - quoted
        if found != expected:
            raise Damaged(f"{name} has {found} rows instead of {expected}")


def version() -> str:
    return sqlite3.sqlite_version
