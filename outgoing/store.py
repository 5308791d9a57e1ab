"""What all processes must agree on: whose turn it is at a host, and what was kept for later."""

from __future__ import annotations

import hashlib
from typing import Protocol


class StoreFault(Exception):
    """The store cannot be reached, so nobody knows whose turn it is."""


class Store(Protocol):
    """Times in seconds. All raise StoreFault."""

    def reserve(self, host: str, pause: float, longest: float) -> float | None:
        """How long to wait for one's turn at the host; the next turn is ``pause`` later. None, and no
        turn is taken, when that would be longer than ``longest``."""
        ...

    def find(self, key: str) -> bytes | None: ...

    def keep(self, key: str, value: bytes, seconds: float) -> None:
        """For that long at most: only the newest thousand or so are kept."""
        ...


def hidden(name: str) -> str:
    """Under which a store keeps a name such as "robots:https://jobs.example": its kind and a hash, for hosts and
    addresses that people asked for are not written down."""
    kind, colon, rest = name.partition(":")
    said = rest if colon else name
    return (
        f"{kind if colon else ''}{colon}{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()}"
    )
