"""Choices that look random and never change: each follows from a hash of the words that name it.

``random`` is not used because its algorithms may change between Python versions, and because here
a new offer must leave the choices of all the others alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def fraction(*key: str) -> float:
    """A number in [0, 1)."""
    digest = hashlib.blake2b("|".join(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def whole(low: int, high: int, *key: str) -> int:
    """A whole number from low to high, both included."""
    return low + int(fraction(*key) * (high - low + 1))


def choose(options: Sequence[T], *key: str) -> T:
    """Raises IndexError when there is nothing to choose from."""
    return options[int(fraction(*key) * len(options))]


def shuffled(options: Sequence[T], *key: str) -> list[T]:
    order = sorted(range(len(options)), key=lambda place: fraction(*key, str(place)))
    return [options[place] for place in order]


def some(options: Sequence[T], count: int, *key: str) -> list[T]:
    """At most ``count`` options, in their own order more often than mixed."""
    mixed = shuffled(range(len(options)), *key)[:count]
    if fraction(*key, "order") < 0.6:
        mixed.sort()
    return [options[place] for place in mixed]
