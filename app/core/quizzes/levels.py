"""What a result means. One table: who passes is said by a level, so level and pass cannot contradict."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Final


@dataclass(frozen=True, slots=True)
class Level:
    """``least`` is the percentage from which on it holds, up to that of the next level."""

    name: str
    least: float


LEVELS: Final = (
    Level("novice", 0),
    Level("beginner", 40),
    Level("intermediate", 60),
    Level("advanced", 75),
    Level("expert", 90),
)
PASS_LEVEL: Final = LEVELS[3]
PASS_PERCENT: Final = PASS_LEVEL.least
EXCELLENT_PERCENT: Final = LEVELS[-1].least
NAMES: Final = tuple(level.name for level in LEVELS)


def level_of(percent: float) -> str:
    """``percent`` is 0 to 100; there is no gap between levels. Raises ValueError for anything else."""
    if not isfinite(percent) or not 0 <= percent <= 100:
        raise ValueError(f"{percent!r} is no percentage")
    return next(level.name for level in reversed(LEVELS) if percent >= level.least)


def is_pass(percent: float) -> bool:
    """Raises ValueError as ``level_of``."""
    return NAMES.index(level_of(percent)) >= NAMES.index(PASS_LEVEL.name)
