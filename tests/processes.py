"""Programs of the product as processes of their own, on the data of a test."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from select import select
from threading import Lock, Thread
from time import monotonic, sleep

from app.settings import ROOT, Settings

_asking = Lock()
WORD = 8  # bytes of a number on the way


class Program:
    """Used as ``subprocess.Popen`` of ``python *arguments``; it is forked from a process that has the product in
    memory. ``stderr`` goes where ``stdout`` goes."""

    def __init__(
        self, arguments: tuple[str, ...], folder: str, variables: dict[str, str], waits: bool = False
    ) -> None:
        self.args, self.returncode = arguments, None
        given, own_input = os.pipe()
        own_output, written = os.pipe()
        self._told, told = os.pipe()
        asked = {"arguments": arguments, "folder": folder, "variables": variables}
        with _asking:
            socket.send_fds(_warm()[0], [json.dumps(asked).encode()], [given, written, told])
        for end in (given, written, told):
            os.close(end)
        self.stdin = os.fdopen(own_input, "w") if waits else None
        if not waits:
            os.close(own_input)
        self.stdout = os.fdopen(own_output)
        self.pid = self._hear()

    def _hear(self) -> int:
        """Its id as it starts; at its end how it ended. Raises RuntimeError when nobody will say."""
        said = os.read(self._told, WORD)
        if not said:
            raise RuntimeError(f"nobody knows what became of {self.args}")
        return int(said)

    def poll(self) -> int | None:
        return self._wait(0)

    def wait(self, timeout: float | None = None) -> int:
        ended = self._wait(timeout)
        if ended is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        return ended

    def _wait(self, seconds: float | None) -> int | None:
        if self.returncode is None and select([self._told], [], [], seconds)[0]:
            self.returncode = self._hear()
            os.close(self._told)
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, None]:
        """What it wrote until it ended. Raises subprocess.TimeoutExpired."""
        let_go(self)
        until, written = monotonic() + (timeout or 10**6), list[str]()
        reader = Thread(target=lambda: written.append(self.stdout.read()), daemon=True)
        reader.start()
        reader.join(timeout)
        if reader.is_alive():
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        self.wait(max(until - monotonic(), 0.1))
        self.stdout.close()
        return "".join(written), None

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


@cache
def _warm() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    """Where programs are asked for, and the process behind it, which ends when this one does."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.warm_start", str(its.fileno())],
        cwd=ROOT, env=variables, stdin=subprocess.DEVNULL, pass_fds=[its.fileno()], start_new_session=True,
    )  # fmt: skip
    its.close()
    return ours, process


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """The variables from which a process makes the same settings."""
    return {
        **{
            name: value
            for name, value in os.environ.items()
            if name in {"PATH", "LANG", "LC_ALL", "TZ", "HOME"}
        },
        "FLASK_APP": "app",
        "PYTHONPATH": str(ROOT),
        "JOBMATCH_ENV": settings.env,
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "BASE_URL": settings.base_url,
        "OUTGOING_ROUTES": settings.outgoing_routes,
        "HOST_PAUSE": str(settings.host_pause),
        "HEARTBEAT_SECONDS": str(settings.heartbeat_seconds),
        "SCHEDULE_SOURCES": "false",  # no test goes out by itself
        **more,
    }


@contextmanager
def python(settings: Settings, *arguments: str, waits: bool = False, **more: str) -> Iterator[Program]:
    """``python *arguments``, killed at the end if it still runs. One that ``waits`` reads its standard
    input first, which ``let_go`` ends."""
    process = Program(arguments, str(settings.data_dir), environment(settings, **more), waits)
    try:
        yield process
    finally:
        kill(process)
        let_go(process)
        process.stdout.close()


def let_go(*processes: Program) -> None:
    for process in processes:
        if process.stdin:
            process.stdin.close()
            process.stdin = None


def kill(process: Program) -> None:
    """SIGKILL to the process and all it started; nothing when it has ended."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def finish(process: Program, seconds: float = 120) -> str:
    """What it wrote, once it has ended well. Raises AssertionError when it ends badly or not at all."""
    output, _none = process.communicate(timeout=seconds)
    assert process.returncode == 0, output
    return output


def wait_until(condition: Callable[[], object], seconds: float = 60, every: float = 0.05) -> None:
    """Raises AssertionError when it has not become true by then."""
    until = monotonic() + seconds
    while not condition():
        assert monotonic() < until, "it did not happen in time"
        sleep(every)
