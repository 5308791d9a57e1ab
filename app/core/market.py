"""Figures about many offers: how pay spreads, and which skills are asked for more than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

RECENT_DAYS: Final = 30
# With fewer offers than this on either side a change of shares is chance.
LEAST_OFFERS: Final = 30
LEAST_ASKED: Final = 5
HIGHEST: Final = 150_000


@dataclass(frozen=True, slots=True)
class SalaryBand:
    """Offers whose middle of the range is from ``low`` up to but not including ``high``, euros a year;
    the last band has no end."""

    low: int
    high: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Growth:
    """``open`` is open offers that ask for the skill. ``recent`` and ``before`` are shares (0 to 1) of the
    offers of the last 30 days and of the 90 days before; None where there are too few to tell."""

    skill: str
    open: int
    recent: float | None
    before: float | None

    @property
    def points(self) -> float | None:
        """Percentage points by which the share rose; negative when it fell."""
        if self.recent is None or self.before is None:
            return None
        return round(100 * (self.recent - self.before), 1)


def salary_bands(amounts: Iterable[int], width: int) -> tuple[SalaryBand, ...]:
    """Bands of ``width`` euros from the lowest to the highest that holds an offer, empty ones between."""
    counted = Counter(min(max(amount, 0), HIGHEST) // width for amount in amounts)
    if not counted:
        return ()
    last = HIGHEST // width
    return tuple(
        SalaryBand(number * width, None if number == last else (number + 1) * width, counted[number])
        for number in range(min(counted), max(counted) + 1)
    )


def growth_of(skill: str, asked: Sequence[int], offers: Sequence[int]) -> Growth:
    """``asked`` are open, recent and earlier offers with the skill, ``offers`` all of each."""
    is_clear = min(offers[1:]) >= LEAST_OFFERS and asked[1] + asked[2] >= LEAST_ASKED
    recent, before = (asked[at] / offers[at] if is_clear else None for at in (1, 2))
    return Growth(skill, asked[0], recent, before)
