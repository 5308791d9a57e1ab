"""The process that has the parsers loaded: what its children get, and that nothing stays when somebody goes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.core.cv.reading import fork_client
from app.core.cv.reading.fork_client import ForkServer
from app.core.cv.reading.sandbox import Outcome

pytestmark = pytest.mark.skipif(not fork_client.IS_SUPPORTED, reason="fork servers are for Linux")

ROOT = Path(__file__).parents[4]
CHILD = "tests.core.cv.reading.odd_child"
CLIENT = """
import sys
from app.core.cv.reading.fork_client import SERVER
with open(sys.argv[1], "rb") as upload:
    SERVER.run("tests.core.cv.reading.odd_child", [], upload.fileno(), 60, 100)
"""
IDLER = """
import sys
from app.core.cv.reading import fork_server
fork_server.IDLE = 0.2
fork_server.serve(int(sys.argv[1]))
"""


@pytest.fixture
def server() -> Iterator[ForkServer]:
    made = ForkServer()
    yield made
    made.stop()


@pytest.fixture
def run(server: ForkServer, tmp_path: Path) -> Callable[..., Outcome]:
    def run_deed(deed: str, *arguments: str, wall: float = 60) -> Outcome:
        path = tmp_path / f"upload-{threading.get_ident()}"
        path.write_text(f"{deed}\n")
        with path.open("rb") as upload:
            return server.run(CHILD, arguments, upload.fileno(), wall, 100_000)

    return run_deed


def said(outcome: Outcome) -> Any:
    assert (outcome.signal, outcome.late, outcome.oversized) == (0, False, False)
    return json.loads(outcome.output)


def is_running(pid: int) -> bool:
    """A dead process whose parent has not asked is a zombie."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def eventually(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end and not condition():
        time.sleep(0.02)
    return condition()


def test_a_child_gets_its_file_and_its_answer_and_nothing_else(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary-7c2e")
    told = said(run("tell"))
    assert "canary" not in json.dumps(told)
    assert set(told["environment"]) <= {"PATH", "LANG", "OMP_THREAD_LIMIT", "LC_CTYPE"}
    assert (told["folder"], told["leads"]) == ("/", True)
    assert (
        len(told["descriptors"]) == 4
    )  # in, out, nowhere for errors, and the list of them that is being read
    assert told["descriptors"][:3] == [0, 1, 2]


def test_children_of_a_busy_server_get_nothing_of_each_other(
    run: Callable[..., Outcome], tmp_path: Path
) -> None:
    marker = tmp_path / "marker"
    busy = threading.Thread(target=run, args=(f"touch and sleep:{marker}",), kwargs={"wall": 3})
    busy.start()
    assert eventually(marker.exists)
    assert len(said(run("tell"))["descriptors"]) == 4
    busy.join()


def test_one_server_prepares_and_each_child_is_its_own(
    run: Callable[..., Outcome], server: ForkServer
) -> None:
    first, second = said(run("tell", "a")), said(run("tell", "b"))
    assert first["parent"] == second["parent"] == server.pid
    assert first["id"] != second["id"]
    assert (first["prepared"], second["prepared"]) == ([["a"]], [["a"], ["b"]])


def test_a_server_that_was_killed_is_started_again(run: Callable[..., Outcome], server: ForkServer) -> None:
    before = said(run("tell"))["parent"]
    os.kill(before, signal.SIGKILL)
    assert said(run("tell"))["parent"] not in {before, None}


def test_who_waits_for_a_server_that_dies_is_served_by_the_next(
    run: Callable[..., Outcome], tmp_path: Path
) -> None:
    assert said(run(f"kill the parent once:{tmp_path / 'marker'}", wall=30)) == "again"


def test_a_forked_process_has_a_server_of_its_own(run: Callable[..., Outcome], server: ForkServer) -> None:
    ours = said(run("tell"))["parent"]
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(write, str(said(run("tell"))["parent"]).encode())
            server.stop()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    theirs = int(os.read(read, 32))
    os.close(read)
    os.close(write)
    assert theirs != ours
    assert not is_running(theirs)
    assert said(run("tell"))["parent"] == ours


def test_when_the_one_who_asked_is_killed_nothing_goes_on(tmp_path: Path) -> None:
    marker, upload = tmp_path / "marker", tmp_path / "upload"
    upload.write_text(f"touch and sleep:{marker}\n")
    client = subprocess.Popen([sys.executable, "-c", CLIENT, str(upload)], cwd=ROOT)
    assert eventually(lambda: marker.exists() and marker.read_text() != "")
    server, child = map(int, marker.read_text().split())
    assert is_running(server)
    assert is_running(child)
    client.kill()
    client.wait()
    assert eventually(lambda: not is_running(server) and not is_running(child))


def test_a_server_ends_when_nobody_asks() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with closing(ours), closing(theirs):
        command = [sys.executable, "-c", IDLER, str(theirs.fileno())]
        assert (
            subprocess.run(command, cwd=ROOT, pass_fds=[theirs.fileno()], timeout=30, check=False).returncode
            == 0
        )


def test_late_children_are_killed_and_others_go_on(run: Callable[..., Outcome], server: ForkServer) -> None:
    assert run("sleep", wall=0.5).late
    assert said(run("tell"))["parent"] == server.pid
