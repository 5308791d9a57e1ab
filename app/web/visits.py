"""When a browser was at the dashboard before, kept in its signed session: looking at a page writes nothing here."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

KEY: Final = "visits"
ENDS: Final = timedelta(hours=2)  # without a look; the next one is another visit
EVERY: Final = timedelta(minutes=5)
FIRST: Final = timedelta(days=7)
LONGEST: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Visit:
    """What came after ``since`` is new. ``is_return`` says that this is when they looked last; else it is a week
    ago, or a month for who was away longer."""

    since: datetime
    is_return: bool


def visit(session: MutableMapping[str, Any], now: datetime) -> Visit:
    """Read from the session and noted there. During a visit, what was new at its beginning stays new."""
    before, last = _known(session.get(KEY), now)
    if last is None or now - last >= EVERY:
        ended = last is not None and now - last >= ENDS
        before = last if ended else before
        session[KEY] = [_seconds(before), _seconds(now)]
    if before is None:
        return Visit(now - FIRST, is_return=False)
    if now - before > LONGEST:
        return Visit(now - LONGEST, is_return=False)
    return Visit(before, is_return=True)


def _known(stored: object, now: datetime) -> tuple[datetime | None, datetime | None]:
    """The end of the visit before this one, and the last look; None where there is none, or no sense in it."""
    if not isinstance(stored, list) or len(stored) != 2 or not all(type(one) is int for one in stored):
        return None, None
    latest = _seconds(now)
    before, last = (datetime.fromtimestamp(one, UTC) if 0 < one <= latest else None for one in stored)
    return before, last


def _seconds(moment: datetime | None) -> int:
    return 0 if moment is None else int(moment.timestamp())
