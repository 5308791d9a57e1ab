"""Dates and times as people and programs write them, and clocks of people's zones."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.core.cv.date_words import MONTH_NUMBER
from app.core.cv.fold import fold

FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_DAY_ZERO: Final = date(1899, 12, 30)  # of the day numbers of spreadsheet programs
_TIME = r"(?:[t ,a]{1,4}(\d{1,2})[:h](\d{2})?(?::(\d{2})(?:\.\d{1,9})?)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}")
_NAMED = re.compile(rf"(\d{{1,2}})(?:er|st|nd|rd|th)?\.? ([^\W\d_]{{3,12}})\.? (\d{{4}}){_TIME}")
_NAME_FIRST = re.compile(rf"([^\W\d_]{{3,12}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}")
_LONGEST = 60


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC for a name that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def local(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which a clock there shows this. Of an hour that comes twice it is the first;
    one that is left out is taken as long after the change as it was meant. Raises ValueError where no
    calendar reaches."""
    try:
        return datetime.combine(day, at, zone).astimezone(UTC)
    except OverflowError as error:
        raise ValueError("out of range") from error


def moment_of(value: object, zone: ZoneInfo) -> datetime | None:
    """A moment in UTC, whole seconds, from 1990 to 2099; None for an empty value. What has no zone of its own
    is meant in ``zone``, a day without a time begins there. Day and month stand in this order where both
    could. Raises ValueError for anything else."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    found = _moment(value, zone).astimezone(UTC).replace(microsecond=0)
    if not FIRST <= found < LAST:
        raise ValueError("out of range")
    return found


def _moment(value: object, zone: ZoneInfo) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else local(value.date(), value.time(), zone)
    if isinstance(value, date):
        return local(value, time(), zone)
    if isinstance(value, int | float) and not isinstance(value, bool) and 30_000 <= value < 80_000:
        at = datetime.combine(_DAY_ZERO, time()) + timedelta(seconds=round(value * 86_400))
        return local(at.date(), at.time(), zone)
    if isinstance(value, str):
        return _written(value.strip(), zone)
    raise ValueError("no date")


def _written(text: str, zone: ZoneInfo) -> datetime:
    if len(text) > _LONGEST:
        raise ValueError("no date")
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _moment(float(text), zone)
    try:
        exact = datetime.fromisoformat(text)
    except ValueError:
        return _loose(" ".join(fold(text).split()), zone)
    return exact if exact.tzinfo else local(exact.date(), exact.time(), zone)


def _loose(text: str, zone: ZoneInfo) -> datetime:
    if found := _YEAR_FIRST.fullmatch(text.lower()):
        year, month, day, *clock = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year, *clock = found.groups()
        if int(month) > 12:
            day, month = month, day
    elif found := _NAMED.fullmatch(text):
        day, month, year, *clock = found.groups()
    elif found := _NAME_FIRST.fullmatch(text):
        month, day, year, *clock = found.groups()
    else:
        raise ValueError("no date")
    number = int(month) if month.isdigit() else MONTH_NUMBER.get(month.lower(), 0)
    full = int(year) + (2000 if len(year) == 2 else 0)
    hour, minute, second = (int(part or 0) for part in clock)
    return local(date(full, number, int(day)), time(hour, minute, second), zone)
