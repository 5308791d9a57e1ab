"""When an alert sends next, on the clock of the person who gets it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BUNDLE = timedelta(minutes=5)  # an instant alert waits this long for more
A_DAY = timedelta(days=1)
MOST_DAYS = 16  # a weekly day that does not exist, and the one after


def next_send(frequency: str, hour: int, weekday: int, zone: ZoneInfo, after: datetime) -> datetime:
    """The first moment after ``after`` (aware) at which an alert is due, in UTC.

    ``hour`` is 0 to 23 and ``weekday`` 0 (Monday) to 6, both in ``zone``. An hour that the clocks skip is due
    when they go on, one that they repeat the first time; a day that a zone leaves out is not due. Raises
    ValueError for anything else.
    """
    if frequency == "instant":
        return after.astimezone(UTC) + BUNDLE
    if frequency not in {"daily", "weekly"} or not 0 <= hour <= 23 or not 0 <= weekday <= 6:
        raise ValueError(f"not a time to send: {frequency}, {hour}, {weekday}")
    day = after.astimezone(zone).date() - A_DAY
    for _ in range(MOST_DAYS):
        day += A_DAY
        if frequency == "weekly" and day.weekday() != weekday:
            continue
        moment = _first_moment(day, hour, zone)
        if moment is not None and moment > after:
            return moment
    raise ValueError(f"no such day in {zone.key}")


def _first_moment(day: date, hour: int, zone: ZoneInfo) -> datetime | None:
    """When the clocks of a zone first show this hour or a later one; None when that is another day."""
    wall = datetime.combine(day, time(hour))
    moment = wall.replace(tzinfo=zone).astimezone(UTC)  # the first of two
    if _wall(moment, zone) != wall:
        moment = _end_of_gap(wall, zone)
    return moment if _wall(moment, zone).date() == day else None


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks jump over ``wall``, by halving the time around it."""
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _wall(middle, zone) < wall:
            before = middle
        else:
            after = middle
    return after


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
