"""Times as sources write them, to aware UTC. What is ambiguous is read by the order of the source."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from job_scraper.fold import fold
from job_scraper.normalise.relative_dates import relative_moment
from job_scraper.vocabulary.calendar import MONTHS

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
TOO_NEW = timedelta(days=2)
_TEXT_LENGTH = 160

_CLOCK = (
    r"(?:[t,]?\s{0,3}(?:(?:a|at|um|kl)\s{1,3})?(?P<hour>[01]?\d|2[0-4])[:h](?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d|60)(?:[.,]\d{1,9})?)?\s{0,2}(?P<half>[ap]\.?m\.?)?"
    r"\s{0,2}(?P<zone>z\b|utc|gmt|cet|cest|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)" + _CLOCK)
_COMPACT = re.compile(
    r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?z?)?"
)
_NUMERIC = re.compile(r"(?<!\d)(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?!\d)" + _CLOCK)
_NAMES = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|\.)?[\s-]{{0,3}}(?:of |de )?(?P<name>{_NAMES})(?!\w)"
    rf"\.?,?[\s-]{{0,3}}(?P<year>\d{{4}})(?!\d)" + _CLOCK
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<name>{_NAMES})\.?\s{{0,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>\d{{4}})(?!\d)"
    + _CLOCK
)
_NUMBER = re.compile(r"-?\d{9,19}(?:\.\d{1,9})?")
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "cet": 60, "cest": 120}


def parse_moment(
    value: object,
    now: datetime,
    *,
    month_first: bool = False,
    zone: tzinfo = UTC,
    newest: timedelta | None = TOO_NEW,
) -> datetime | None:
    """The moment meant, in UTC; None for what is no date, before 2000 or later than ``now + newest``.

    ``month_first`` says that the source writes 03/04 for the 4th of March. ``zone`` is where clock times
    without a zone belong; a date without a clock is midnight UTC. ``newest`` None allows any future.
    """
    try:
        moment = _moment(value, now, month_first, zone)
    except (ValueError, OverflowError, OSError):
        return None
    if moment is None or moment < EARLIEST or (newest is not None and moment > now + newest):
        return None
    return moment


def _moment(value: object, now: datetime, month_first: bool, zone: tzinfo) -> datetime | None:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _epoch(float(value))
    return (
        _from_text(fold(value[:_TEXT_LENGTH]).strip(), now, month_first, zone)
        if isinstance(value, str)
        else None
    )


def _from_text(text: str, now: datetime, month_first: bool, zone: tzinfo) -> datetime | None:
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _built(compact, int(compact["month"]), int(compact["day"]), zone)
    if _NUMBER.fullmatch(text):
        return _epoch(float(text))
    found = _ISO.search(text)
    if found:
        return _built(found, int(found["month"]), int(found["day"]), zone)
    found = _NUMERIC.search(text)
    if found:
        first, second = int(found["a"]), int(found["b"])
        return _built(found, *((first, second) if month_first else (second, first)), zone)
    found = _DAY_FIRST.search(text) or _MONTH_FIRST.search(text)
    if found:
        return _built(found, MONTHS[found["name"]], int(found["day"]), zone)
    return relative_moment(text, now)


def _epoch(number: float) -> datetime | None:
    """Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size."""
    for divisor in (1, 1e3, 1e6, 1e9):
        seconds = number / divisor
        if EARLIEST.timestamp() <= seconds < 4e9:
            return datetime.fromtimestamp(seconds, UTC)
    return None


def _built(found: re.Match[str], month: int, day: int, zone: tzinfo) -> datetime:
    parts = found.groupdict()
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if parts["hour"] is None:
        return datetime(year, month, day, tzinfo=UTC)
    hour = int(parts["hour"])
    half = (parts.get("half") or "")[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    clock = timedelta(hours=hour, minutes=int(parts["minute"]), seconds=int(parts["second"] or 0))
    said = parts.get("zone")
    midnight = datetime(year, month, day, tzinfo=_zone(said) if said else zone)
    return (midnight + clock).astimezone(UTC)


def _zone(text: str) -> timezone:
    minutes = _ZONES.get(text)
    if minutes is None:
        digits = text[1:].replace(":", "")
        minutes = (int(digits[:2]) * 60 + int(digits[2:])) * (-1 if text[0] == "-" else 1)
    return timezone(timedelta(minutes=minutes))
