"""Country names in seven languages to ISO codes; what money a country uses."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import get_global

from job_scraper.fold import words

_LANGUAGES = ("en", "fr", "de", "ar", "nl", "it", "es")
_OTHER_NAMES = {
    "GB": (
        "UK",
        "U.K.",
        "Great Britain",
        "Britain",
        "Grande-Bretagne",
        "Großbritannien",
        "UK-wide",
        "بريطانيا",
    ),
    "US": ("USA", "U.S.", "U.S.A.", "America", "États-Unis d'Amérique", "أمريكا"),
    "DE": ("BRD", "Federal Republic of Germany", "République fédérale d'Allemagne"),
    "FR": ("France métropolitaine", "France entière", "Frankrijk"),
    "TN": ("Republic of Tunisia", "République tunisienne", "الجمهورية التونسية"),
    "AE": ("UAE", "Emirates", "EAU"),
    "NL": ("Holland", "Hollande", "Pays-Bas"),
    "CZ": ("Czech Republic", "République tchèque"),
    "CI": ("Ivory Coast",),
    "TR": ("Turkey",),
    "KR": ("South Korea",),
}
# Overseas departments have codes of their own; their law, money and job boards are France's.
_PART_OF = {"RE": "FR", "GP": "FR", "MQ": "FR", "GF": "FR", "YT": "FR", "UK": "GB"}
_NOT_COUNTRIES = frozenset({"georgia", "jersey", "georgien", "georgie", "norfolk"})
# Small territories whose names or codes are also those of towns, counties and departments elsewhere.
NAMESAKES = frozenset(
    {"AX", "BL", "BM", "BV", "CC", "CX", "GG", "HM", "IM", "JE", "KY", "MF", "MS", "NF", "NU", "PM", "PN"}
    | {"SH", "SJ", "SX", "TC", "TK", "WF", "GE"}
)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ"}:
                names.setdefault(words(name), _PART_OF.get(code, code))
    for code, more in _OTHER_NAMES.items():
        names.update((words(name), code) for name in more)
    return {name: code for name, code in names.items() if name not in _NOT_COUNTRIES}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Two and three letter codes to the two letters used here."""
    two = {code: _PART_OF.get(code, code) for code in _names().values()} | _PART_OF
    aliases = get_global("territory_aliases")
    three = {
        alias: _PART_OF.get(codes[0], codes[0])
        for alias, codes in aliases.items()
        if len(alias) == 3 and alias.isalpha() and codes
    }
    return three | two


def country_by_name(text: str) -> str | None:
    return _names().get(words(text))


def country_by_code(text: str) -> str | None:
    """``fr``, ``FRA`` and ``UK`` are known; anything longer is not a code."""
    return _codes().get(text.strip().upper())


def country_of(text: str) -> str | None:
    """For a field that holds a country, by code or by name."""
    return country_by_code(text) or country_by_name(text)


@lru_cache(maxsize=256)
def currency_of(country: str) -> str | None:
    """The money in use today, as an ISO 4217 code."""
    current = [
        code
        for code, _start, end, tender in get_global("territory_currencies").get(country, ())
        if end is None and tender
    ]
    return current[0] if current else None
