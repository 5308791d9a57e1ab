"""How a quiz goes: how many questions, what they count, how long it takes, when the next try is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

OPTIONS: Final = 4
MIX: Final[Mapping[str, int]] = MappingProxyType({"easy": 3, "medium": 5, "hard": 2})
"""How many questions of each difficulty; every quiz has the same mix, so that levels compare."""
POINTS: Final[Mapping[str, int]] = MappingProxyType({"easy": 6, "medium": 10, "hard": 16})
"""What a right answer counts. A whole quiz counts 100, so points are percent."""
QUESTIONS: Final = sum(MIX.values())
TOTAL_POINTS: Final = sum(count * POINTS[name] for name, count in MIX.items())

TIME: Final = timedelta(minutes=10)
GRACE: Final = timedelta(seconds=30)
"""For the way from the browser to here; the page does not speak of it."""
COOLDOWN: Final = timedelta(hours=24)
"""Before the next try at the same skill, however the last one ended."""
MOST_A_DAY: Final = 10
"""Tries at all skills together that one person may start in 24 hours."""
DAY: Final = timedelta(hours=24)


def is_late(deadline_at: datetime, now: datetime) -> bool:
    return now > deadline_at + GRACE
