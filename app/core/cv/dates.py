"""Date ranges as people write them in CVs.

What is not written is filled by rules that neither add nor take years on average:
- a year without a month means its middle: "2018 - 2020" is July 2018 to June 2020 (24 months);
- a lone year, or "2019 - 2019", is April to September of it (6 months);
- a season is its middle month, a quarter its first;
- a length beside a lone date ("2019 (2 years)") counts from that date, from January for a lone year;
- "depuis 2 ans" and the like count back from today; a range written backwards is turned round;
- an end after today's month means that the job is current.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.cv.date_words import (
    ARABIC_DUALS,
    BEFORE,
    MONTH_NUMBER,
    MONTH_UNITS,
    NOW,
    SEASON_MONTH,
    SINCE,
    UNTIL,
    YEAR_UNITS,
)
from app.core.cv.fold import fold

MAX_LINE = 1000
FIRST_YEAR = 1940
YEARS_AHEAD = 10


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


@dataclass(frozen=True, slots=True)
class _Point:
    begin: int
    stop: int
    year: int | None = None
    month: int | None = None
    now: bool = False
    partial: bool = False  # only means a date beside another one: "01/19", "Sept"
    day: bool = False  # a day of the month was written


def _alternatives(entries: Iterable[str]) -> str:
    listed = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s{1,3}") for entry in listed)


_Y = r"(?:19|20)\d\d"
_M = r"(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_NAME = _alternatives(MONTH_NUMBER)
_POINT = re.compile(
    rf"""
    (?<!\d)(?P<schoolfrom>{_Y})/(?P<schoolto>\d\d)(?![\d/])
    | (?<!\d)(?P<isoyear>{_Y})[-/.](?P<isomonth>{_M})(?:[-/.]{_D})?(?!\d|[/.]\d)
    | (?<!\d){_D}\s?[./-]\s?(?P<daymonth>{_M})\s?[./-]\s?(?P<dayyear>{_Y})(?!\d)
    | (?<!\d)(?P<usmonth>{_M})/{_D}/(?P<usyear>{_Y})(?!\d)
    | (?<![\d/])(?P<month>{_M})\s?[./-]\s?(?P<monthyear>{_Y})(?!\d)
    | (?:(?<!\d)(?P<dayname>{_D})(?:\.|er|st|nd|rd|th)?\s?(?:of\s)?)?(?<![\u0600-\u06ff])(?P<name>{_NAME})
      [.,]{{0,2}}\s{{0,2}}(?:(?P<namedday>{_D})(?:st|nd|rd|th)?,?\s)?(?:de\s|of\s|[/-]\s?|')?(?P<nameyear>{_Y})(?!\d)
    | (?<![^\W\d_])(?P<season>{_alternatives(SEASON_MONTH)})\s{{1,2}}(?:de\s|of\s)?(?P<seasonyear>{_Y})(?!\d)
    | (?<![^\W_])[qt](?P<quarter>[1-4])\s?[/-]?\s?(?P<quarteryear>{_Y})(?!\d)
    | (?<![\d$£€#])(?<!\d[:.,])(?P<dashfrom>{_Y})-(?P<dashto>\d\d)(?![\d/])
    | (?<![\d$£€#])(?<!\d[:.,])(?P<year>{_Y})(?!\d|[.,]\d|\s?(?:€|%|eur|dt\b|tnd|usd|\$))
    | (?<![\d/.,])(?P<shortmonth>{_M})[./](?P<shortyear>\d\d)(?!\d|[./,]\d)
    | (?<![^\W_])(?P<shortname>{_NAME})\.?\s?[' -]\s?(?P<nameshort>\d\d)(?!\d|[./,:]\d)
    | (?<![^\W_])(?P<now>{_alternatives(NOW)})(?![^\W_])
    | (?<![^\W_])(?P<bare>{_NAME})(?![^\W_])
    """,
    re.VERBOSE,
)
_UNTIL = rf"(?:jusqu'(?=auj)|(?:{_alternatives(UNTIL)})(?![^\W_]))"
_DASH = r"(?:[-~→>›/|]{1,3}|[âa]€“|[ïi](?:¼|1⁄4|1/4)\S?)"  # the last two are misread dashes
_JOIN = re.compile(rf"[.,)]?\s{{0,6}}(?:{_DASH}\s{{0,6}}{_UNTIL}?|{_UNTIL})\s{{0,3}}(?:(?:the|le|den|zum)\s)?\s?")
_BEFORE_NOW = re.compile(r"[.,)]?\s{0,6}[,(]?\s{0,3}")
_SINCE = re.compile(rf"(?<![^\W_])(?:{_alternatives(SINCE)})\s{{1,3}}(?:(?:le|the|dem|سنه|عام|شهر)\s)?$")
_LEAD_IN = re.compile(rf"(?<![^\W_])(?:{_alternatives((*SINCE, *BEFORE))})\s{{0,3}}(?:(?:le|the|dem|سنه|عام|شهر)\s)?$")
_OPEN_END = re.compile(r"\s{0,4}(?:-{1,2}|\bto|\bbis|\ba)\s{0,4}$")
_YEARS = re.compile(rf"(?<![\d.,])(\d{{1,2}}(?:[.,]\d)?)\s?\+?\s?(?:{_alternatives(YEAR_UNITS.split())})(?![^\W_])")
_MONTHS = re.compile(rf"(?<![\d.,])(\d{{1,3}})\s?(?:{_alternatives(MONTH_UNITS.split())})(?![^\W_])")
_DUAL = re.compile(rf"(?<![^\W_])(?:{'|'.join(ARABIC_DUALS)})(?![^\W_])")
_AGO = re.compile(
    r"(?<![^\W_])(?:depuis|since|for the last|for the past|seit|منذ)\s{1,3}"
    r"(?:plus de |pres de |environ |more than |over |about |uber |mehr als |etwa |اكثر من )?(?=\d{1,2}[\s.,+]|سن|عام)"
)


def find_ranges(text: str, today: date) -> tuple[DateRange, ...]:
    """All periods in a line, in order; lone dates are marked as such."""
    folded = fold(text[:MAX_LINE])
    if not any(char.isdigit() for char in folded):
        return _relative(folded, today)
    points = _points(folded, today)
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


def _points(folded: str, today: date) -> list[_Point]:
    points: list[_Point] = []
    for match in _POINT.finditer(folded):
        points.extend(_read(match, today))
    return points


_PAIRS = (
    ("isoyear", "isomonth"),
    ("dayyear", "daymonth"),
    ("usyear", "usmonth"),
    ("monthyear", "month"),
)


def _read(match: re.Match[str], today: date) -> list[_Point]:
    """The points of one match: two for a school year, none for a year out of range."""
    groups = match.groupdict()
    begin, stop = match.span()
    for year_group, month_group in _PAIRS:
        if groups[year_group]:
            return _known(begin, stop, int(groups[year_group]), int(groups[month_group]), today)
    if groups["schoolfrom"] or groups["dashfrom"]:
        return _two_years(match, today)
    if groups["nameyear"]:
        day = bool(groups["dayname"] or groups["namedday"])
        return _known(begin, stop, int(groups["nameyear"]), _month(groups["name"]), today, day)
    if groups["seasonyear"]:
        return _known(begin, stop, int(groups["seasonyear"]), SEASON_MONTH[groups["season"]], today)
    if groups["quarteryear"]:
        return _known(begin, stop, int(groups["quarteryear"]), int(groups["quarter"]) * 3 - 2, today)
    if groups["year"]:
        return _known(begin, stop, int(groups["year"]), None, today)
    if groups["now"]:
        return [_Point(begin, stop, now=True)]
    if groups["bare"]:
        return [_Point(begin, stop, month=_month(groups["bare"]), partial=True)]
    return _short(match, today)


def _month(name: str) -> int:
    return MONTH_NUMBER[" ".join(name.split())]


def _known(
    begin: int, stop: int, year: int, month: int | None, today: date, day: bool = False
) -> list[_Point]:
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        return []
    return [_Point(begin, stop, year, month, day=day)]


def _short(match: re.Match[str], today: date) -> list[_Point]:
    """Two-digit years: "01/19" and "Sept 17"."""
    groups = match.groupdict()
    month = int(groups["shortmonth"]) if groups["shortmonth"] else _month(groups["shortname"])
    year = int(groups["shortyear"] or groups["nameshort"])
    year += 2000 if year <= today.year % 100 + 1 else 1900
    apostrophe = "'" in match[0]
    if year < 1960:
        return []
    return [_Point(*match.span(), year, month, partial=not apostrophe)]


def _two_years(match: re.Match[str], today: date) -> list[_Point]:
    """"2018/19" and "2018-19" are two years; "2011/12" too; "2018-05" is a month."""
    first = int(match["schoolfrom"] or match["dashfrom"])
    second = int(match["schoolto"] or match["dashto"])
    begin, stop = match.span()
    last = first // 100 * 100 + second
    follows = second == (first + 1) % 100
    if follows or 12 < second and first < last <= today.year + YEARS_AHEAD:
        last = first + 1 if follows else last
        return [*_known(begin, begin + 4, first, None, today), *_known(begin + 5, stop, last, None, today)]
    if 1 <= second <= 12:
        return _known(begin, stop, first, second, today)
    return _known(begin, begin + 4, first, None, today)


def _joined(folded: str, here: _Point, after: _Point) -> bool:
    gap = folded[here.stop : after.begin]
    if here.now or len(gap) > 30:
        return False
    if after.now:
        joined = _JOIN.fullmatch(gap) or _BEFORE_NOW.fullmatch(gap)
        return here.year is not None and joined is not None
    return after.year is not None and _JOIN.fullmatch(gap) is not None


def _pair(folded: str, here: _Point, after: _Point, today: date) -> DateRange:
    begin = _lead_in(folded, here.begin)
    if after.now:
        assert here.year is not None
        return DateRange(
            _open_start(here.year, here.month, today), None, begin, after.stop, exact=here.month is not None
        )
    assert after.year is not None
    day_read_as_year = here.partial and after.day
    first_year = after.year if here.year is None or day_read_as_year else here.year
    if here.year is None and (here.month or 0) > (after.month or 12):
        first_year -= 1  # "Nov - Feb 2019" began the year before
    exact = here.month is not None and after.month is not None
    start, end = _bounds((first_year, here.month), (after.year, after.month))
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


def _single(folded: str, here: _Point, today: date) -> DateRange | None:
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
    """"Depuis 2 ans": an open range that began so many months ago."""
    ago = _AGO.search(folded)
    months = find_duration(folded[ago.end() : ago.end() + 30]) if ago else None
    if ago is None or months is None:
        return ()
    return (DateRange(month_of(month_index(today) - months), None, ago.start(), len(folded), exact=False),)
