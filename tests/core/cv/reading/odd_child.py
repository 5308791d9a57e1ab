"""A child that does what the last line of its upload says, instead of reading it."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

_PREPARED: list[tuple[str, ...]] = []


def prepare(*arguments: str) -> None:
    _PREPARED.append(arguments)


def main(*_arguments: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
    deed, _, rest = sys.stdin.buffer.read().splitlines()[-1].decode().partition(":")
    DEEDS[deed](rest)
    sys.stdout.flush()  # a forked child ends without tidying up


def _spin(_: str) -> None:
    while True:
        pass


def _raise(_: str) -> None:
    raise ValueError("nobody reads this")


def _talk(_: str) -> None:
    while True:
        print("x" * 10_000)


def _tell(_: str) -> None:
    told = {
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "descriptors": sorted(int(name) for name in os.listdir("/proc/self/fd")),
        "leads": os.getpgid(0) == os.getpid() == os.getsid(0),
        "prepared": _PREPARED,
        "parent": os.getppid(),
        "id": os.getpid(),
    }
    print(json.dumps(told))


def _kill_the_parent_once(marker: str) -> None:
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    print('"again"')


def _touch_and_sleep(marker: str) -> None:
    Path(marker).write_text(f"{os.getppid()} {os.getpid()}")
    time.sleep(60)


DEEDS: dict[str, Callable[[str], None]] = {
    "sleep": lambda _: time.sleep(99),
    "spin": _spin,
    "crash": lambda _: os.kill(os.getpid(), signal.SIGSEGV),
    "exit": lambda _: sys.exit(3),
    "raise": _raise,
    "say": print,
    "answer without end": _talk,
    "tell": _tell,
    "kill the parent once": _kill_the_parent_once,
    "touch and sleep": _touch_and_sleep,
}
