"""The town and region lists beside this module, read once.

``towns.tsv``   name, country, other spellings apart by ``|``; the five countries first, large towns first
``regions.tsv`` country, code (French department, US state), name, other spellings
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from job_scraper.fold import words

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    country: str


def _rows(file_name: str) -> list[list[str]]:
    lines = (_FOLDER / file_name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


@lru_cache(maxsize=1)
def _towns() -> dict[str, tuple[Town, ...]]:
    found: dict[str, tuple[Town, ...]] = {}
    for name, country, aliases in _rows("towns.tsv"):
        town = Town(name.partition(" (")[0], country)
        for spelling in dict.fromkeys(words(text) for text in (name, *aliases.split("|")) if text):
            found[spelling] = (*found.get(spelling, ()), town)
    return found


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    found: dict[str, str] = {}
    for country, _code, name, aliases in _rows("regions.tsv"):
        for spelling in (name, name.partition(" (")[0], *aliases.split("|")):
            if spelling and words(spelling) not in _towns():
                found.setdefault(words(spelling), country)
    return found


@lru_cache(maxsize=1)
def _region_codes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for country, code, _name, _aliases in _rows("regions.tsv"):
        if code:
            found.setdefault(country, set()).add(code)
    return {country: frozenset(codes) for country, codes in found.items()}


def towns_named(text: str) -> tuple[Town, ...]:
    """Every listed town of that name, the likeliest first; empty when none is listed."""
    return _towns().get(words(text), ())


def region_country(text: str) -> str | None:
    """The country of a region, county, department or state given by name."""
    return _regions().get(words(text))


def has_region_code(country: str, code: str) -> bool:
    return code.upper() in _region_codes().get(country, frozenset())
