"""What long loops report to; the door decides how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Track(Protocol):
    def __call__(self, items: Iterable[Item], label: str, length: int) -> Iterator[Item]:
        """The same items; ``length`` is how many there will be."""


def silent(items: Iterable[Item], label: str, length: int) -> Iterator[Item]:  # noqa: ARG001
    return iter(items)
