"""What a person may type into a profile. Every check returns the value tidied or raises InvalidCorrection."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from app.core.cv.contact import is_email
from app.core.cv.date_points import FIRST_YEAR, YEARS_AHEAD
from app.core.cv.degrees import LEVELS
from app.core.cv.profile import Contact, Education, Experience, LanguageSkill, Place, SalaryExpectation
from app.core.places import find_place

LONGEST_TEXT = 200
LONGEST_SUMMARY = 1500
MOST_ENTRIES = 100
MOST_YEARS = 70
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
CONTRACTS = ("permanent", "fixed_term", "temporary", "internship", "apprenticeship", "freelance", "sivp")
PERIODS = ("hour", "day", "month", "year")
_PHONE = re.compile(r"[+(]?[\d() ./-]{6,30}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LINK = re.compile(r"(?:https?://)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?:[/?#]\S{0,200})?")


class InvalidCorrection(ValueError):
    """``code`` is one of CODES; the web page turns it into words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


CODES = (
    "empty",  # a title or name without any letter or digit
    "too_long",
    "too_many",
    "unknown_entry",  # no entry with this index, code or id
    "unknown_skill",  # not in the lexicon
    "missing_start",
    "end_before_start",
    "end_of_current",  # a job that runs cannot have ended
    "in_future",
    "bad_year",
    "bad_years",
    "bad_level",
    "bad_language",
    "bad_email",
    "bad_phone",
    "bad_link",
    "bad_country",
    "bad_contract",
    "bad_salary",
)


def required(text: str, longest: int = LONGEST_TEXT) -> str:
    tidy = optional(text, longest)
    if tidy is None or not any(map(str.isalnum, tidy)):
        raise InvalidCorrection("empty")
    return tidy


def optional(text: str | None, longest: int = LONGEST_TEXT) -> str | None:
    tidy = " ".join((text or "").split())
    if len(tidy) > longest:
        raise InvalidCorrection("too_long")
    return tidy or None


def not_too_many(count: int) -> None:
    if count > MOST_ENTRIES:
        raise InvalidCorrection("too_many")


def contact(value: Contact) -> Contact:
    email, phone = optional(value.email), optional(value.phone)
    if email is not None and not is_email(email):
        raise InvalidCorrection("bad_email")
    digits = sum(map(str.isdigit, phone or ""))
    if phone is not None and not (_PHONE.fullmatch(phone) and 6 <= digits <= 15):
        raise InvalidCorrection("bad_phone")
    links = tuple(filter(None, map(optional, value.links)))
    if not all(map(_LINK.fullmatch, links)):
        raise InvalidCorrection("bad_link")
    not_too_many(len(links))
    name = optional(value.name)
    name = required(name) if name is not None else None
    return Contact(name, email, phone, place(value.place) if value.place else None, links)


def place(value: Place) -> Place:
    if value.country is not None and not _COUNTRY.fullmatch(value.country):
        raise InvalidCorrection("bad_country")
    return Place(required(value.text), optional(value.city), value.country)


def place_named(text: str) -> Place:
    """The place a person typed, with town and country where the gazetteer knows them."""
    tidy = required(text)
    found = find_place(tidy)
    return Place(tidy, found.city, found.country) if found is not None else Place(tidy)


def experience(value: Experience, today: date) -> Experience:
    start, end = _month(value.start, today), _month(value.end, today)
    if start is None and (end is not None or value.current):
        raise InvalidCorrection("missing_start")
    if value.current and end is not None:
        raise InvalidCorrection("end_of_current")
    if start is not None and end is not None and end < start:
        raise InvalidCorrection("end_before_start")
    return replace(value, title=required(value.title), company=optional(value.company), start=start, end=end)


def _month(day: date | None, today: date) -> date | None:
    """The first of the month; a month after the current one is refused."""
    if day is None:
        return None
    if day.year < FIRST_YEAR:
        raise InvalidCorrection("bad_year")
    first = day.replace(day=1)
    if first > today:
        raise InvalidCorrection("in_future")
    return first


def education(value: Education, today: date) -> Education:
    if value.level not in LEVELS:
        raise InvalidCorrection("bad_level")
    if value.year is not None and not FIRST_YEAR <= value.year <= today.year + YEARS_AHEAD:
        raise InvalidCorrection("bad_year")
    return replace(value, title=required(value.title), institution=optional(value.institution))


def language(value: LanguageSkill) -> LanguageSkill:
    if not _LANGUAGE.fullmatch(value.code):
        raise InvalidCorrection("bad_language")
    if value.level is not None and value.level not in CEFR:
        raise InvalidCorrection("bad_level")
    return value


def years(value: float | None) -> float | None:
    if value is not None and not 0 <= value <= MOST_YEARS:
        raise InvalidCorrection("bad_years")
    return None if value is None else round(value, 1)


def salary(value: SalaryExpectation) -> SalaryExpectation:
    known = value.period in PERIODS and _CURRENCY.fullmatch(value.currency) is not None
    if not known or not value.minimum.is_finite() or value.minimum <= 0:
        raise InvalidCorrection("bad_salary")
    if value.maximum is not None and not (value.maximum.is_finite() and value.maximum >= value.minimum):
        raise InvalidCorrection("bad_salary")
    return value


def contract(value: str) -> str:
    if value not in CONTRACTS:
        raise InvalidCorrection("bad_contract")
    return value
