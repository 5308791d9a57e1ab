"""The threads that do the work, and how they end."""

from __future__ import annotations

import signal
from typing import Any

from flask import Flask
from huey.consumer import Consumer

from app.services import progress

THREADS, SLOW_THREADS = 2, 3
OPTIONS: dict[str, Any] = {"initial_delay": 0.1, "max_delay": 2.0, "graceful_signal": "TERM"}


class TwoLanes(Consumer):  # type: ignore[misc]
    """Quick and slow work, each with threads of its own.

    SIGTERM and SIGINT end both gracefully: no new work is taken up, quick work is finished, slow work is
    asked to hand itself back.
    """

    def __init__(self, app: Flask) -> None:
        super().__init__(app.extensions["queue"], workers=THREADS, periodic=True, **OPTIONS)
        self._signal_actions[signal.SIGINT] = (False, True)
        self._app = app
        self._slow = Consumer(app.extensions["slow_queue"], workers=SLOW_THREADS, periodic=False, **OPTIONS)

    def start(self) -> None:
        self._slow.start()
        super().start()

    def stop(self, graceful: bool = False) -> None:
        self._slow.stop_flag.set()
        self.stop_flag.set()
        progress.stop(self._app)
        super().stop(graceful)
        self._slow.stop(graceful)

    def check_worker_health(self) -> bool:
        slow, quick = self._slow.check_worker_health(), super().check_worker_health()
        return bool(slow and quick)
