"""The web server and the worker as processes, as in use; their memory and what they log."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.site.database_servers import ends_with_us, free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
EMPTY = "from flask import Flask\napp = Flask('empty')\n@app.get('/')\ndef page(): return 'ok'\n"
PAGE = os.sysconf("SC_PAGE_SIZE")
SECRET = "bench-only-0123456789abcdefghijklmnopq"


@dataclass
class Site:
    port: int
    web: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes] | None
    log: Path

    def web_pids(self) -> list[int]:
        return children(self.web.pid)

    def memory_mb(self) -> float:
        """Of all web processes together, without the master."""
        return sum(memory_mb(pid) for pid in self.web_pids())

    def worker_mb(self) -> float:
        return memory_mb(self.worker.pid) if self.worker else 0.0

    def logged(self) -> Counter[str]:
        """How often what is looked for stands in the log."""
        text = self.log.read_text("utf-8", "replace").lower() if self.log.exists() else ""
        return Counter({word: text.count(word) for word in ("locked", "traceback", "deadlock")})


def variables(folder: Path, port: int, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TZ"}}
    return {
        **kept, "JOBMATCH_ENV": "test", "DATA_DIR": str(folder), "SECRET_KEY": SECRET, "PORT": str(port),
        "EMBEDDER": "lexical", "LOG_LEVEL": "WARNING", "RATE_LIMITS": "false", "SCHEDULE_SOURCES": "false",
        "BASE_URL": "http://localhost", "TRUSTED_HOSTS": "127.0.0.1", "PYTHONPATH": str(ROOT), **more,
    }  # fmt: skip


@contextmanager
def running(
    folder: Path, *, with_worker: bool = True, arguments: Sequence[str] = (), **more: str
) -> Iterator[Site]:
    """``arguments`` are gunicorn's, beside those of its file."""
    ends_with_us()
    port, log = free_port(), folder / "servers.log"
    environment = variables(folder, port, **more)
    with log.open("ab") as out:
        web = _start([sys.executable, "-m", "gunicorn", "--config", "gunicorn_config.py", *arguments,
                      "app:create_app()"], environment, out.fileno())  # fmt: skip
        worker = None
        if with_worker:
            worker = _start([sys.executable, "-m", "app.worker"], environment, out.fileno())
        try:
            wait_for(port, 90)
            yield Site(port, web, worker, log)
        finally:
            for process in (web, worker):
                _stop(process)


@contextmanager
def empty_page(folder: Path, workers: int) -> Iterator[int]:
    """The port of a Flask application that says "ok", under the same server."""
    (folder / "empty.py").write_text(EMPTY)
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--worker-class",
        "gthread", "--threads", "16", "--no-control-socket", "--pythonpath", str(folder), "empty:app",
    ]  # fmt: skip
    server = _start(command, dict(os.environ), subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        _stop(server)


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory_mb(pid: int) -> float:
    """Resident; 0 for a process that has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 1e6
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def _start(command: list[str], environment: Mapping[str, str], out: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=ROOT, env=dict(environment), stdout=out, stderr=out)


def _stop(process: subprocess.Popen[bytes] | None) -> None:
    if process is None or process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(40)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
