"""Codes and amounts as words in the reader's language, cheap enough for every card of a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from babel import Locale, dates, numbers
from flask_babel import gettext as _
from flask_babel import ngettext

from app.words.labels import label, table_of
from app.words.language import current_language
from app.words.skills import skill_name

PERIODS = {"hour": "hour", "day": "day", "month": "month", "year": "year"}


class Paid(Protocol):
    @property
    def salary_min(self) -> Decimal | None: ...

    @property
    def salary_max(self) -> Decimal | None: ...

    @property
    def salary_currency(self) -> str | None: ...

    @property
    def salary_period(self) -> str | None: ...

    @property
    def salary_text(self) -> str | None: ...


def code_label(facet: str, code: str) -> str:
    """A facet's value as words; a country's or skill's name; unknown codes as they are."""
    return code_labels(facet)(code)


def code_labels(facet: str) -> Callable[[str], str]:
    """``code_label`` for many values of one facet."""
    if facet == "country":
        return country_name
    if facet == "skill":
        return skill_name
    table = table_of(facet)
    return lambda code: table.get(code) or code


def chip_label(name: str, value: str) -> str:
    """What a filter that is on says on its chip."""
    if name in {"keyword", "location", "company"}:
        return _("“%(words)s”", words=value) if name == "keyword" else f"{label('facet', name)}: {value}"
    if name == "salary_min":
        return _("From %(amount)s a year", amount=money(Decimal(value), "EUR"))
    if name == "with_salary":
        return _("Salary given")
    if name == "date_range":
        return label("date_range", value)
    return code_label(name, value)


def country_name(code: str | None) -> str:
    return _country(current_language(), code.upper()) if code else ""


def day(moment: datetime | date | None) -> str:
    """A date such as 5 Mar 2026."""
    if moment is None:
        return ""
    return _day(current_language(), moment.date() if isinstance(moment, datetime) else moment)


def ago(moment: datetime | None) -> str:
    """How many days ago, in words; a date after a month."""
    if moment is None:
        return ""
    days = (datetime.now(UTC).date() - moment.astimezone(UTC).date()).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(num)d day ago", "%(num)d days ago", days) if days < 31 else day(moment)


def count_of(what: str, count: int) -> str:
    """How many of what was measured, such as "25 offers"."""
    n = number(count)
    texts = {
        "offers": ngettext("%(n)s offer", "%(n)s offers", count, n=n),
        "cvs": ngettext("%(n)s CV", "%(n)s CVs", count, n=n),
        "spans": ngettext("%(n)s marked skill", "%(n)s marked skills", count, n=n),
        "sentences": ngettext("%(n)s sentence", "%(n)s sentences", count, n=n),
        "files": ngettext("%(n)s file", "%(n)s files", count, n=n),
    }
    return texts[what]


def number(value: float) -> str:
    return _number(current_language(), value)


def years(value: float | None) -> str:
    """Years of experience such as "6.5 years"."""
    if value is None:
        return ""
    shown = number(round(value, 1))
    return _("%(n)s year", n=shown) if value == 1 else _("%(n)s years", n=shown)


def salary(paid: Paid) -> str:
    """A range such as €45,000–55,000 a year; empty when the offer gives none."""
    low, high = paid.salary_min, paid.salary_max
    if (low is None and high is None) or not paid.salary_currency:
        return ""
    return _salary(current_language(), low, high, paid.salary_currency, paid.salary_period or "year")


def money(amount: Decimal, currency: str) -> str:
    return _money(current_language(), amount, currency)


def file_size(size: int) -> str:
    """Bytes as kB or MB (powers of ten)."""
    if size < 1_000_000:
        return _("%(n)s kB", n=number(max(1, round(size / 1000))))
    return _("%(n)s MB", n=number(round(size / 1_000_000, 1)))


@lru_cache(4096)
def _country(language: str, code: str) -> str:
    return Locale.parse(language).territories.get(code, code)


@lru_cache(4096)
def _day(language: str, when: date) -> str:
    return dates.format_date(when, "medium", locale=language)


@lru_cache(4096)
def _number(language: str, value: float) -> str:
    return numbers.format_decimal(value, locale=language)


@lru_cache(4096)
def _money(language: str, amount: Decimal, currency: str) -> str:
    whole = amount == amount.to_integral_value()
    pattern = numbers.parse_pattern(Locale.parse(language).currency_formats["standard"].pattern)
    if whole:
        pattern.frac_prec = (0, 0)
    return pattern.apply(amount, Locale.parse(language), currency=currency, currency_digits=False)


@lru_cache(4096)
def _salary(language: str, low: Decimal | None, high: Decimal | None, currency: str, period: str) -> str:
    per = label("salary_period", period) or period
    if low is not None and high is not None and low != high:
        text = f"{_money(language, low, currency)} – {_money(language, high, currency)}"
    elif low is not None:
        text = (
            _money(language, low, currency)
            if high == low
            else _("from %(n)s", n=_money(language, low, currency))
        )
    else:
        text = _("up to %(n)s", n=_money(language, high or Decimal(0), currency))
    return f"{text} {per}"
