"""Times told by their distance: ``il y a 3 jours``, ``vor 2 Tagen``, ``3 days ago``, ``منذ 3 أيام``."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from job_scraper.vocabulary.calendar import ARABIC_DUALS, NAMED_DAYS, NUMBERS, UNITS

_DAY = 60 * 24


def _any(names: dict[str, int] | dict[str, float]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_AMOUNT = (
    rf"(?P<number>\d{{1,3}}|{_any(NUMBERS)})?\+?\s{{0,3}}"
    rf"(?P<unit>{_any(UNITS)}|{_any(ARABIC_DUALS)})\+?(?!\w)"
)
_ABOUT = (
    r"(?:(?:environ|plus de|moins de|about|over|more than|etwa|uber|mehr als|ca\.?|حوالي|اكثر من)\s{1,3})?"
)
_BEFORE = re.compile(rf"(?<!\w)(?:il y a|depuis|vor|seit|منذ|قبل)\s{{1,3}}{_ABOUT}{_AMOUNT}")
_AFTER = re.compile(rf"(?<!\w){_AMOUNT}\s{{0,3}}(?:ago|her|plus tot)(?!\w)")
_SHORT = re.compile(r"(?P<number>\d{1,3})\s{0,2}(?P<unit>[a-z]{1,3})\+?")
_NAMED = re.compile(rf"(?<!\w)(?:{_any(NAMED_DAYS)})(?!\w)")


def relative_moment(folded: str, now: datetime) -> datetime | None:
    """Distances of a day and more give midnight of that day. ``30+ days ago`` counts as 30."""
    named = _NAMED.search(folded)
    if named:
        return _midnight(now - timedelta(days=NAMED_DAYS[named.group()]))
    found = _BEFORE.search(folded) or _AFTER.search(folded) or _SHORT.fullmatch(folded)
    if found is None:
        return None
    minutes = _minutes(found["number"], found["unit"])
    if minutes is None:
        return None
    moment = now - timedelta(minutes=minutes)
    return _midnight(moment) if minutes >= _DAY else moment.replace(microsecond=0)


def _minutes(number: str | None, unit: str) -> float | None:
    if number is None and unit in ARABIC_DUALS:
        return 2.0 * ARABIC_DUALS[unit]
    size = UNITS.get(unit)
    if size is None:
        return None
    count = 1 if number is None else NUMBERS.get(number) or int(number)
    return size * count


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
