"""Amounts of money in a text: ``35-45 k€``, ``2 500,50 €``, ``£30k``, ``1.200 DT``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from job_scraper.fold import fold, offsets, word_set
from job_scraper.vocabulary.pay import CURRENCY_WORDS

CURRENCY_BY_WORD = {word: code for code, words in CURRENCY_WORDS.items() for word in words}
_WORDS = "|".join(sorted(map(re.escape, CURRENCY_BY_WORD), key=len, reverse=True))
_CURRENCY = rf"(?:{_WORDS})"
_GROUPED = r"\d{1,3}(?:[ .,']\d{3}){1,3}(?:[.,]\d{1,2})?"
_NUMBER = rf"(?:{_GROUPED}|\d{{1,9}}(?:[.,]\d{{1,3}})?)(?!\d|[.,]\d)"
_NOT_MONEY = (
    r"(?! {0,2}(?:%|[x×] ?\d|h\b|h/|hrs?\b|heures?\b|hours?\b|stunden?\b|std\b|mois\b|months?\b"
    r"|monat|ans?\b(?! hour)|years?\b"
    r"|jahre?|jours?\b|days?\b|tage?\b|semaines?\b|weeks?\b|min\b|km\b|m2\b|personnes|salaries\b|employe|شهر|سنوات|يوم))"
)
AMOUNT = re.compile(
    rf"(?:(?<![\w+])|(?<= و))(?:(?P<before>{_CURRENCY}) {{0,2}})?(?<![\d.,])(?P<number>{_NUMBER}){_NOT_MONEY}"
    rf"(?: {{0,2}}(?P<thousand>k(?:ilo)?(?= ?{_CURRENCY})|k(?![a-z])|mille(?= )))?"
    rf"(?: {{0,2}}(?P<after>{_CURRENCY})(?![a-z]))?"
)
_SIGN = re.compile(
    r"[€£$₹\d](?:(?<!\d)|k(?![a-z])|k?eur(?:os?)?(?![a-z])|(?:dt|tnd|chf|gbp|usd)(?![a-z]))|د[. ]ت(?!\w)"
)
_MONEY_WORDS = frozenset(word for word in CURRENCY_BY_WORD if word.isalpha())
_AROUND: Final = 48
_GAP_WORDS = re.compile(r"[a-z']+|[\u0600-\u06ff]+|[^\sa-z'\u0600-\u06ff]")
_JOINING = frozenset({"-", "a", "to", "bis", "und", "and", "et", "/", "~", "الي", "و", "upto", "until", "zu"})
_FILLING = word_set(
    "brut bruts brute brutes brutto gross net nets netto par per mois an ans month year annum pro "
    "monat jahr heure hour "
    "h k p.a annuel annuels mensuel mensuels jour day of de € £ $ \\ eur du up yr / ( ) . , + j'usqu'a "
    "jusqu'a en"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure, or a range when ``high`` is set; ``start`` and ``end`` are offsets in the text."""

    low: Decimal
    high: Decimal | None
    currency: str | None
    start: int
    end: int
    thousands: bool = False
    is_range: bool = False


def amounts(folded: str, start: int = 0, end: int = 2_000) -> Iterator[Amount]:
    """Figures and ranges in order. Without a sign of money around it a number is still listed."""
    pending: Amount | None = None
    for found in AMOUNT.finditer(folded, start, end):
        current = _amount(found)
        if pending is not None:
            joined = _joined(pending, current, folded[pending.end : current.start])
            if joined is not None:
                yield joined
                pending = None
                continue
            yield pending
        pending = current
    if pending is not None:
        yield pending


def amounts_with_currency(text: str) -> Iterator[Amount]:
    """Those of a long text, looked for only around signs of money; offsets are those of its fold.

    ``45-50K`` counts as such, with no currency.
    """
    folded = fold(text)
    marks = sorted(offsets(text, _MONEY_WORDS) + [mark.span() for mark in _SIGN.finditer(folded)])
    start = end = 0
    for first, last in marks:
        if first - _AROUND > end:
            yield from (
                amount for amount in amounts(folded, start, end) if amount.currency or amount.thousands
            )
            start = max(0, first - _AROUND)
        end = last + _AROUND
    yield from (amount for amount in amounts(folded, start, end) if amount.currency or amount.thousands)


def _amount(found: re.Match[str]) -> Amount:
    value = number_value(found["number"])
    thousands = found["thousand"] is not None or (found["after"] or found["before"]) == "keur"
    word = found["after"] or found["before"]
    return Amount(
        value * 1000 if thousands and value < 1000 else value,
        None,
        CURRENCY_BY_WORD[word] if word else None,
        found.start(),
        found.end(),
        thousands,
    )


def number_value(text: str) -> Decimal:
    """``45.000``, ``45,000`` and ``45 000`` are thousands; a last group of other length is decimals."""
    grouped = re.fullmatch(_GROUPED, text)
    if grouped is None:
        return Decimal(text.replace(",", "."))
    whole, decimals = text, ""
    if len(text) > 3 and text[-3] in ".,":
        whole, decimals = text[:-3], text[-2:]
    elif len(text) > 2 and text[-2] in ".,":
        whole, decimals = text[:-2], text[-1:]
    return Decimal("".join(filter(str.isdigit, whole)) + (f".{decimals}" if decimals else ""))


def _joined(low: Amount, high: Amount, gap: str) -> Amount | None:
    if len(gap) > 40 or (low.currency and high.currency and low.currency != high.currency):
        return None
    pieces = _GAP_WORDS.findall(gap)
    if not any(piece in _JOINING for piece in pieces) or any(p not in _JOINING | _FILLING for p in pieces):
        return None
    start, top = low.low, high.low
    if start * 20 < top and start * 1000 <= top * 2 and (high.thousands or top >= 10_000):
        start *= 1000
    elif low.thousands and top < 1000:
        top *= 1000
    if not start <= top:
        return None
    return Amount(
        start,
        top,
        low.currency or high.currency,
        low.start,
        high.end,
        low.thousands or high.thousands,
        is_range=True,
    )
