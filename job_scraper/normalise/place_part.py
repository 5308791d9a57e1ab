"""One part of a location, between commas or dashes: what kind of name is it?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from job_scraper.fold import fold, word_set, words
from job_scraper.places.countries import country_by_name
from job_scraper.places.tables import Town, has_region_code, region_country, towns_named

_GB_POSTCODE = re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?!\w)")
# Said around a town's name: "Berlin Office", "Greater Lille Area", "Lyon et périphérie".
_AROUND = word_set(
    "cedex office bureau bureaux area metropolitan metropolitaine metropole greater grand grande "
    "region regio ville "
    "city agglomeration arrondissement arrdt e er eme peripherie environs alentours alentour et and "
    "near pres de d "
    "nearby hq headquarters campus site gare centre center central nord sud est ouest north south "
    "east west zone the "
    "of raum umgebung und stadt bei provincie province community gouvernorat governorate m w postcode dept "
    "surrounding areas"
)
_NOT_A_TOWN = word_set(
    "remote teletravail homeoffice home hybrid hybride multiple various several all any anywhere "
    "worldwide nationwide "
    "national international global europe european emea dach mena africa afrique asia apac americas "
    "flexible full "
    "locations location lieux office hub team unknown inconnu confidential confidentiel tbd tbc na "
    "none various "
    "partout toute divers mehrere bundesweit standorte deutschlandweit onsite field mobile itinerant "
    "distance "
    "county district region area departement department province worldwide nearshore offshore client clients "
    "headquarters hq campus site metropolitan online ligne domicile وعن بعد عن"
)
_NAME = re.compile(r"[^\W\d_][\w .'’()/-]{1,59}")
SMALL_WORDS = word_set(
    "de du des la le les l d sur sous en et aux au lès lez am an der im bei upon on of the y und in"
)
US: Final = "US"


@dataclass(frozen=True, slots=True)
class Part:
    """``kind`` is country, region, state (a US code), town, name (perhaps a town) or none."""

    kind: str
    text: str
    country: str | None = None
    towns: tuple[Town, ...] = ()


def classify(text: str) -> Part:
    named = country_by_name(text)
    towns = towns_named(text)
    if named and not any(town.country == named for town in towns):
        return Part("country", text, named)
    region = None if towns else region_country(text)
    towns = towns or (() if region else towns_named(_core(text)))
    if towns:
        return Part("town", text, named, towns)
    region = region or region_country(_core(text))
    if region:
        return Part("region", text, region)
    if len(text) == 2 and text.isupper() and has_region_code(US, text):
        return Part("state", text, US)
    name = _town_like(text)
    return Part("name", name) if name else Part("none", text)


def has_gb_postcode(text: str) -> bool:
    return _GB_POSTCODE.search(fold(text)) is not None


def _core(text: str) -> str:
    """The words that may be the town, without numbers, postcodes and words that stand around a town."""
    said = words(_GB_POSTCODE.sub(" ", fold(text)))
    kept = [word for word in said.split() if word not in _AROUND and not any(map(str.isdigit, word))]
    return " ".join(kept)


def _town_like(text: str) -> str | None:
    """A name fit to be shown as a town, its capitals mended; None for sentences and for general places."""
    without_codes = _GB_POSTCODE.sub(" ", text.lower()) if has_gb_postcode(text) else text
    source = text if without_codes is text else _cut(text, without_codes)
    kept = [word for word in source.split() if not any(map(str.isdigit, word))]
    while kept and words(kept[-1]) in _AROUND | {""}:
        kept.pop()
    name = " ".join(kept).strip(" .-'")
    said = words(name).split()
    if not said or len(said) > 6 or _NOT_A_TOWN & set(said) or not _NAME.fullmatch(name):
        return None
    return _title_case(name) if name.isupper() or name.islower() else name


def _cut(text: str, shorter: str) -> str:
    """The words of ``text`` that are left in ``shorter``, with their own capitals."""
    left = shorter.split()
    return " ".join(word for word in text.split() if word.lower() in left)


def _title_case(name: str) -> str:
    pieces = re.split(r"([\s'’-])", name.lower())
    return "".join(
        piece if index and piece in SMALL_WORDS else piece[:1].upper() + piece[1:]
        for index, piece in enumerate(pieces)
    )
