"""The place names the product knows, read once from the TSV files in ``data``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from app.core.once import once
from app.core.skills.folding import fold

DATA = Path(__file__).parent / "data"
COMMON = "~"
_TOKEN = re.compile(r"[^\W_]+")
_LONGEST_NAME = 100


class GazetteerError(ValueError):
    """A data file that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class City:
    """Latitude and longitude in degrees, to about a kilometre."""

    name: str
    country: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Entry:
    """What a spelling stands for; ``common`` spellings are also ordinary words or first names."""

    country: str
    city: City | None = None
    common: bool = False


def key(text: str) -> str:
    """Case, accents and punctuation do not tell names apart: "St. Étienne" is "st etienne"."""
    return " ".join(_TOKEN.findall(fold(text)))


@once()
def entries() -> Mapping[str, Entry]:
    """Every spelling of every city, country and region, by ``key``. Raises GazetteerError."""
    found: dict[str, Entry] = {}
    for names, entry in (*_cities(), *_named("countries.tsv"), *_named("regions.tsv")):
        for name in names:
            common = entry.common or name.startswith(COMMON)
            found.setdefault(key(name), Entry(entry.country, entry.city, common))
    return MappingProxyType(found)


@cache
def longest_name() -> int:
    """Words of the longest spelling."""
    return max(name.count(" ") + 1 for name in entries())


@cache
def _codes() -> frozenset[str]:
    return frozenset(entry.country for entry in entries().values())


def country_code(name: str) -> str | None:
    """ISO code of a country or region by its name in any of the four languages, or by a code."""
    short = name.strip()[:_LONGEST_NAME]
    if len(short) == 2 and short.isascii() and short.upper() in _codes():
        return short.upper()
    entry = entries().get(key(short))
    return entry.country if entry is not None and entry.city is None else None


def city_named(name: str) -> City | None:
    """The city that any spelling means, also one that is a common word."""
    entry = entries().get(key(name[:_LONGEST_NAME]))
    return entry.city if entry is not None else None


def _cities() -> Iterator[tuple[list[str], Entry]]:
    for number, row in _rows("cities.tsv", 6):
        name, country, latitude, longitude, common, others = row
        try:
            city = City(name, country, float(latitude), float(longitude))
        except ValueError as error:
            raise GazetteerError(f"cities.tsv:{number}: {error}") from error
        yield [name], Entry(country, city, common == COMMON)
        yield [other for other in others.split(",") if other], Entry(country, city)


def _named(file: str) -> Iterator[tuple[list[str], Entry]]:
    for _, (code, names) in _rows(file, 2):
        yield names.split(","), Entry(code)


def _rows(file: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) != columns:
                raise GazetteerError(f"{file}:{number}: {len(row)} columns instead of {columns}")
            yield number, row
