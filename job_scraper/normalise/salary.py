"""Pay, from the fields of a record or from what its text says."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from job_scraper.fold import fold, words
from job_scraper.normalise.amounts import CURRENCY_BY_WORD, Amount, amounts, amounts_with_currency
from job_scraper.normalise.characters import clean
from job_scraper.places.countries import currency_of
from job_scraper.posting import Salary
from job_scraper.vocabulary import pay

_WEEKS = 52
_MOST_WEEKLY = 8_000
_TEXT = 200
_PERIODS = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in pay.PERIOD_PATTERNS.items()))
_PERIOD_CODES = {name: period for period, names in pay.PERIOD_FIELD.items() for name in names.split()}
_TOP = re.compile(rf"(?<!\w){pay.TOP_WORDS} {{0,3}}(?:de |a )?$")
_FLOOR = re.compile(rf"(?<!\w){pay.FLOOR_WORDS} {{0,3}}(?:de )?$")
_FLOOR_AFTER = re.compile(
    r" {0,2}(?:\+(?!\w)|(?:brut |brutto )?(?:et plus|minimum|and above|or more|min\b|und mehr))"
)
_PAY = re.compile(pay.PAY_WORDS)
_NOT_PAY = re.compile(pay.NOT_PAY_WORDS)
_MILLIONS = re.compile(r" {0,2}(?:m€|m\b|mds?\b|mio|million|milliard|bn\b|b\b|mrd)")
_WAGES = re.compile(r"[^\n\d]{0,20}" + pay.WAGES_A_YEAR)
_LABELLED = re.compile(
    r"(?:salaires?|remuneration|salary|salaries|gehalt|\w{0,12}vergutung|entgelt|\blohn|\bpay|راتب|اجر|مرتب)"
    r"[^\n\d.;!?]{0,30}\Z"
)
_ESTIMATED = re.compile(r"estimat|estime|geschatzt")
_ONLY_FIGURES = re.compile(r"[\d\s.,'/-]*(?:(?:a|to|bis|et|and|und) ?[\d\s.,'/-]*)?")
_BEFORE = 60
_AFTER = 40
_CLEARLY_YEARLY = 12_000
_HIGHEST_UNNAMED = 300  # more than this an hour, day or week is believed only beside a word for pay


def salary_from_text(text: str, country: str | None = None, period: str | None = None) -> Salary | None:
    """For a field that is about pay. The country supplies the currency when none is written.

    A missing period is taken from the size of the amount when only one period is believable.
    """
    text = clean(text)[: _TEXT * 5]
    folded = fold(text).replace("\n", " ").replace("\t", " ")
    if _ESTIMATED.search(folded):
        return None
    for amount in amounts(folded):
        currency = amount.currency or (currency_of(country) if country else None)
        said = period or _period_near(folded, amount) or _any_period(folded)
        bare = amount.currency is None and not amount.thousands and said is None
        if currency is None or (bare and not _ONLY_FIGURES.fullmatch(folded)):
            continue
        found = _salary(amount, folded, currency, said, text)
        if found:
            return found
    return None


def find_salary(text: str, country: str | None = None) -> Salary | None:
    """Pay said in prose: an amount with its currency, and beside it a period or a word for pay.

    The currency of ``country`` does for ``Salaire : 45-50K``.
    """
    folded = fold(text)
    home = currency_of(country) if country else None
    for amount in amounts_with_currency(text):
        before = folded[max(0, amount.start - _BEFORE) : amount.start]
        after = folded[amount.end : amount.end + _AFTER]
        period = _period_near(folded, amount)
        labelled = _LABELLED.search(before) is not None
        currency = amount.currency or (home if labelled and amount.thousands else None)
        if currency is None or not _is_pay(amount, period, before, after, labelled):
            continue
        found = _salary(amount, folded, currency, period, _excerpt(text, amount))
        if found:
            return found
    return None


def _is_pay(amount: Amount, period: str | None, before: str, after: str, labelled: bool) -> bool:
    """Not turnover, bonus or meal vouchers, which the same line would name."""
    line_before, line_after = before.rpartition("\n")[2], after.partition("\n")[0]
    named = _PAY.search(before) is not None
    if _MILLIONS.match(after) or _NOT_PAY.search(line_before[-45:]):
        return False
    if _ESTIMATED.search(after) or (not named and _NOT_PAY.search(line_after)):
        return False
    named = named or _PAY.search(line_after) is not None
    if period is None:
        return (
            (named and amount.low >= _CLEARLY_YEARLY)
            or (amount.thousands and amount.low >= _CLEARLY_YEARLY)
            or (labelled and _is_monthly(amount))
        )
    return named or amount.is_range or period in {"month", "year"} or amount.low <= _HIGHEST_UNNAMED


def _is_monthly(amount: Amount) -> bool:
    """Behind a word for pay, a figure of the size of a monthly wage needs no period."""
    return _only_period(amount.low, amount.currency or "", known_money=True) == "month"


def _excerpt(text: str, amount: Amount) -> str:
    """The amount with what stands around it, without fragments of words at the edges."""
    start, end = max(0, amount.start - 20), amount.end + 30
    head, tail = text[start : amount.start], text[amount.end : end]
    head = head.partition(" ")[2] if start else head
    tail = tail.rpartition(" ")[0] if end < len(text) else tail
    return head + text[amount.start : amount.end] + tail


def salary_from_fields(
    minimum: object, maximum: object, currency: str | None, period: str | None, country: str | None = None
) -> Salary | None:
    """For records with separate columns. ``period`` may be any word for one, also WEEK."""
    low, high = _decimal(minimum), _decimal(maximum)
    code = currency_code(currency) or (currency_of(country) if country else None)
    if code is None or (low is None and high is None):
        return None
    if low is not None and high is not None and low > high:
        low, high = high, low
    said = period_code(period) if period else None
    said = said or _only_period(low or high or Decimal(0), code, known_money=True)
    return _checked(low, high, code, said, "")


def currency_code(text: str | None) -> str | None:
    if not text:
        return None
    said = text.strip().upper()
    return said if said in pay.CURRENCY_CODES else CURRENCY_BY_WORD.get(fold(text).strip())


def period_code(text: str) -> str | None:
    """hour, day, week, month or year."""
    said = words(text)
    found = _PERIOD_CODES.get(said.replace(" ", "_"))
    if found is None:
        found = next(
            (_PERIOD_CODES[word] for word in said.split() if len(word) > 1 and word in _PERIOD_CODES), None
        )
    return found


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        first = next(amounts(fold(value[:60]).replace("\n", " ")), None)
        return first.low if first and first.low > 0 else None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 < number < Decimal("1e9") else None


def _period_near(folded: str, amount: Amount) -> str | None:
    """The period said right behind the amount, else the nearest one shortly before it."""
    after = _PERIODS.search(folded[amount.end : amount.end + 32])
    if after:
        return after.lastgroup
    if amount.low < _CLEARLY_YEARLY and _WAGES.match(folded, amount.end):
        return "month"
    before = list(_PERIODS.finditer(folded[max(0, amount.start - 40) : amount.start]))
    return before[-1].lastgroup if before else None


def _any_period(folded: str) -> str | None:
    found = _PERIODS.search(folded)
    return found.lastgroup if found else None


def _salary(amount: Amount, folded: str, currency: str, period: str | None, text: str) -> Salary | None:
    before = folded[max(0, amount.start - 20) : amount.start]
    low: Decimal | None = amount.low
    high: Decimal | None = amount.high if amount.is_range else amount.low
    if not amount.is_range and _TOP.search(before):
        low = None
    elif not amount.is_range and (_FLOOR.search(before) or _FLOOR_AFTER.match(folded, amount.end)):
        high = None
    signed = amount.currency is not None or amount.thousands
    if currency == "TND" and amount.low >= 100_000:  # 850.000 DT is written with millimes
        low, high = low and low / 1000, high and high / 1000
    period = period or _only_period(low or high or Decimal(0), currency, known_money=signed)
    return _checked(low, high, currency, period, text)


def _only_period(amount: Decimal, currency: str, known_money: bool) -> str | None:
    if currency == "TND":
        return "month" if 300 <= amount < 8_000 else "year" if amount >= 10_000 else None
    if amount >= 12_000:
        return "year"
    if not known_money:
        return None
    if 1_000 <= amount < 10_000 and currency in {"EUR", "CHF"}:
        return "month"
    return "hour" if 8 <= amount <= 60 else None


def _checked(
    low: Decimal | None, high: Decimal | None, currency: str, period: str | None, text: str
) -> Salary | None:
    """None unless both bounds are believable for the period."""
    if period is None:
        return None
    if period == "week":
        if any(bound is not None and bound > _MOST_WEEKLY for bound in (low, high)):
            return None
        period, low, high = "year", low and low * _WEEKS, high and high * _WEEKS
    least, most = (pay.BOUNDS_TND if currency == "TND" else pay.BOUNDS)[period]
    if any(bound is not None and not least <= bound <= most for bound in (low, high)):
        return None
    if low is not None and high is not None and high > low * 20:
        return None
    return Salary(_plain(low), _plain(high), currency, period, " ".join(text.split())[:_TEXT])


def _plain(amount: Decimal | None) -> Decimal | None:
    """Two decimals at most, and none when whole."""
    if amount is None:
        return None
    rounded = amount.quantize(Decimal("0.01"))
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def with_text(salary: Salary | None, text: str) -> Salary | None:
    return replace(salary, text=" ".join(text.split())[:_TEXT]) if salary and text else salary
