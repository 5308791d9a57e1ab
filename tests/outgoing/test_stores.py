"""The same promises from the file and from Redis."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine

from app.settings import Settings
from outgoing import redis_store, sqlite_store
from outgoing.redis_store import RedisStore
from outgoing.sqlite_store import SqliteStore
from outgoing.store import Store, StoreFault


@pytest.fixture(params=["file", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "file":
        return SqliteStore(tmp_path / "outgoing.db")
    settings: Settings = request.getfixturevalue("settings")
    if not settings.redis_url:
        pytest.skip("TEST_REDIS_URL is not set")
    return RedisStore(settings.redis_url)


def test_turns_follow_each_other(store: Store) -> None:
    assert store.reserve("a.example", 10, 60) == 0
    assert store.reserve("a.example", 10, 60) == pytest.approx(10, abs=2)
    assert store.reserve("a.example", 30, 60) == pytest.approx(20, abs=2)
    assert store.reserve("b.example", 10, 60) == 0


def test_a_turn_too_far_away_is_not_taken(store: Store) -> None:
    store.reserve("a.example", 50, 60)
    assert store.reserve("a.example", 50, 40) is None
    assert store.reserve("a.example", 50, 60) == pytest.approx(50, abs=2)


def test_a_host_without_a_pause_never_waits(store: Store) -> None:
    assert [store.reserve("a.example", 0, 60) for _ in range(5)] == [0] * 5


def test_nobody_gets_the_turn_of_another(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _number: store.reserve("a.example", 100, 10_000), range(40)))
    assert sorted(round(wait / 100) for wait in waits if wait is not None) == list(range(40))


def test_keeps_for_a_time(store: Store) -> None:
    store.keep("name", b"\x00one", 60)
    store.keep("name", b"two", 60)
    store.keep("gone", b"x", 0.001)
    time.sleep(0.05)
    assert store.find("name") == b"two"
    assert store.find("gone") is None
    assert store.find("nobody") is None


def test_keeps_the_newest(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (sqlite_store, redis_store):
        monkeypatch.setattr(module, "MAX_KEPT", 5)
    for number in range(12):
        store.keep(f"name{number}", b"x", 60)
    store.keep("name9", b"y", 60)
    found = [number for number in range(12) if store.find(f"name{number}")]
    assert found == [7, 8, 9, 10, 11]


def test_a_clock_that_was_set_back_holds_nobody_up(tmp_path: Path) -> None:

    store = SqliteStore(tmp_path / "outgoing.db")
    with time_machine.travel(time.time() + 1e6):
        store.reserve("a.example", 2, 60)
    assert store.reserve("a.example", 2, 60) == 0


def test_out_of_reach_has_a_name(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"not a database" * 100)
    for store in (SqliteStore(tmp_path / "broken.db"), RedisStore("redis://127.0.0.1:1/0")):
        with pytest.raises(StoreFault):
            store.reserve("a.example", 2, 60)
        with pytest.raises(StoreFault):
            store.find("name")
        with pytest.raises(StoreFault):
            store.keep("name", b"", 60)
