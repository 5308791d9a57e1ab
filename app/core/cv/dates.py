"""Date ranges as people write them in CVs.

What is not written is filled by rules that neither add nor take years on average:
- a year without a month means its middle: "2018 - 2020" is July 2018 to June 2020 (24 months);
- a lone year, or "2019 - 2019", is April to September of it (6 months);
- a season is its middle month, a quarter its first, "early", "mid" and "late" are February, June and November;
- a length beside a lone date ("2019 (2 years)") counts from that date, from January for a lone year;
- "depuis 2 ans" and the like count back from today; a range written backwards is turned round;
- an end after today's month means that the job is current.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.core.cv.date_points import Point, alternatives, find_points
from app.core.cv.date_words import ARABIC_DUALS, BEFORE, MONTH_UNITS, SINCE, UNTIL, YEAR_UNITS
from app.core.cv.fold import fold

MAX_LINE = 1000


@dataclass(frozen=True, slots=True)
class DateRange:
    """A period and where it stands in the text. ``lone`` marks a single date without a partner.

    ``start`` and ``end`` are first days of months, both included; ``end`` is None while current.
    """

    start: date
    end: date | None
    begin: int
    stop: int
    lone: bool = False
    exact: bool = True

    @property
    def current(self) -> bool:
        return self.end is None


_DIGIT = re.compile(r"\d")
_UNTIL = rf"(?:jusqu'(?=auj)|(?:{alternatives(UNTIL)})(?![^\W_]))"
_DASH = r"(?:[-~→>›/|]{1,3}|[âa]€“|[ïi](?:¼|1⁄4|1/4)\S?)"  # the last two are misread dashes
_JOIN = re.compile(
    rf"[.,)]?\s{{0,6}}(?:{_DASH}\s{{0,6}}{_UNTIL}?|{_UNTIL})\s{{0,3}}(?:(?:the|le|den|zum)\s)?\s?"
)
_BEFORE_NOW = re.compile(r"[.,)]?\s{0,6}[,(]?\s{0,3}")
_SINCE = re.compile(rf"(?<![^\W_])(?:{alternatives(SINCE)})\s{{1,3}}(?:(?:le|the|dem|سنه|عام|شهر)\s)?$")
_LEAD_IN = re.compile(
    rf"(?<![^\W_])(?:{alternatives((*SINCE, *BEFORE))})\s{{0,3}}(?:(?:le|the|dem|سنه|عام|شهر)\s)?$"
)
_OPEN_END = re.compile(r"\s{0,4}(?:-{1,2}|\bto|\bbis|\ba)\s{0,4}$")
_YEARS = re.compile(
    rf"(?<![\d.,])(\d{{1,2}}(?:[.,]\d)?)\s?\+?\s?(?:{alternatives(YEAR_UNITS.split())})(?![^\W_])"
)
_MONTHS = re.compile(rf"(?<![\d.,])(\d{{1,3}})\s?(?:{alternatives(MONTH_UNITS.split())})(?![^\W_])")
_DUAL = re.compile(rf"(?<![^\W_])(?:{'|'.join(ARABIC_DUALS)})(?![^\W_])")
_AGO = re.compile(
    r"(?<![^\W_])(?:depuis|since|seit|منذ)\s{1,3}"
    r"(?:plus de |pres de |environ |more than |over |about |uber |mehr als |etwa |اكثر من )?"
    r"(?=\d{1,2}[\s.,+]|سن|عام)"
)


def find_ranges(text: str, today: date) -> tuple[DateRange, ...]:
    """All periods in a line, in order; lone dates are marked as such."""
    if not _DIGIT.search(text):
        return _relative(fold(text[:MAX_LINE]), today) if max(text, default="") > "\u0600" else ()
    folded = fold(text[:MAX_LINE])
    points = find_points(folded, today)
    found: list[DateRange] = []
    index = 0
    while index < len(points):
        here = points[index]
        after = points[index + 1] if index + 1 < len(points) else None
        if after is not None and _joined(folded, here, after):
            found.append(_pair(folded, here, after, today))
            index += 2
            continue
        single = _single(folded, here, today)
        if single is not None:
            found.append(single)
        index += 1
    return tuple(found) or _relative(folded, today)


def find_duration(text: str) -> int | None:
    """Months of a written length: 30 for "2 ans et 6 mois"; None when there is none."""
    folded = fold(text[:MAX_LINE])
    years = _YEARS.search(folded)
    months = _MONTHS.search(folded)
    dual = _DUAL.search(folded)
    total = round(float(years[1].replace(",", ".")) * 12) if years else 0
    total += int(months[1]) if months else 0
    total += ARABIC_DUALS[dual[0]] if dual else 0
    return total if 0 < total <= 720 else None


def ends_open(text: str) -> bool:
    """Whether a line stops after the dash of a range, so that its end stands on the next line."""
    return _OPEN_END.search(fold(text[-40:])) is not None


def month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_of(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _joined(folded: str, here: Point, after: Point) -> bool:
    gap = folded[here.stop : after.begin]
    if here.now or len(gap) > 30:
        return False
    if after.now:
        joined = _JOIN.fullmatch(gap) or _BEFORE_NOW.fullmatch(gap)
        return here.year is not None and joined is not None
    return after.year is not None and _JOIN.fullmatch(gap) is not None


def _pair(folded: str, here: Point, after: Point, today: date) -> DateRange:
    begin = _lead_in(folded, here.begin)
    if after.now and here.year is not None:
        return DateRange(
            _open_start(here.year, here.month, today), None, begin, after.stop, exact=here.month is not None
        )
    last_year = after.year if after.year is not None else today.year
    day_read_as_year = here.partial and after.day
    first_year = last_year if here.year is None or day_read_as_year else here.year
    if here.year is None and (here.month or 0) > (after.month or 12):
        first_year -= 1  # "Nov - Feb 2019" began the year before
    exact = here.month is not None and after.month is not None
    start, end = _bounds((first_year, here.month), (last_year, after.month))
    running = _is_future(end, today) and not _is_future(start, today)
    return DateRange(start, None if running else end, begin, after.stop, exact=exact)


def _lead_in(folded: str, begin: int) -> int:
    """Where the words that belong to a date begin: "du", "from", "seit"."""
    cut = max(0, begin - 24)
    before = _LEAD_IN.search(folded[cut:begin])
    return cut + before.start() if before else begin


def _open_start(year: int, month: int | None, today: date) -> date:
    start = date(year, month or 7, 1)
    return date(year, 1, 1) if month is None and _is_future(start, today) else start


def _bounds(first: tuple[int, int | None], last: tuple[int, int | None]) -> tuple[date, date]:
    """First and last month of a closed range by the rules of the module."""
    if (last[0], last[1] or first[1] or 0) < (first[0], first[1] or last[1] or 0):
        first, last = last, first
    if first[0] != last[0]:
        return date(first[0], first[1] or 7, 1), date(last[0], last[1] or 6, 1)
    if first[1] is None and last[1] is None:
        return date(first[0], 4, 1), date(last[0], 9, 1)
    return date(first[0], first[1] or 1, 1), date(last[0], last[1] or 12, 1)


def _is_future(day: date, today: date) -> bool:
    return month_index(day) > month_index(today)


def _single(folded: str, here: Point, today: date) -> DateRange | None:
    """A date without a partner: an open range after "since", else a lone date."""
    if here.now or here.partial or here.year is None:
        return None
    exact = here.month is not None
    begin = _lead_in(folded, here.begin)
    if _SINCE.search(folded[max(0, here.begin - 24) : here.begin]):
        return DateRange(_open_start(here.year, here.month, today), None, begin, here.stop, exact=exact)
    months = find_duration(folded[: here.begin] + " " + folded[here.stop :])
    if months is not None:
        start = date(here.year, here.month or 1, 1)
        end = month_of(month_index(start) + months - 1)
        return DateRange(start, None if _is_future(end, today) else end, begin, here.stop, exact=exact)
    start, end = _bounds((here.year, here.month), (here.year, here.month))
    return DateRange(start, end, begin, here.stop, lone=True, exact=exact)


def _relative(folded: str, today: date) -> tuple[DateRange, ...]:
    """ "Depuis 2 ans": an open range that began so many months ago."""
    ago = _AGO.search(folded)
    months = find_duration(folded[ago.end() : ago.end() + 30]) if ago else None
    if ago is None or months is None:
        return ()
    return (DateRange(month_of(month_index(today) - months), None, ago.start(), len(folded), exact=False),)
