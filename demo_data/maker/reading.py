"""Reads the roles, employers, towns and phrases that stand as TOML beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from demo_data.maker.model import City, Company, MakerError, Role

HERE = Path(__file__).parent
COUNTRIES = ("TN", "FR", "BE", "DE", "GB")
LANGUAGES = ("fr", "en", "de")


def load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise MakerError(f"{path.name}: {error}") from error


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@cache
def cities() -> Mapping[str, City]:
    found = {}
    for country, towns in load(HERE / "cities.toml").items():
        for name, entry in towns.items():
            forms = {key: tuple(value) for key, value in entry.items() if key != "name"}
            found[name] = City(name, country, forms, entry.get("name", {}))
    return found


@cache
def companies() -> tuple[Company, ...]:
    return tuple(
        _company(entry, country)
        for country in COUNTRIES
        for entry in load(HERE / "companies" / f"{country.lower()}.toml")["company"]
    )


def _company(entry: dict[str, Any], country: str) -> Company:
    own = {"DE": "de", "GB": "en"}.get(country, "fr")
    about, perks = {own: entry["about"]}, {own: lines(entry["perks"])}
    if "about_en" in entry:
        about["en"], perks["en"] = entry["about_en"], lines(entry["perks_en"])
    unknown = [city for city in entry["cities"] if city not in cities()]
    if unknown:
        raise MakerError(f"{entry['name']}: no such town: {', '.join(unknown)}")
    return Company(
        name=entry["name"],
        country=country,
        cities=tuple(entry["cities"]),
        fields=frozenset(entry["fields"].split()),
        voice=entry["voice"].lower(),
        kind=entry.get("kind", "company"),
        about=about,
        perks=perks,
    )


@cache
def roles() -> tuple[Role, ...]:
    return tuple(
        _role(key, entry, path.stem, language)
        for language in LANGUAGES
        for path in sorted((HERE / "roles" / language).glob("*.toml"))
        for key, entry in load(path).items()
    )


def _role(key: str, entry: dict[str, Any], domain: str, language: str) -> Role:
    places = re.findall(r"([A-Z]{2}) (\d+)", entry["places"])
    pay = re.findall(r"([A-Z]{2}) (\d+)-(\d+)", entry["pay"])
    missing = {country for country, _ in places} - {country for country, _, _ in pay}
    if missing:
        raise MakerError(f"{key}: no pay for {', '.join(sorted(missing))}")
    return Role(
        key=key,
        domain=domain,
        language=language,
        fields=frozenset(entry["field"].split()),
        places={country: int(count) for country, count in places},
        pay={country: (int(low), int(high)) for country, low, high in pay},
        levels=tuple(entry["level"].split()),
        contracts=tuple(entry.get("contract", "").split()),
        contract_word=entry.get("contract_word", ""),
        remotes=tuple(entry.get("remote", "onsite").split()),
        works=tuple(entry.get("work", "full").split()),
        practice=entry.get("practice", ""),
        stack=entry.get("stack", ""),
        titles={name: lines(entry[name]) for name in ("titles", "junior", "senior") if name in entry},
        hooks=lines(entry["hooks"]),
        hours=lines(entry.get("hours", "")),
        duties=lines(entry["duties"]),
        must=lines(entry["must"]),
        plus=lines(entry["plus"]),
        arabic=entry.get("arabic", ""),
    )
