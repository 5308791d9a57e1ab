"""Hosts that said "not before": nobody asks them earlier, whichever process heard it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from outgoing.faults import Refused
from outgoing.store import Store
from outgoing.target import Target

LONGEST: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Holds:
    store: Store

    def begin(self, target: Target, status: int, seconds: float | None) -> None:
        """After a 429 that names a time; for an hour at most, so that a service cannot lock itself out."""
        if status == 429 and seconds:
            seconds = min(seconds, LONGEST)
            self.store.keep(_name(target), f"{time.time() + seconds:.3f}".encode(), seconds)

    def check(self, target: Target) -> None:
        """Raises Refused with the seconds that are left."""
        until = self.store.find(_name(target))
        left = float(until) - time.time() if until else 0.0
        if left > 0:
            raise Refused(target.url, 429, left, "It asked a moment ago not to be asked before.")


def _name(target: Target) -> str:
    return f"hold:{target.host}"
