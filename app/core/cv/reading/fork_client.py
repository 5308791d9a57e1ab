"""Ask this process's own fork server for a child, with the bounds and the outcome of ``sandbox.run``."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing, suppress

from app.core.cv.reading import sandbox
from app.core.cv.reading.sandbox import Outcome

_SERVE = "from app.core.cv.reading.fork_server import serve; serve(int(sys.argv[2]))"
_PATIENCE = 10.0  # seconds for the server to end a child
_ATTEMPTS = 3  # it may have ended because nobody asked, or may have been killed


class ServerGone(OSError):
    """The server ended before it could say how the child did."""


class ForkServer:
    """Started when first asked, and again when it has gone; threads may share it, forked processes have another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def run(self, module: str, arguments: Sequence[str], stdin: int, wall: float, max_output: int) -> Outcome:
        """What ``module.main(*arguments)`` writes to stdout, as of ``sandbox.run``; its
        ``prepare(*arguments)``, if it has one, is run by the server before it forks.
        """
        asked = json.dumps({"module": module, "arguments": list(arguments)}).encode()
        deadline, start = time.monotonic() + wall, os.lseek(stdin, 0, os.SEEK_CUR)
        for _ in range(_ATTEMPTS - 1):
            with suppress(ServerGone):
                return self._run(asked, stdin, deadline, max_output)
            os.lseek(stdin, start, os.SEEK_SET)
        return self._run(asked, stdin, deadline, max_output)

    def stop(self) -> None:
        """Its children end with it."""
        atexit.unregister(self.stop)
        with self._lock:
            self._forget()

    @property
    def pid(self) -> int | None:
        """Of the server, None while there is none."""
        return self._process.pid if self._process else None

    def _run(self, asked: bytes, stdin: int, deadline: float, max_output: int) -> Outcome:
        read, write = os.pipe()
        life, theirs = socket.socketpair()
        with open(read, "rb", buffering=0) as pipe, closing(life):
            try:
                self._send(asked, [stdin, write, theirs.fileno()])
            finally:
                os.close(write)
                theirs.close()
            output, late = sandbox.collect(pipe.fileno(), deadline, max_output)
            status = self._end(life)
        return sandbox.outcome_of(output, late, os.waitstatus_to_exitcode(status), max_output)

    def _send(self, asked: bytes, descriptors: list[int]) -> None:
        with self._lock:
            control = self._started()
            try:
                socket.send_fds(control, [asked], descriptors)
            except OSError as error:
                self._forget()
                raise ServerGone(*error.args) from error

    def _end(self, life: socket.socket) -> int:
        """Kill the child if it still runs; its wait status."""
        life.settimeout(_PATIENCE)
        try:
            life.shutdown(socket.SHUT_WR)
            said = life.recv(32)
        except OSError:
            said = b""
        if not said:
            raise ServerGone
        return int(said)

    def _started(self) -> socket.socket:
        if (
            self._control is not None
            and self._owner == os.getpid()
            and self._process
            and self._process.poll() is None
        ):
            return self._control
        self._forget()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with closing(theirs):
            command = sandbox.interpreter(_SERVE, str(theirs.fileno()))
            self._process = sandbox.started(
                command, subprocess.DEVNULL, subprocess.DEVNULL, (theirs.fileno(),)
            )
        self._owner = os.getpid()
        atexit.register(self.stop)
        return self._control

    def _forget(self) -> None:
        """A process that was forked only lets go of what is its parent's."""
        if self._control is not None:
            self._control.close()
        if self._process is not None and self._owner == os.getpid():
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
            self._process.kill()
            self._process.wait()
        self._control = self._process = None


SERVER = ForkServer()
IS_SUPPORTED = sys.platform.startswith("linux")  # elsewhere packets with descriptors are not to be had
