"""A real S3-compatible server on this machine, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fsspec import filesystem

from tests.servers import free_port, wait_for

BUCKET = "jobmatch-tests"


@dataclass
class ObjectServer:
    port: int
    process: subprocess.Popen[bytes]

    @property
    def options(self) -> dict[str, object]:
        return {
            "key": "test",
            "secret": "test-secret",
            "endpoint_url": f"http://127.0.0.1:{self.port}",
            "client_kwargs": {"region_name": "eu-west-3"},
        }

    @property
    def settings(self) -> dict[str, object]:
        """For ``make_settings``."""
        return {"uploads_url": f"s3://{BUCKET}/uploads", "uploads_options": json.dumps(self.options)}

    @property
    def variables(self) -> dict[str, str]:
        """For a process of its own."""
        return {name.upper(): str(value) for name, value in self.settings.items()}

    def stored(self) -> set[str]:
        """Everything in the bucket."""
        storage = filesystem("s3", skip_instance_cache=True, use_listings_cache=False, **self.options)
        return set(storage.find(BUCKET))

    @contextmanager
    def silent(self) -> Iterator[None]:
        """While it answers nobody."""
        os.kill(self.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.process.pid, signal.SIGCONT)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@contextmanager
def object_server(port: int = 0) -> Iterator[ObjectServer]:
    port = port or free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = ObjectServer(port, process)
    try:
        wait_for(port)
        storage = filesystem("s3", skip_instance_cache=True, **server.options)
        storage.mkdir(BUCKET)
        yield server
    finally:
        server.stop()
