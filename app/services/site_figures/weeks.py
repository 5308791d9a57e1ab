"""Counting rows by week in one statement, the same in both databases."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from app.extensions import db
from app.services.offer_statistics import count_if

WEEKS: Final = 12
Weeks = tuple[tuple[date, int], ...]


def by_week(column: InstrumentedAttribute[Any], now: datetime, *where: ColumnElement[bool]) -> Weeks:
    """(Monday, rows of that week in UTC), the last twelve weeks, oldest first."""
    monday = datetime.combine(now.date() - timedelta(days=now.weekday()), time.min, now.tzinfo)
    starts = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    sums = [count_if((column >= start) & (column < start + timedelta(weeks=1))) for start in starts]
    row = db.session.execute(select(*sums).where(column >= starts[0], *where)).one()
    return tuple((start.date(), int(count)) for start, count in zip(starts, row, strict=True))
