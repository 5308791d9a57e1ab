from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import time_machine
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from app.rate_limits import SqliteFileStorage

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def storage(tmp_path: Path) -> SqliteFileStorage:
    return SqliteFileStorage(f"sqlite-file://{tmp_path / 'limits.db'}")


def test_counts_until_the_window_is_over(storage: SqliteFileStorage) -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        assert [storage.incr("k", 60) for _ in range(3)] == [1, 2, 3]
        clock.shift(61)
        assert storage.get("k") == 0
        assert storage.incr("k", 60) == 1


def test_limits_hold_over_processes_and_restarts(storage: SqliteFileStorage, tmp_path: Path) -> None:
    code = (
        "import sys; from app.rate_limits import SqliteFileStorage\n"
        "s = SqliteFileStorage(sys.argv[1])\n"
        "for _ in range(25): s.incr('k', 600)"
    )
    uri = f"sqlite-file://{tmp_path / 'limits.db'}"
    others = [subprocess.Popen([sys.executable, "-c", code, uri], cwd=ROOT) for _ in range(4)]
    assert [other.wait(60) for other in others] == [0, 0, 0, 0]
    assert SqliteFileStorage(uri).get("k") == 100


def test_serves_the_limiter(storage: SqliteFileStorage) -> None:
    limiter = FixedWindowRateLimiter(storage)
    wanted = parse("3 per hour")
    assert [limiter.hit(wanted, "someone") for _ in range(4)] == [True, True, True, False]
    assert limiter.hit(wanted, "somebody else")
    assert storage.get_expiry("unknown") <= time.time() + 1


def test_forgets_windows_that_are_over(storage: SqliteFileStorage) -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        storage.incr("old", 10)
        storage.incr("new", 1000)
        clock.shift(20)
        assert storage.purge() == 1
        assert storage.get("new") == 1
        storage.clear("new")
        assert (storage.get("new"), storage.check(), storage.reset()) == (0, True, 0)
