"""A new file that several open in the same moment."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from outgoing.wal import turn_on_wal

ROOT = Path(__file__).resolve().parents[2]
OPENS_MANY = """
import sys
import time
from pathlib import Path
from app.database import prepare_engine
from app.rate_limits import SqliteFileStorage
from outgoing.sqlite_store import SqliteStore
from sqlalchemy import create_engine, text
print("ready", flush=True)
start = float(sys.stdin.readline())
for number in range(25):
    folder = Path(sys.argv[1]) / str(number)
    time.sleep(max(0, start + number * 0.08 - time.time()))
    SqliteStore(folder / "outgoing.db").reserve("a.example", 0.01, 60)
    SqliteFileStorage(SqliteFileStorage.uri(folder)).incr("a", 60)
    engine = create_engine(f"sqlite:///{folder / 'jobmatch.db'}")
    prepare_engine(engine)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
"""


def connection_to(path: Path) -> sqlite3.Connection:
    """It never waits by itself."""
    return sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)


def test_processes_that_start_together_all_open_the_files(tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / str(number)).mkdir()
    started = [
        subprocess.Popen(
            [sys.executable, "-c", OPENS_MANY, str(tmp_path)],
            cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(3)
    ]  # fmt: skip
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    start = time.time() + 0.2
    for process in started:
        assert process.stdin
        process.stdin.write(f"{start}\n")
        process.stdin.flush()
    for process in started:
        process.communicate(timeout=60)
    assert [process.returncode for process in started] == [0, 0, 0]


def test_who_finds_the_file_taken_asks_again(tmp_path: Path) -> None:
    first, second = (connection_to(tmp_path / "new.db") for _ in range(2))
    first.execute("BEGIN EXCLUSIVE")
    giving_up = threading.Timer(0.2, lambda: first.execute("COMMIT"))
    giving_up.start()
    turn_on_wal(second)
    giving_up.join()
    assert second.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_file_that_stays_taken_is_given_up(tmp_path: Path) -> None:
    first, second = (connection_to(tmp_path / "new.db") for _ in range(2))
    first.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        turn_on_wal(second, longest=0.1)


def test_what_waiting_does_not_mend_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all, " * 100)
    started = time.monotonic()
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        turn_on_wal(connection_to(tmp_path / "text.db"))
    assert time.monotonic() - started < 4
