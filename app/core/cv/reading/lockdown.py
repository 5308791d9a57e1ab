"""What the child gives up before it looks at the file."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from typing import Any

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38

_NETWORK = ("socket.", "http.client", "urllib.", "ftplib", "smtplib", "imaplib", "poplib")
_PROCESSES = ("os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "pty.")
_STARTING = ("subprocess.", "os.kill")


def lock_down(memory: int, cpu: int, may_start_programs: bool = False) -> None:
    """Limit this process for good: ``memory`` bytes of address space, ``cpu`` seconds, no network.

    ``may_start_programs`` is for OCR; the programs inherit every limit.
    """
    os.umask(0o077)
    end_with_parent()
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CPU, cpu)
    _limit(resource.RLIMIT_FSIZE, 0)  # pipes still work, files cannot grow
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 64)
    _leave_the_network()
    _forbid(_NETWORK + _PROCESSES + (() if may_start_programs else _STARTING))


def end_with_parent() -> None:
    """Be killed when whoever started this process ends. Linux only."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _limit(what: int, value: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(what, (value, value))


def _leave_the_network() -> None:
    """Best effort, Linux only: hosts differ in what they permit, and the audit hook stands in any case."""
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _forbid(events: tuple[str, ...]) -> None:
    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event.startswith(events):
            raise PermissionError(event)

    sys.addaudithook(refuse)
