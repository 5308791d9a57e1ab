"""The threads that do the work, and how they end."""

from __future__ import annotations

import signal
from typing import Any

from flask import Flask
from huey.consumer import Consumer

from app.services import progress

THREADS, SLOW_THREADS, MODEL_THREADS, READING_THREADS = 2, 3, 4, 2
OPTIONS: dict[str, Any] = {"initial_delay": 0.1, "max_delay": 2.0, "graceful_signal": "TERM"}


class Lanes(Consumer):  # type: ignore[misc]
    """Quick work, slow work, questions to a model and documents to be read, each with threads of its own.

    SIGTERM and SIGINT end all gracefully: no new work is taken up, quick work is finished, slow work is
    asked to hand itself back.
    """

    def __init__(self, app: Flask) -> None:
        super().__init__(app.extensions["queue"], workers=THREADS, periodic=True, **OPTIONS)
        self._signal_actions[signal.SIGINT] = (False, True)
        self._app = app
        self._others = [
            Consumer(app.extensions[key], workers=threads, periodic=False, **OPTIONS)
            for key, threads in (
                ("slow_queue", SLOW_THREADS),
                ("model_queue", MODEL_THREADS),
                ("reading_queue", READING_THREADS),
            )
        ]

    def start(self) -> None:
        for other in self._others:
            other.start()
        super().start()

    def stop(self, graceful: bool = False) -> None:
        for other in self._others:
            other.stop_flag.set()
        self.stop_flag.set()
        progress.stop(self._app)
        super().stop(graceful)
        for other in self._others:
            other.stop(graceful)

    def is_healthy(self) -> bool:
        """Whether all threads that take up work are there; for threads beside those."""
        consumers: list[Consumer] = [self, *self._others]
        return all(thread.is_alive() for each in consumers for _worker, thread in each.worker_threads)

    def check_worker_health(self) -> bool:
        healthy = [other.check_worker_health() for other in self._others]
        return bool(super().check_worker_health() and all(healthy))
