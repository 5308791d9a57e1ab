"""Runs a module with a clock that tests move: ``python -m tests.browser.moved gunicorn ...``.

The file that CLOCK names holds the seconds by which the clock is ahead. What the worker looks at every minute it looks at
every second.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from huey.consumer import Scheduler

LOOK = 0.1  # seconds
_moved = 0.0
_clock = time_machine.travel(datetime.now(UTC), tick=True).start()


class MovedClock:
    """The file, for the test that moves it. ``zero`` is the midnight, in UTC, at which day 0 begins."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.zero = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        path.write_text("0")

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """Never back. Other processes follow soon."""
        moment = self.zero + timedelta(days=day, hours=hour, minutes=minute)
        ahead = (moment - datetime.now(UTC)).total_seconds()
        assert ahead > float(self._path.read_text()), "time does not run backwards"
        draft = self._path.with_suffix(".new")
        draft.write_text(str(ahead))
        draft.replace(self._path)
        time.sleep(10 * LOOK)
        return moment


def _follow() -> None:
    global _moved  # noqa: PLW0603 - one clock for a process
    file = Path(os.environ["CLOCK"])
    while not time.sleep(LOOK):
        ahead = float(file.read_text())
        if ahead != _moved:
            _clock.shift(timedelta(seconds=ahead - _moved))
            _moved = ahead


def _watch() -> None:
    threading.Thread(target=_follow, daemon=True).start()


def main() -> None:
    Scheduler.periodic_task_seconds = 1
    os.register_at_fork(after_in_child=_watch)
    _watch()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
