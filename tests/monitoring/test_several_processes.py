"""Counts of several web processes: right together, also after one was killed and another took its place."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.mmap_dict import MmapedDict, mmap_key
from prometheus_client.multiprocess import MultiProcessCollector

from app.metrics import folder
from app.settings import ROOT, Settings
from tests.monitoring.reading import samples, value
from tests.processes import environment, kill, wait_until
from tests.servers import free_port, wait_for

WORKERS = 3
NAME = "jobmatch_http_requests_total"
LABELS = {"method": "GET", "route": "/page/<int:number>", "status": "2xx"}


@contextmanager
def served(settings: Settings, port: int, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A gunicorn of its own, with the product's configuration but for what it does to be warm: a fork of this process
    would count as this process does."""
    variables = environment(
        settings, PORT=str(port), WEB_WORKERS=str(WORKERS), WEB_THREADS="2", TMPDIR=str(home)
    )
    config = home.parent / "config.py"
    config.write_text("from gunicorn_config import *\ndel post_worker_init\n")
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        str(config),
        "tests.monitoring.small_site:make()",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=variables, start_new_session=True)
    try:
        wait_for(port, 120)
        yield process
        process.terminate()
        process.wait(60)
    finally:
        kill(process)


def children(pid: int) -> set[int]:
    return {int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def ask(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=120) as answer:
        return str(answer.read().decode())


def counted(files: Path, pid: int) -> float:
    """Requests that this process counted."""
    file = files / f"counter_{pid}.db"
    found = MmapedDict.read_all_values_from_file(str(file)) if file.exists() else ()
    return sum(number for key, number, _at, _place in found if json.loads(key)[2] == LABELS)


def test_counts_stay_right_when_a_process_is_killed_and_replaced(settings: Settings, tmp_path: Path) -> None:
    port, home = free_port(), tmp_path / "tmp"
    home.mkdir()
    (home / f"{folder.PREFIX}left").mkdir()
    (home / f"{folder.PREFIX}left" / "owner.lock").touch()
    with served(settings, port, home) as gunicorn:
        wait_until(lambda: len(children(gunicorn.pid)) == WORKERS)
        for _ in range(60):
            ask(port, "/page/7")
        [files] = home.glob(f"{folder.PREFIX}*")  # what a killed server left is gone
        assert value(samples(ask(port, "/metrics")), NAME, **LABELS) == 60
        for round_ in (1, 2):
            before = children(gunicorn.pid)
            busiest = max(before, key=lambda pid: counted(files, pid))
            assert counted(files, busiest)
            subprocess.run(["kill", "-9", str(busiest)], check=True)
            wait_until(lambda: len(children(gunicorn.pid) - before) == 1, 120)  # noqa: B023
            wait_until(lambda: not list(files.glob(f"*_{busiest}.db")))  # noqa: B023
            for _ in range(30):
                ask(port, "/page/7")
            found = samples(ask(port, "/metrics"))
            assert value(found, NAME, **LABELS) == 60 + 30 * round_
            seconds = "jobmatch_http_request_duration_seconds_count"
            assert value(found, seconds, method="GET", route=LABELS["route"]) == 60 + 30 * round_
        processes = {file.stem.rpartition("_")[2] for file in files.glob("*.db")}
        assert processes <= {folder.GONE, *map(str, children(gunicorn.pid))}
    assert not list(home.glob(f"{folder.PREFIX}*"))


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = folder.make()
    yield path
    folder.remove(path)


def write(path: Path, kind: str, pid: int, *numbers: float) -> None:
    file = MmapedDict(str(path / f"{kind}_{pid}.db"))
    for place, number in enumerate(numbers):
        labels = {"le": str(place)} if kind == "histogram" else {"route": str(place)}
        name = "m_bucket" if kind == "histogram" else f"{kind}_m"
        file.write_value(
            mmap_key(name.removesuffix("_bucket"), name, list(labels), list(labels.values()), "h"), number, 0
        )
    file.close()


def shown(path: Path) -> bytes:
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(path))
    with folder.undisturbed(path):
        return b"\n".join(sorted(generate_latest(registry).splitlines()))


def test_many_ended_processes_leave_two_files(made: Path) -> None:
    for pid in range(100, 120):
        write(made, "counter", pid, 1, 2, 3)
        write(made, "histogram", pid, 4, 5)
        write(made, "gauge_livesum", pid, 7)
    counts = [line for line in shown(made).splitlines() if b"gauge" not in line]
    for pid in range(100, 120):
        folder.bury(made, pid)
    folder.bury(made, 100)  # nothing is counted twice
    assert sorted(file.name for file in made.glob("*.db")) == ["counter_gone.db", "histogram_gone.db"]
    assert shown(made).splitlines() == counts
    assert b'counter_m{route="2"} 60.0' in counts


def test_folders_of_those_that_live_are_left_alone(made: Path) -> None:
    other = folder.make()
    assert made.is_dir()
    folder.remove(other)
    assert not other.exists()
    assert made.is_dir()
