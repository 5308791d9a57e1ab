"""Ending a program with all it started.

A browser puts its processes into groups of their own; what they keep is the session of the program that was
started for them, and the folder that they were told to use.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def members(session: int, folder: str = "") -> list[int]:
    """Processes of the session, and those that have the folder in their command line; without the caller.
    Zombies do not count. Empty where the system does not tell (there is no /proc)."""
    numbers = [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit()] if _PROC.is_dir() else []
    return [number for number in numbers if number != os.getpid() and _belongs(number, session, folder)]


def kill(session: int, folder: str = "", seconds: float = 5.0) -> None:
    """SIGKILL until nothing is left: what is being started meanwhile is found on the next look."""
    with suppress(ProcessLookupError, PermissionError):
        if session != os.getpgrp():
            os.killpg(session, signal.SIGKILL)
    until = time.monotonic() + seconds
    while (left := members(session, folder)) and time.monotonic() < until:
        for number in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(number, signal.SIGKILL)
        time.sleep(0.02)


def _belongs(number: int, session: int, folder: str) -> bool:
    try:
        stat = (_PROC / str(number) / "stat").read_text("ascii", "replace")
        command = (_PROC / str(number) / "cmdline").read_bytes() if folder else b""
    except OSError:
        return False  # it has ended
    state, _parent, _group, its_session = stat.rpartition(")")[2].split()[:4]
    return state != "Z" and (int(its_session) == session or bool(folder and folder.encode() in command))
