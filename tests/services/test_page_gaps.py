"""What SQLite leaves in the unused middle of its pages goes, while others read and write."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.services.erasure import page_gaps
from app.settings import ROOT

WORD = b"qzxleft"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "one.db"


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def fill(path: Path, rows: int = 400) -> None:
    connection = connect(path)
    connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, who TEXT, text TEXT)")
    connection.execute("CREATE INDEX by_who ON notes (who, text)")
    given = ((f"person {number % 7}", f"words of {number} " * (number % 40)) for number in range(rows))
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO notes (who, text) VALUES (?, ?)", given)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def plant(path: Path) -> int:
    """Write into the gap of each page, as SQLite does when it spreads rows; how many pages had room."""
    content, size, planted = bytearray(path.read_bytes()), 4096, 0
    for start in range(size, len(content), size):
        gap = page_gaps.gap_of(bytes(content[start : start + size]))
        if gap and gap[1] - gap[0] >= len(WORD):
            content[start + gap[0] : start + gap[0] + len(WORD)] = WORD
            planted += 1
    path.write_bytes(content)
    return planted


def rows_of(path: Path) -> list[tuple[object, ...]]:
    connection = connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT * FROM notes ORDER BY id").fetchall()
    finally:
        connection.close()


def run(path: Path) -> None:
    """As a program of its own, as it has to be beside other connections."""
    subprocess.run(
        [sys.executable, "-m", "app.services.erasure.page_gaps", str(path)], cwd=ROOT, check=True, timeout=60
    )


def test_gaps_are_emptied_and_rows_stay(path: Path) -> None:
    fill(path)
    before = rows_of(path)
    planted = plant(path)
    assert planted > 10
    assert path.read_bytes().count(WORD) == planted
    assert page_gaps.clean(path) >= planted
    assert WORD not in path.read_bytes()
    assert rows_of(path) == before
    assert page_gaps.clean(path) == 0


def test_a_page_kept_in_memory_does_not_bring_it_back(path: Path) -> None:
    fill(path)
    plant(path)
    reader = connect(path)
    assert reader.execute("SELECT count(text) FROM notes").fetchone() == (400,)
    run(path)
    reader.execute("UPDATE notes SET who = who || '!'")
    reader.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    reader.close()
    assert WORD not in path.read_bytes()


def test_others_may_read_and_write_meanwhile(path: Path) -> None:
    fill(path)
    plant(path)
    is_over, written = threading.Event(), []

    def work(seed: int) -> None:
        chance, connection = random.Random(seed), connect(path)
        while not is_over.is_set() or len(written) < 20:
            number = chance.randrange(1, 400)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "UPDATE notes SET text = ? WHERE id = ?", ("x" * chance.randrange(900), number)
            )
            connection.execute("COMMIT")
            assert connection.execute("SELECT count(*) FROM notes").fetchone() == (400,)
            written.append(number)
        connection.close()

    threads = [threading.Thread(target=work, args=(seed,)) for seed in (1, 2)]
    for thread in threads:
        thread.start()
    try:
        run(path)
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    assert len(rows_of(path)) == 400
    run(path)
    assert WORD not in path.read_bytes()


def test_a_reader_of_an_older_state_is_waited_for_and_then_left(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    plant(path)
    reader, writer = connect(path), connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM notes").fetchone()
    writer.execute("UPDATE notes SET who = 'somebody' WHERE id = 1")
    monkeypatch.setattr(page_gaps, "PATIENCE", 0.3)
    with pytest.raises(page_gaps.Busy):
        page_gaps.clean(path)
    reader.execute("COMMIT")
    reader.close()
    writer.close()
    run(path)


@pytest.mark.parametrize(
    "page",
    [
        bytes(4096),
        b"\x0d" + b"\xff" * 4095,
        b"\x0d\x00\x00\x00\x02\x00\x04" + bytes(4089),
        b"\x07" + b"\x01" * 4095,
        b"\x0d\x00\x00\x00\x01\x0f\xf0\x00\x0f\x00" + bytes(4086),
    ],
)
def test_what_is_no_sound_page_is_not_touched(page: bytes) -> None:
    assert page_gaps.gap_of(page) is None
