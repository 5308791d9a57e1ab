"""How a question does, from the sums that are kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

LEAST_ANSWERS: Final = 30
"""Below, nothing is said."""
LOW_DISCRIMINATION: Final = 0.1
"""Below, who knows the rest of the quiz does hardly better here: worth a look."""
_FLAT: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Sums:
    """Over the attempts that count: how often asked and answered right, the percentages reached and their
    squares, and the percentages of those who had it right. ``points`` is what a right answer adds."""

    asked: int
    right: int
    percent: float
    percent_square: float
    right_percent: float
    points: float


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """``share_right`` is 0 to 1. ``discrimination`` is -1 to 1: the point-biserial correlation of this answer with
    what the same people reached in the rest of their quiz. Each is None while too few answered, the second also
    where all or none were right."""

    asked: int
    share_right: float | None
    discrimination: float | None

    @property
    def is_low(self) -> bool:
        return self.discrimination is not None and self.discrimination < LOW_DISCRIMINATION


def statistics(sums: Sums, least: int = LEAST_ANSWERS) -> ItemStatistics:
    if sums.asked < max(least, 1):
        return ItemStatistics(sums.asked, None, None)
    return ItemStatistics(sums.asked, sums.right / sums.asked, _discrimination(sums))


def _discrimination(sums: Sums) -> float | None:
    """Without the points of the question itself, which would make any question look good."""
    share, mean = sums.right / sums.asked, sums.percent / sums.asked
    own = share * (1 - share)
    together = sums.right_percent / sums.asked - share * mean
    whole = sums.percent_square / sums.asked - mean * mean
    rest = whole - 2 * sums.points * together + sums.points**2 * own
    if own <= _FLAT or rest <= _FLAT * max(1.0, whole):
        return None
    return max(-1.0, min(1.0, (together - sums.points * own) / sqrt(own * rest)))
