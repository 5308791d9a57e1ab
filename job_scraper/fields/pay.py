"""Pay of a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from job_scraper.fields import columns
from job_scraper.fields.lookup import Fields, squeeze, text_of
from job_scraper.normalise.salary import (
    find_salary,
    period_code,
    salary_from_fields,
    salary_from_text,
    with_text,
)
from job_scraper.posting import Salary

_DEPTH = 6
_LOW_NAMES = ("minvalue", "tierfloor", "min")
_HIGH_NAMES = ("maxvalue", "tierceiling", "max")


def salary_of(fields: Fields, text: str, country: str | None) -> Salary | None:
    """Figures in columns, then a column of text, then what the description says.

    A salary the board itself estimated is not the employer's word and is left out.
    """
    written = fields.text(columns.SALARY_TEXT) or ""
    if not fields.flag(columns.SALARY_PREDICTED):
        found = _from_columns(fields, country) or _from_components(
            fields.value(("compensation",)), country, 0
        )
        if found:
            return with_text(found, written)
        period = fields.text(columns.SALARY_PERIOD)
        for said in fields.each(columns.SALARY_TEXT):
            if isinstance(said, str):
                found = salary_from_text(said, country, period_code(period) if period else None)
                if found:
                    return found
    return find_salary(text, country)


def _from_columns(fields: Fields, country: str | None) -> Salary | None:
    low, high = fields.value(columns.SALARY_MIN), fields.value(columns.SALARY_MAX)
    single = fields.value(columns.SALARY_VALUE)
    if low is None and high is None:
        plain = fields.value(("salary", "salaire", "basesalary"))
        single = single if _is_figure(single) else plain
        if not _is_figure(single):
            return None
        low = high = single
    currency, period = fields.text(columns.SALARY_CURRENCY), fields.text(columns.SALARY_PERIOD)
    return salary_from_fields(low, high, currency, period, country)


def _is_figure(value: object) -> bool:
    if isinstance(value, str):
        return value.strip().replace(".", "", 1).isdigit()
    return isinstance(value, int | float) and not isinstance(value, bool)


def _from_components(value: Any, country: str | None, depth: int) -> Salary | None:
    """Ashby's compensation: the first component that holds figures with a currency."""
    if depth > _DEPTH:
        return None
    if isinstance(value, Mapping):
        named = {squeeze(str(key)): item for key, item in value.items()}
        low = next((named[name] for name in _LOW_NAMES if _is_figure(named.get(name))), None)
        high = next((named[name] for name in _HIGH_NAMES if _is_figure(named.get(name))), None)
        currency = text_of(named.get("currency") or named.get("currencycode"))
        if (low is not None or high is not None) and currency:
            return salary_from_fields(low, high, currency, text_of(named.get("interval")), country)
        children = list(named.values())
    else:
        children = value[:20] if isinstance(value, list) else []
    found = (
        _from_components(child, country, depth + 1) for child in children if isinstance(child, Mapping | list)
    )
    return next((salary for salary in found if salary), None)
