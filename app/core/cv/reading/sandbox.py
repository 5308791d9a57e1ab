"""Run a command that may misbehave: bounded time, bounded answer, nothing left behind."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parents[4])  # where ``app`` is imported from
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``output`` is what was written to stdout; ``signal`` what ended the process, 0 for a normal end."""

    output: bytes
    signal: int = 0
    late: bool = False
    oversized: bool = False


def interpreter(code: str, *arguments: str) -> list[str]:
    """The command that runs ``code`` in a Python of its own, to which ``app`` can be imported; the arguments are in
    sys.argv from 2 on."""
    return [
        sys.executable,
        "-I",
        "-c",
        f"import sys; sys.path.insert(0, sys.argv[1])\n{code}",
        _ROOT,
        *arguments,
    ]


def started(
    command: Sequence[str], stdin: int, stdout: int, kept: Collection[int] = ()
) -> subprocess.Popen[bytes]:
    """It leads its own process group and gets no environment and no descriptor but these. Raises OSError."""
    return subprocess.Popen(  # noqa: S603 - the command is ours, only its input is not
        command,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
        pass_fds=kept,
    )


def run(command: Sequence[str], stdin: int, wall: float, max_output: int) -> Outcome:
    """Feed the file descriptor ``stdin`` to ``command`` and collect at most ``max_output`` bytes.

    Its process group is killed as soon as it closes its output, answers too much or takes more than ``wall``
    seconds. Raises OSError when it cannot start.
    """
    process = started(command, stdin, subprocess.PIPE)
    try:
        if process.stdout is None:
            raise ValueError("stdout is not a pipe")
        output, late = collect(process.stdout.fileno(), time.monotonic() + wall, max_output)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # before wait(): until then the id is surely ours
        process.wait()
        if process.stdout:
            process.stdout.close()
    return outcome_of(output, late, process.returncode, max_output)


def outcome_of(output: bytes, late: bool, exit_code: int, max_output: int) -> Outcome:
    """``exit_code`` is minus the signal that ended the process, if one did."""
    return Outcome(output[:max_output], max(0, -exit_code), late, len(output) > max_output)


def collect(pipe: int, deadline: float, enough: int) -> tuple[bytes, bool]:
    """What was written until the end, the deadline (then True) or one byte more than enough."""
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
