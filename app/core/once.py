"""Made by the first who asks, while the others wait: what takes long or much memory to make."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from threading import RLock
from typing import Generic, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Once(Generic[Given, Made]):
    """``functools.lru_cache`` lets every thread that comes before the first is done make its own."""

    def __init__(self, make: Callable[Given, Made], most: int | None) -> None:
        self._kept = lru_cache(maxsize=most)(make)
        self._lock = RLock()
        update_wrapper(self, make)

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Made:
        with self._lock:
            return self._kept(*args, **kwargs)  # type: ignore[arg-type]  # what is hashable is for the cache to say

    def cache_clear(self) -> None:
        self._kept.cache_clear()


def once(most: int | None = None) -> Callable[[Callable[Given, Made]], Once[Given, Made]]:
    """The last ``most`` values stay, one for each choice of arguments; all of them when it is None."""
    return lambda make: Once(make, most)
