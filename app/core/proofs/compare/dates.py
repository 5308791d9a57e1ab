"""Dates in a document by what they are: issued, valid until, born; and how they compare with a claim."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.cv.date_points import Point, find_points
from app.core.cv.fold import fold
from app.core.proofs.claim import StatedDate
from app.core.proofs.compare.match import AGREES, DIFFERS, MISSING, NOT_CLAIMED, Match
from app.core.proofs.compare.shown import Shown

ISSUED, EXPIRES, BORN, OTHER = "issued", "expires", "born", "other"
_MAX_LINE = 500
_BEFORE = 60  # characters before a date in which stands what it is
_EXPIRES = re.compile(
    r"valid (?:until|through|thru|to|till)|validity|expir|valable (?:jusqu|au)|validite|fin de validite|gultig bis"
    r"|ablauf|صالح[هة]?|صلاحيه|تنتهي"
)
_ISSUED = re.compile(
    r"(?<![^\W_])(?:issued?|date of issue|awarded|earned|completed|test date|exam date|delivre[e]?"
    r"|obtenue?|date d'obtention|ausgestellt|ausstellungsdatum|prufungsdatum|تاريخ الاصدار)(?![^\W_])"
)
_BORN = re.compile(
    r"(?<![^\W_])(?:born|birth|ne(?:e|\(e\))? (?:le|a|en)|naissance|geboren|geburtsdatum|geb"
    r"|مولود|المولود|ولد|الولاده|الميلاد)"
)
_OTHER = re.compile(
    r"(?<![^\W_])(?:printed|imprime|version|rev|copyright|law|loi|decret|accredit|agrement|founded|depuis|since|©)"
)
_DAY = re.compile(r"(?<!\d)(3[01]|[12]\d|0?[1-9])(?!\d)")
_MONTHS_OFF = 1  # a month that is off by one is another way of dating the same thing
_DAYS_OFF = 31


@dataclass(frozen=True, slots=True)
class ShownDate:
    date: StatedDate
    role: str
    text: str


def dates_in(lines: Sequence[Shown], today: date) -> list[ShownDate]:
    """All dates, with what the words before them make of them; those of the line above count for a bare date."""
    found: list[ShownDate] = []
    above = ""
    for line in lines:
        folded = fold(line.text[:_MAX_LINE])
        points = [point for point in find_points(folded, today) if point.year is not None and not point.now]
        heads = _column_heads(above) if len(points) > 1 else []
        last = 0
        for number, point in enumerate(points):
            before = folded[max(last, point.begin - _BEFORE) : point.begin]
            if not last and len(before.strip()) < 3:
                before = f"{above[-_BEFORE:]} {before}"
            stated = _stated(folded, point)
            role = heads[number] if len(heads) == len(points) else _role(before)
            if stated is not None:
                found.append(ShownDate(stated, role, line.text[point.begin : point.stop]))
            last = point.stop
        above = folded
    return found


def _column_heads(above: str) -> list[str]:
    """What dates in columns are by the line above them, from left to right."""
    found = [
        (match.start(), role)
        for pattern, role in ((_ISSUED, ISSUED), (_EXPIRES, EXPIRES), (_BORN, BORN))
        for match in pattern.finditer(above)
    ]
    return [role for _, role in sorted(found)]


def _role(before: str) -> str:
    """By the last of the words that say so."""
    places = [
        (max((match.start() for match in pattern.finditer(before)), default=-1), role)
        for pattern, role in ((_EXPIRES, EXPIRES), (_BORN, BORN), (_OTHER, OTHER))
    ]
    at, role = max(places)
    return role if at >= 0 else ISSUED


def _stated(folded: str, point: Point) -> StatedDate | None:
    if point.year is None:
        return None
    day = _day(folded[point.begin : point.stop], point)
    if day is not None and point.month is not None:
        last = calendar.monthrange(point.year, point.month)[1]
        return StatedDate(point.year, point.month, min(day, last))
    return StatedDate(point.year, point.month)


def _day(text: str, point: Point) -> int | None:
    """The day in the text of a date, None for dates of a month."""
    numbers = [int(number) for number in re.findall(r"\d{1,4}", text)]
    if len(numbers) == 3:  # all in digits
        first, second, third = numbers
        if first > 31:
            return third
        return second if first == point.month and second > 12 else first
    if point.month is None or len(numbers) != 2:
        return None
    match = _DAY.search(text)
    is_month = re.search(r"[^\W\d]", text) is None  # "05/2024"
    return int(match[1]) if match and not is_month else None


def compare_date(claimed: StatedDate | None, shown: Sequence[ShownDate]) -> Match:
    """With the dates on which something was issued or passed."""
    if claimed is None:
        return Match("date", NOT_CLAIMED)
    issued = [one for one in shown if one.role == ISSUED]
    for one in issued:
        if agree(claimed, one.date):
            return Match("date", AGREES, str(claimed), str(one.date))
    if issued:
        return Match("date", DIFFERS, str(claimed), str(max(issued, key=lambda one: str(one.date)).date))
    return Match("date", MISSING, str(claimed))


def agree(claimed: StatedDate, read: StatedDate) -> bool:
    """As far as the less precise one goes, with a month's difference between the day passed and the day issued."""
    if claimed.month is None or read.month is None:
        return claimed.year == read.year
    if claimed.day is None or read.day is None:
        return abs(_months(claimed) - _months(read)) <= _MONTHS_OFF
    return abs((_first(claimed) - _first(read)).days) <= _DAYS_OFF


def expiry(shown: Sequence[ShownDate]) -> StatedDate | None:
    """Until when the document says it is valid, the last date of several."""
    ends = [one.date for one in shown if one.role == EXPIRES]
    return max(ends, key=last_day) if ends else None


def last_day(stated: StatedDate) -> date:
    month = stated.month or 12
    return date(stated.year, month, stated.day or calendar.monthrange(stated.year, month)[1])


def _first(stated: StatedDate) -> date:
    month = stated.month or 1
    day = min(stated.day or 1, calendar.monthrange(stated.year, month)[1])
    return date(stated.year, month, day)


def _months(stated: StatedDate) -> int:
    return stated.year * 12 + (stated.month or 1)


def issued_dates(shown: Sequence[ShownDate]) -> list[date]:
    return [_first(one.date) for one in shown if one.role == ISSUED]
