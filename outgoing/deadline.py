"""The time by which a request has its answer."""

from __future__ import annotations

import time


class Deadline:
    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than 0. Raises TimeoutError."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"no answer within {self._seconds:g} s")
        return left

    def allows(self, seconds: float) -> bool:
        """Whether something is left after a rest of that long."""
        return self._until - time.monotonic() > seconds

    def rest(self, seconds: float) -> None:
        """Sleep without using the time up."""
        if seconds > 0:
            started = time.monotonic()
            time.sleep(seconds)
            self._until += time.monotonic() - started
