"""Where an offer is: town and country from a location string, a dictionary or a list of either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from job_scraper.fold import words
from job_scraper.literals import read_literal
from job_scraper.normalise.characters import one_line
from job_scraper.normalise.place_part import SMALL_WORDS, US, Part, classify, has_gb_postcode
from job_scraper.places.countries import NAMESAKES, country_by_code, country_of
from job_scraper.places.tables import has_region_code, towns_named

_SEPARATORS = re.compile(r"[,;|·•()\[\]\n/]| [-–—] |(?<=\w): ")
_FRENCH_CODE = re.compile(r"^(\d{2,3}|2[AB]) {0,2}[-–] {0,2}(\D.{0,200})$")
_LABEL = re.compile(r"^(?:lieu|ville|location|place|ort|standort|region|région)(?: de)? ?: ?", re.I)
_CITY_KEYS = ("city", "addresslocality", "locality", "town", "ville", "ort", "commune_name", "job_city")
_NAME_KEYS = (
    "libelle",
    "display_name",
    "fulllocation",
    "name",
    "label",
    "location",
    "text",
    "address",
    "@value",
)
_REGION_KEYS = ("addressregion", "region", "state", "departement", "admin1code", "province")
_COUNTRY_KEYS = ("addresscountry", "country", "country_code", "countrycode", "pays", "land")
_SHOWN_PLACES = 3
_TOWN_AND_COUNTRY = {"تونس": "Tunis"}


@dataclass(frozen=True, slots=True)
class Place:
    """``text`` is fit to be shown; ``country`` is an ISO code."""

    text: str | None = None
    city: str | None = None
    country: str | None = None


NOWHERE = Place()


def parse_place(value: object, country: str | None = None) -> Place:
    """``country`` is what else is known of the offer; a country in the value itself wins over it."""
    if isinstance(value, str):
        literal = read_literal(value)
        return _of_text(value, country) if literal is None else parse_place(literal, country)
    if isinstance(value, Mapping):
        return _of_mapping(value, country)
    if isinstance(value, list | tuple):
        return _of_many([parse_place(item, country) for item in value[:20]])
    return NOWHERE


def as_town(text: str) -> str:
    """What a column for towns means: in Arabic Tunis and Tunisia are one word."""
    return _TOWN_AND_COUNTRY.get(words(text), text)


def _of_many(places: Iterable[Place]) -> Place:
    """The first place with a town counts; up to three are shown."""
    known = [place for place in places if place != NOWHERE]
    if not known:
        return NOWHERE
    chosen = next((place for place in known if place.city), known[0])
    shown = list(dict.fromkeys(place.text for place in known if place.text))[:_SHOWN_PLACES]
    countries = {place.country for place in known}
    country = chosen.country if chosen.city or len(countries) == 1 else None
    return Place(" / ".join(shown)[:255] or None, chosen.city, country)


def _of_mapping(value: Mapping[Any, Any], country: str | None) -> Place:
    fields = {str(key).lower(): item for key, item in value.items()}
    address = fields.get("address")
    if isinstance(address, Mapping | list):
        return parse_place(address, country)
    if isinstance(fields.get("postaladdress"), Mapping):
        return parse_place(fields["postaladdress"], country)
    named = _first(fields, _COUNTRY_KEYS)
    country = (country_of(named) if named else None) or _area_country(fields.get("area")) or country
    city, region, name = _first(fields, _CITY_KEYS), _first(fields, _REGION_KEYS), _first(fields, _NAME_KEYS)
    if city:
        found = _of_text(as_town(city), country or (_of_text(name, None).country if name else None))
        said_country = named.upper() if named and len(named) == 2 else named
        parts = dict.fromkeys(filter(None, (found.city or found.text, region, said_country)))
        shown = name if name and city in name else ", ".join(parts)
        return Place(shown[:255], found.city, found.country)
    found = _of_text(name or region or "", country)
    return found if found != NOWHERE else Place(named, None, country)


def _first(fields: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """Nested names such as Country{name} count too."""
    for key in keys:
        item = fields.get(key)
        if isinstance(item, Mapping):
            item = item.get("name") or item.get("descriptor") or item.get("@id")
        if isinstance(item, list) and item:
            item = item[0]
        if isinstance(item, str) and one_line(item):
            return one_line(item)
    return None


def _area_country(area: object) -> str | None:
    first = area[0] if isinstance(area, list) and area else None
    return country_of(first) if isinstance(first, str) else None


def _of_text(text: str, country: str | None) -> Place:
    shown = _LABEL.sub("", one_line(text))
    if not words(shown):
        return NOWHERE
    french = _FRENCH_CODE.match(shown)
    if french and country in (None, "FR") and has_region_code("FR", french[1]):
        country = "FR"
        parts = [classify(french[2])]
        town = _town(parts, "FR")
        return Place(f"{town or french[2]} ({french[1]})", town, "FR")
    parts = _parts(shown)
    if len(parts) == 1 and len(shown) == 2 and shown.isupper() and country_by_code(shown):
        is_ambiguous = parts[0].kind == "state" and shown not in {"DE", "TN"}
        is_ambiguous = is_ambiguous or (country is not None and country_by_code(shown) in NAMESAKES)
        return Place(shown, None, country if is_ambiguous else country_by_code(shown))
    found = _country(parts, country) or ("GB" if has_gb_postcode(shown) else None) or country
    town = _town(parts, found)
    if found is None:
        found = _towns_country(parts, town)
    return Place(shown, town, found)


def _parts(text: str) -> list[Part]:
    pieces = [piece.strip(" -–—.") for piece in _SEPARATORS.split(text)]
    parts = [classify(piece) for piece in pieces if words(piece)]
    if len(parts) == 1 and parts[0].kind in {"name", "none"}:
        return _split_tail(pieces) or parts
    return parts


def _split_tail(pieces: list[str]) -> list[Part]:
    """``Sfax Tunisie`` and ``Burlington Massachusetts``, but not ``Asnières sur Oise``."""
    said = next(piece for piece in pieces if words(piece)).split()
    for length in (1, 2):
        head, tail = said[:-length], classify(" ".join(said[-length:]))
        if head and tail.kind in {"country", "region"} and words(head[-1]) not in SMALL_WORDS:
            return [classify(" ".join(head)), tail]
    return []


def _country(parts: list[Part], known: str | None) -> str | None:
    """What the string itself says: a country's name, then a code at its end, then a region."""
    towns = {town.country for part in parts for town in part.towns}
    named = [part.country for part in parts if part.kind == "country"]
    if named and known is not None and named[-1] in NAMESAKES and (len(parts) == 1 or known in towns):
        return known
    if named:
        return named[-1]
    coded = _code_country(parts, known) if len(parts) > 1 else None
    if coded:
        return coded
    regions = [part.country for part in parts if part.kind == "region" and part.country]
    if known in regions or known in towns:
        return known
    return regions[-1] if regions else None


