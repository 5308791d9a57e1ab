"""The salary a person expects: amounts beside words such as "prétentions" or "Gehaltsvorstellung"."""

from __future__ import annotations

import re
from decimal import Decimal

from app.core.cv.fold import fold
from app.core.cv.profile import SalaryExpectation

_CUE = re.compile(
    r"pretentions?|remuneration|salaire (?:souhaite|attendu|demande|vise)|salary|expected pay|day rate|"
    r"daily rate|"
    r"desired pay|gehalt\w{0,20}|tagessatz|stundensatz|lohnvorstellung|tjm\b|package|"
    r"الراتب|المرتب|الاجر"
)
_AMOUNT = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[ .,']\d{3}){1,2}|\d{1,7})(?:[.,](\d{1,2}))?(?!\d)"
    r"\s{0,2}(k(?![^\W_])|k(?=€|eur|£))?"
)
_CURRENCIES = (
    ("EUR", re.compile(r"€|\beur\b|\beuros?\b|اورو|يورو")),
    ("GBP", re.compile(r"£|\bgbp\b|\bpounds?\b")),
    ("TND", re.compile(r"\btnd\b|\bdt\b|\bdinars?\b|دينار|د\.ت")),
    ("CHF", re.compile(r"\bchf\b")),
    ("USD", re.compile(r"\$|\busd\b|\bdollars?\b")),
)
_CURRENCY_OF_COUNTRY = {"TN": "TND", "GB": "GBP", "FR": "EUR", "DE": "EUR", "BE": "EUR"}
_PERIODS = (
    ("month", re.compile(r"mois|mensuel\w{0,4}|month\w{0,2}|monat\w{0,5}|/ ?m\b|شهري\w?|الشهر|شهر")),
    ("hour", re.compile(r"\bheures?\b|horaire|\bhour\w{0,2}|stunde\w{0,3}|/ ?h\b|الساعه")),
    ("day", re.compile(r"\bjours?\b|journalier|\bdays?\b|\bdaily\b|\btag\b|tagessatz|\btjm\b|اليوم|يومي\w?")),
    (
        "year",
        re.compile(
            r"\ban\b|annuel\w{0,4}|\bannee\b|year\w{0,2}|annum|p\.? ?a\.?\b|jahr\w{0,5}|سنوي\w?|السنه"
        ),
    ),
)
_YEARLY_FROM, _MONTHLY_FROM = Decimal(10_000), Decimal(300)
_LARGEST = Decimal(5_000_000)
_MOST = {"month": Decimal(20_000), "day": Decimal(5_000), "hour": Decimal(1_000)}
_YEAR = re.compile(r"20[1-4]\d")
_BEGINS = re.compile(r"(?:\b(?:ab|en|from|depuis|des|seit|disponible|dispo|available|in)|[/.-])\s{0,2}$")
_RANGE = re.compile(
    r"\s{0,2}(?:€|eur\w{0,2}|£|gbp|tnd|dt|dinars?|chf|\$|usd|k€?|دينار)?\s{0,2}"
    r"(?:-|/|a|to|bis|et|and|und|au|الي|و|jusqu'a)\s{0,2}(?:€|eur|£|gbp|tnd|dt|chf|\$)?\s{0,2}"
)


def read_salary(text: str, line: int, country: str | None = None) -> SalaryExpectation | None:
    """The expectation on one line. The currency of ``country`` fills in for a missing one; a missing
    period follows from the size: from 10,000 a year, from 300 a month; less stays unread.
    """
    folded = fold(text[:300])
    cue = _CUE.search(folded)
    if cue is None:
        return None
    stated = folded[cue.start() :]
    amounts = _amounts(stated[cue.end() - cue.start() :])
    currency = next((code for code, pattern in _CURRENCIES if pattern.search(stated)), None)
    currency = currency or _CURRENCY_OF_COUNTRY.get(country or "")
    if not amounts or currency is None:
        return None
    period = _period(stated, amounts[0])
    if period is None:
        return None
    maximum = amounts[1] if len(amounts) > 1 and amounts[1] > amounts[0] else None
    return SalaryExpectation(amounts[0], maximum, currency, period, line)


def _amounts(folded: str) -> list[Decimal]:
    """One amount, or the two of a range; "35-40k" means thousands twice."""
    matches = [match for match in _AMOUNT.finditer(folded) if not _is_year(folded, match)]
    if len(matches) > 1 and not _RANGE.fullmatch(folded[matches[0].end() : matches[1].start()]):
        matches = matches[:1]
    found = [_value(match) for match in matches[:2]]
    if [bool(match[3]) for match in matches[:2]] == [False, True] and found[0] < 1000:
        found[0] *= 1000
    return [amount for amount in found if 0 < amount <= _LARGEST]


def _is_year(folded: str, match: re.Match[str]) -> bool:
    """ "ab 2027", "disponible 2027": a day to begin."""
    return _YEAR.fullmatch(match[0].strip()) is not None and bool(
        _BEGINS.search(folded[max(0, match.start() - 14) : match.start()])
    )


def _value(match: re.Match[str]) -> Decimal:
    value = Decimal("".join(char for char in match[1] if char.isdigit()))
    if match[2]:
        value += Decimal(match[2]) / 10 ** len(match[2])
    return value * 1000 if match[3] else value


def _period(stated: str, amount: Decimal) -> str | None:
    """The period that is written, unless the amount is far too large for it ("35 000 € sur 13 mois")."""
    written = next((code for code, pattern in _PERIODS if pattern.search(stated)), None)
    if written in _MOST and amount >= _MOST[written]:
        written = None
    return written or _by_size(amount)


def _by_size(amount: Decimal) -> str | None:
    if amount >= _YEARLY_FROM:
        return "year"
    return "month" if amount >= _MONTHLY_FROM else None
