"""Degrees: level, title, institution and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from app.core.cv.dates import DateRange, find_ranges
from app.core.cv.degrees import highest, level_of, names_school
from app.core.cv.document import Line
from app.core.cv.fold import fold
from app.core.cv.job_words import count_title_words
from app.core.cv.layout import parted
from app.core.cv.profile import Education
from app.core.cv.sections import MIXED, Section
from app.core.places import find_place

MAX_TITLE = 160
MAX_ENTRIES = 30
_SEPARATORS = re.compile(r"\s[-–—|•·]\s|\s?[|•·\t]\s?|,\s|\s{3,}|،\s?|;\s?")
_EDGES = " \t,;:|•·-–—/()*▪➢►●○■□"
_BULLET = re.compile(r"^\s{0,8}[-*•·▪◦●○■□➢➤✓✔❖►▶>–—]\s{0,4}")
_LONGEST_DEGREE_LINE = 220


def find_education(sections: Sequence[Section], today: date) -> tuple[Education, ...]:
    found: list[Education] = []
    named = any(section.kind in ("education", MIXED) for section in sections)
    for section in sections:
        if section.kind in ("education", MIXED):
            found.extend(_entries(section.lines, today, sure=section.kind == "education"))
        elif not named and section.kind not in ("experience", "referees", "interests", "wishes", "projects"):
            found.extend(_entries(section.lines, today, sure=False))
    return tuple(dict.fromkeys(found))[:MAX_ENTRIES]


def education_level(education: Sequence[Education]) -> str | None:
    """The highest level of all entries; None when nothing was found."""
    return highest(entry.level for entry in education)


def _entries(lines: Sequence[Line], today: date, *, sure: bool) -> list[Education]:
    levels = [_level(line.text, sure) for line in lines]
    entries = []
    for index, (line, level) in enumerate(zip(lines, levels, strict=True)):
        if level is not None and not _repeats(line.text, level, levels[max(0, index - 3) : index]):
            entries.append(_entry(lines, index, level, levels, today))
    return entries


def _repeats(text: str, level: str, before: Sequence[str | None]) -> bool:
    """A bullet that speaks of the degree above it: "- Mémoire de master"."""
    return level in before and _BULLET.match(text) is not None


def _level(text: str, sure: bool) -> str | None:
    if len(text) > _LONGEST_DEGREE_LINE:
        return None
    level = level_of(text, in_education=sure)
    if level is not None and not sure and count_title_words(text) and not names_school(fold(text)):
        return None
    if level == "secondary" and not sure and count_title_words(text):
        return None
    return level


def _entry(
    lines: Sequence[Line], index: int, level: str, levels: Sequence[str | None], today: date
) -> Education:
    line = lines[index]
    ranges = find_ranges(line.text, today)
    title, institution = _title_and_school(_without_dates(line.text, ranges), level)
    year = _year(ranges)
    for place in _neighbours(lines, index, levels, today):
        dates = find_ranges(lines[place].text, today)
        if ranges and dates:
            continue  # it has its own year, so it is another entry
        institution = institution or _school(_without_dates(lines[place].text, dates))
        year = year if year is not None else _year(dates)
    return Education(level, title, institution, year, line.number)


def _neighbours(
    lines: Sequence[Line], index: int, levels: Sequence[str | None], today: date
) -> Iterator[int]:
    """Lines beside a degree that may tell its year and school: the one above when this section puts dates
    first, else the one below, and the one above unless it belongs to the entry before.
    """
    first = next((line.text for line in lines if line.text.strip()), "")
    above = index - 1 if index and levels[index - 1] is None else None
    below = index + 1 if index + 1 < len(lines) and levels[index + 1] is None else None
    if level_of(first) is None and find_ranges(first, today):
        if above is not None:
            yield above
        if below is not None and not find_ranges(lines[below].text, today):
            yield below
        return
    if below is not None:
        yield below
    if above is not None and not _follows_another(levels, above):
        yield above


def _follows_another(levels: Sequence[str | None], place: int) -> bool:
    """Whether the line before belongs to the entry above it."""
    return place > 0 and levels[place - 1] is not None


def _year(ranges: Sequence[DateRange]) -> int | None:
    """The year of the degree: the end of the last period; none while it runs."""
    ends = [found.end.year for found in ranges if found.end is not None]
    return max(ends) if ends else None


def _without_dates(text: str, ranges: Sequence[DateRange]) -> str:
    for found in reversed(ranges):
        text = text[: found.begin] + " | " + text[found.stop :]
    return _BULLET.sub("", text)


def _title_and_school(text: str, level: str) -> tuple[str, str | None]:
    parts = [_tidy(part) for part in _SEPARATORS.split(parted(text))]
    parts = [part for part in parts if part]
    schools = [part for part in parts if _is_school(part)]
    school = next((part for part in schools if level_of(part) != level), None)
    if school is None and len(schools) > 1:
        school = schools[-1]
    if school is None and schools and any(level_of(part) == level for part in parts if part != schools[-1]):
        school = schools[-1]
    kept = [part for part in parts if part != school and not _is_only_place(part)]
    title = ", ".join(kept) or text.strip(_EDGES)
    return title[:MAX_TITLE], school[:MAX_TITLE] if school else None


def _tidy(part: str) -> str:
    tidy = part.strip(_EDGES)
    return f"{tidy})" if tidy.count("(") > tidy.count(")") else tidy


def _school(text: str) -> str | None:
    parts = [part.strip(_EDGES) for part in _SEPARATORS.split(parted(text))]
    return next((part[:MAX_TITLE] for part in parts if _is_school(part) and len(part) <= 120), None)


def _is_school(text: str) -> bool:
    return names_school(fold(text))


def _is_only_place(text: str) -> bool:
    place = find_place(text) if len(text) <= 60 else None
    return place is not None and len(place.text) >= len(text) - 1