def _code_country(parts: list[Part], known: str | None) -> str | None:
    """``Sfax, TN`` is Tunisia and ``Nashville, TN`` is not: the town decides, then what else is known."""
    last = parts[-1].text
    code = country_by_code(last) if len(last) in (2, 3) and last.isupper() else None
    is_state = parts[-1].kind == "state"
    towns = {town.country for part in parts[:-1] for town in part.towns}
    if code in NAMESAKES and code not in towns and (towns or known):
        return known
    if known in towns and code != known and not (code in towns or (is_state and US in towns)):
        return known
    if code is None or not is_state:
        return code or (US if is_state else None)
    if code in towns or known == code:
        return code
    if US in towns or known == US or code not in {"DE", "TN"}:
        return US
    return None


def _town(parts: list[Part], country: str | None) -> str | None:
    """A listed town of that country, else the first name that could be one."""
    for part in parts:
        for town in part.towns:
            if country in (None, town.country):
                return town.name
    names = [part.text for part in parts if part.kind in {"name", "town"}]
    return names[0][:100] if names else None


def _towns_country(parts: list[Part], town: str | None) -> str | None:
    """The country of a listed town, when all listed towns of that name are in one country."""
    countries = {found.country for part in parts for found in part.towns if found.name == town}
    namesakes = {found.country for found in towns_named(town or "")}
    return next(iter(countries)) if len(countries) == 1 and len(namesakes) == 1 else None
