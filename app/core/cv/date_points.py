"""Single dates in a text: "Sept 2017", "01/2019", "12 mars 2020", "présent", in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.cv.date_words import MONTH_NUMBER, NOW, PART_MONTH, SEASON_MONTH

FIRST_YEAR = 1940
YEARS_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Point:
    """A date between ``begin`` and ``stop``; ``month`` is None for a bare year."""

    begin: int
    stop: int
    year: int | None = None
    month: int | None = None
    now: bool = False
    partial: bool = False  # only means a date beside another one: "01/19", "Sept"
    day: bool = False  # a day of the month was written


def alternatives(entries: Iterable[str]) -> str:
    listed = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s{1,3}") for entry in listed)


_Y = r"(?:19|20)\d\d"
_M = r"(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_NAME = alternatives(MONTH_NUMBER)
_POINT = re.compile(
    rf"""
    (?<!\d)(?P<schoolfrom>{_Y})/(?P<schoolto>\d\d)(?![\d/])
    | (?<!\d)(?<!\d[.])(?P<isoyear>{_Y})[-/.](?P<isomonth>{_M})(?:[-/.]{_D})?(?!\d|[/.]\d)
    | (?<!\d){_D}\s?[./-]\s?(?P<daymonth>{_M})\s?[./-]\s?(?P<dayyear>{_Y})(?!\d)
    | (?<!\d)(?P<usmonth>{_M})/{_D}/(?P<usyear>{_Y})(?!\d)
    | (?<![\d/])(?P<month>{_M})\s?[./-]\s?(?P<monthyear>{_Y})(?!\d|[./]\d)
    | (?:(?<!\d)(?P<dayname>{_D})(?:\.|er|st|nd|rd|th)?\s?(?:of\s)?)?(?<![\u0600-\u06ff])(?P<name>{_NAME})
      [.,]{{0,2}}\s{{0,2}}(?:(?P<namedday>{_D})(?:st|nd|rd|th)?,?\s)?(?:de\s|of\s|[/-]\s?|')?(?P<nameyear>{_Y})(?!\d)
    | (?<![^\W\d_])(?P<season>{alternatives(SEASON_MONTH)})\s{{1,2}}(?:de\s|of\s)?(?P<seasonyear>{_Y})(?!\d)
    | (?<![^\W_])(?P<part>{alternatives(PART_MONTH)})[\s-]{{1,3}}(?:de\s|of\s|in\s|the\s|l'annee\s|عام\s|سنه\s)?
      (?P<partyear>{_Y})(?!\d)
    | (?<![^\W_])[qt](?P<quarter>[1-4])\s?[/-]?\s?(?P<quarteryear>{_Y})(?!\d)
    | (?<![^\W_.])(?P<quarternumber>[1-4])(?:\.|er|e|eme|st|nd|rd|th)?\s(?:quartal|quarter|trimestre)\s(?:de\s|of\s)?
      (?P<numberedyear>{_Y})(?!\d)
    | (?<![\d$£€#])(?<!\d[:.,])(?P<dashfrom>{_Y})-(?P<dashto>\d\d)(?![\d/])
    | (?<![\d$£€#])(?<!\d[:.,])(?P<year>{_Y})(?!\d|[.,]\d|\s?(?:€|%|eur|dt\b|tnd|usd|\$))
    | (?<![\d/.,])(?P<shortmonth>{_M})[./](?P<shortyear>\d\d)(?!\d|[./,]\d)
    | (?<![^\W_])(?P<shortname>{_NAME})\.?\s?[' -]\s?(?P<nameshort>\d\d)(?!\d|[./,:]\d)
    | (?<![^\W_])(?P<now>{alternatives(NOW)})(?![^\W_])
    | (?<![^\W_])(?P<bare>{_NAME})(?![^\W_])
    """,
    re.VERBOSE,
)


def find_points(folded: str, today: date) -> list[Point]:
    """All dates in order, also those that only mean one beside another."""
    points: list[Point] = []
    for match in _POINT.finditer(folded):
        points.extend(_read(match, today))
    return points


def _read(match: re.Match[str], today: date) -> list[Point]:
    """The points of one match: two for a school year, none for a year out of range."""
    groups = match.groupdict()
    begin, stop = match.span()
    if groups["now"]:
        return [Point(begin, stop, now=True)]
    if groups["bare"]:
        return [Point(begin, stop, month=_month(groups["bare"]), partial=True)]
    if groups["schoolfrom"] or groups["dashfrom"]:
        return _two_years(match, today)
    if groups["shortyear"] or groups["nameshort"]:
        return _short(match, today)
    year, month = _year_and_month(groups)
    day = bool(groups["dayname"] or groups["namedday"])
    return _known(begin, stop, year, month, today, day)


_NUMBERED = (
    ("isoyear", "isomonth"),
    ("dayyear", "daymonth"),
    ("usyear", "usmonth"),
    ("monthyear", "month"),
)


def _year_and_month(groups: dict[str, str | None]) -> tuple[int, int | None]:
    for year, month in _NUMBERED:
        if groups[year]:
            return int(groups[year] or 0), int(groups[month] or 0)
    if groups["nameyear"]:
        return int(groups["nameyear"]), _month(groups["name"] or "")
    if groups["seasonyear"]:
        return int(groups["seasonyear"]), SEASON_MONTH[groups["season"] or ""]
    if groups["partyear"]:
        return int(groups["partyear"]), PART_MONTH[groups["part"] or ""]
    for year, quarter in (("quarteryear", "quarter"), ("numberedyear", "quarternumber")):
        if groups[year]:
            return int(groups[year] or 0), int(groups[quarter] or 1) * 3 - 2
    return int(groups["year"] or 0), None


def _month(name: str) -> int:
    return MONTH_NUMBER[" ".join(name.split())]


def _known(
    begin: int, stop: int, year: int, month: int | None, today: date, day: bool = False
) -> list[Point]:
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        return []
    return [Point(begin, stop, year, month, day=day)]


def _short(match: re.Match[str], today: date) -> list[Point]:
    """Two-digit years: "01/19" and "Sept 17"."""
    groups = match.groupdict()
    month = int(groups["shortmonth"]) if groups["shortmonth"] else _month(groups["shortname"])
    year = int(groups["shortyear"] or groups["nameshort"])
    year += 2000 if year <= today.year % 100 + 1 else 1900
    apostrophe = "'" in match[0]
    if year < 1960:
        return []
    return [Point(*match.span(), year, month, partial=not apostrophe)]


def _two_years(match: re.Match[str], today: date) -> list[Point]:
    """ "2018/19" and "2018-19" are two years; "2011/12" too; "2018-05" is a month."""
    first = int(match["schoolfrom"] or match["dashfrom"])
    second = int(match["schoolto"] or match["dashto"])
    begin, stop = match.span()
    last = first // 100 * 100 + second
    follows = second == (first + 1) % 100
    if follows or (second > 12 and first < last <= today.year + YEARS_AHEAD):
        last = first + 1 if follows else last
        return [*_known(begin, begin + 4, first, None, today), *_known(begin + 5, stop, last, None, today)]
    if 1 <= second <= 12:
        return _known(begin, stop, first, second, today)
    return _known(begin, begin + 4, first, None, today)
