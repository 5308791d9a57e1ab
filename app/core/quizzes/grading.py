"""From chosen options to points, percent, level and pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.quizzes.levels import is_pass, level_of
from app.core.quizzes.rules import OPTIONS, POINTS

RIGHT = 0  # the right option stands first in the bank


@dataclass(frozen=True, slots=True)
class Asked:
    """As in Picked, with the difficulty."""

    difficulty: str
    order: tuple[int, ...]

    @property
    def right_place(self) -> int:
        return self.order.index(RIGHT)


@dataclass(frozen=True, slots=True)
class Answered:
    """``chosen`` and ``right`` are places as shown; ``chosen`` is None where nothing was chosen."""

    chosen: int | None
    right: int
    points: int
    most: int

    @property
    def is_right(self) -> bool:
        return self.chosen == self.right


@dataclass(frozen=True, slots=True)
class Grade:
    """``percent`` is 0 to 100."""

    points: int
    most: int
    percent: float
    level: str
    passed: bool
    answers: tuple[Answered, ...]


def grade(asked: Sequence[Asked], chosen: Sequence[int | None]) -> Grade:
    """Raises ValueError when these are not answers to these questions."""
    if not asked or len(asked) != len(chosen):
        raise ValueError(f"{len(chosen)} answers to {len(asked)} questions")
    answers = tuple(_answered(one, place) for one, place in zip(asked, chosen, strict=True))
    points, most = sum(one.points for one in answers), sum(one.most for one in answers)
    percent = round(100 * points / most, 1)
    return Grade(points, most, percent, level_of(percent), is_pass(percent), answers)


def _answered(asked: Asked, place: int | None) -> Answered:
    if place is not None and not 0 <= place < OPTIONS:
        raise ValueError(f"{place!r} is no option")
    most = POINTS[asked.difficulty]
    return Answered(place, asked.right_place, most if place == asked.right_place else 0, most)
