"""What takes long to make is made by one thread."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.core.once import once


def test_threads_that_ask_together_share_one() -> None:
    made: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    @once()
    def heavy(number: int) -> list[int]:
        made.append(number)
        begun.set()
        assert go_on.wait(10)
        return [number]

    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(heavy, 1) for _ in range(8)]
        assert begun.wait(10)
        go_on.set()
        answers = [each.result() for each in asked]
    assert made == [1]
    assert all(answer is answers[0] for answer in answers)


def test_each_choice_of_arguments_has_its_own_and_the_oldest_goes() -> None:
    made: list[int] = []

    @once(2)
    def heavy(number: int = 0) -> int:
        """Says what it does."""
        made.append(number)
        return -number

    assert [heavy(each) for each in (1, 2, 1, 3, 1, 2)] == [-1, -2, -1, -3, -1, -2]
    assert made == [1, 2, 3, 2]
    heavy.cache_clear()
    assert heavy(1) == -1
    assert made[-1] == 1
    assert heavy.__doc__ == "Says what it does."


def test_what_could_not_be_made_is_tried_again_and_may_ask_for_others() -> None:
    tries = []

    @once()
    def inner() -> str:
        tries.append("inner")
        if len(tries) == 1:
            raise ValueError("not yet")
        return "inner"

    @once()
    def outer() -> str:
        return inner() + " and outer"

    with pytest.raises(ValueError, match="not yet"):
        outer()
    assert outer() == outer() == "inner and outer"
    assert tries == ["inner", "inner"]
