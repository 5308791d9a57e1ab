"""Run a command that may misbehave: bounded time, bounded answer, nothing left behind."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``output`` is what was written to stdout; ``signal`` what ended the process, 0 for a normal end."""

    output: bytes
    signal: int = 0
    late: bool = False
    oversized: bool = False


def run(command: Sequence[str], stdin: int, wall: float, max_output: int) -> Outcome:
    """Feed the file descriptor ``stdin`` to ``command`` and collect at most ``max_output`` bytes.

    The command leads its own process group, which is killed as soon as it closes its output,
    answers too much or takes more than ``wall`` seconds. Raises OSError when it cannot start.
    """
    process = subprocess.Popen(  # noqa: S603 - the command is ours, only its input is not
        command,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )
    try:
        output, late = _collect(process, time.monotonic() + wall, max_output)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # before wait(): until then the id is surely ours
        process.wait()
        if process.stdout:
            process.stdout.close()
    ended_by = max(0, -process.returncode)
    return Outcome(output[:max_output], ended_by, late, len(output) > max_output)


def _collect(process: subprocess.Popen[bytes], deadline: float, enough: int) -> tuple[bytes, bool]:
    """What was written until the end, the deadline (then True) or one byte more than enough."""
    if process.stdout is None:
        raise ValueError("stdout is not a pipe")
    pipe = process.stdout.fileno()
    output = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while len(output) <= enough:
            left = deadline - time.monotonic()
            if left <= 0:
                return bytes(output), True
            if selector.select(left):
                chunk = os.read(pipe, 1 << 16)
                if not chunk:
                    break
                output += chunk
    return bytes(output), False
