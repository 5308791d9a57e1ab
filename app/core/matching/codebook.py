"""Small integers for things that recur."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

K = TypeVar("K", bound=Hashable)


class Codebook(Generic[K]):
    """Codes from 0 in order of first sight. Never changes: ``extended`` gives another one."""

    __slots__ = ("_codes",)

    def __init__(self, keys: Iterable[K] = ()) -> None:
        self._codes: dict[K, int] = {}
        for key in keys:
            self._codes.setdefault(key, len(self._codes))

    def __len__(self) -> int:
        return len(self._codes)

    @property
    def keys(self) -> tuple[K, ...]:
        """``keys[code]`` has that code."""
        return tuple(self._codes)

    def find(self, key: K) -> int | None:
        return self._codes.get(key)

    def extended(self, keys: Iterable[K]) -> tuple[Codebook[K], NDArray[np.int64], list[K]]:
        """A codebook that knows ``keys`` too (this one, if it already does), their codes, and those of
        them that are new, in the order of their codes.
        """
        wanted = list(keys)
        fresh = [key for key in dict.fromkeys(wanted) if key not in self._codes]
        book: Codebook[K] = self
        if fresh:
            book = Codebook()
            book._codes = self._codes | {key: len(self._codes) + at for at, key in enumerate(fresh)}
        codes = book._codes
        return book, np.fromiter((codes[key] for key in wanted), np.int64, len(wanted)), fresh
