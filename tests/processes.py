"""Programs of the product as processes of their own, on the data of a test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from app.settings import ROOT, Settings


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
def python(
    settings: Settings, *arguments: str, waits: bool = False, **more: str
) -> Iterator[subprocess.Popen[str]]:
    """``python *arguments``, killed at the end if it still runs. One that ``waits`` reads its standard
    input first, which ``let_go`` ends."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=settings.data_dir,
        env=environment(settings, **more),
        stdin=subprocess.PIPE if waits else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)
        let_go(process)
        assert process.stdout
        process.stdout.close()


def let_go(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        if process.stdin:
            process.stdin.close()
            process.stdin = None


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL to the process and all it started; nothing when it has ended."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def finish(process: subprocess.Popen[str], seconds: float = 120) -> str:
    """What it wrote, once it has ended well. Raises AssertionError when it ends badly or not at all."""
    output, _none = process.communicate(timeout=seconds)
    assert process.returncode == 0, output
    return output


def wait_until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Raises AssertionError when it has not become true by then."""
    until = monotonic() + seconds
    while not condition():
        assert monotonic() < until, "it did not happen in time"
        sleep(0.05)
