"""PostgreSQL and Redis of our own, from the binaries that are installed; gone at the end, with their data."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SECONDS = 30


class Missing(Exception):
    """A program that has to be installed for this."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = SECONDS) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise SystemExit(f"nothing listens on port {port}")


def ends_with_us() -> None:
    """When this process is told to end, it leaves through its ``finally`` clauses, which end what it started."""
    signal.signal(signal.SIGTERM, lambda *_given: sys.exit(143))


class PostgreSQL:
    """PostgreSQL refuses to run as root: then it runs as the user ``postgres``."""

    def __init__(self, folder: Path) -> None:
        self._bin, self._data, self.port = _postgres_binaries(), folder / "postgres", free_port()
        self._as = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        self._data.mkdir(mode=0o700)
        if self._as:
            folder.chmod(0o711)
            shutil.chown(self._data, "postgres", "postgres")
        self._run(
            "initdb",
            "-D",
            str(self._data),
            "-U",
            "postgres",
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        given = f"-p {self.port} -k {self._data} -c listen_addresses=127.0.0.1 -c max_connections=200"
        log = str(self._data / "log")
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", log, "-o", given, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._data), "-m", "fast", "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as, str(self._bin / program), *arguments]
        subprocess.run(
            command, check=True, cwd=self._data, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip


class Redis:
    """What it holds survives a restart, as it would in use."""

    def __init__(self, folder: Path) -> None:
        if not shutil.which("redis-server"):
            raise Missing("redis-server")
        self._folder, self.port = folder / "redis", free_port()
        self._folder.mkdir()
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder),
                   "--appendonly", "yes", "--save", ""]  # fmt: skip
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.port)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(SECONDS)


@contextmanager
def servers(folder: Path) -> Iterator[tuple[PostgreSQL, Redis]]:
    """Raises Missing."""
    ends_with_us()
    postgres = PostgreSQL(folder)
    try:
        redis = Redis(folder)
        try:
            yield postgres, redis
        finally:
            redis.stop()
    finally:
        postgres.stop()


def _postgres_binaries() -> Path:
    found: Sequence[Path] = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if found:
        return found[-1]
    on_path = shutil.which("initdb")
    if not on_path:
        raise Missing("postgresql")
    return Path(on_path).parent
