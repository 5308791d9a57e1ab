"""Picking offers where a source has no search: by words, by places, by where candidates may live."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from job_scraper.fold import words
from job_scraper.places.countries import country_of
from job_scraper.sources._items import names_of
from job_scraper.sources._reading import Record

_EVERYWHERE: Final = None
_EUROPE = frozenset({"FR", "DE", "BE", "GB"})
_UNION = frozenset({"FR", "DE", "BE"})
_TUNISIA = frozenset({"TN"})
_NOWHERE_NEAR: frozenset[str] = frozenset()
_REGIONS: Final[dict[str, frozenset[str] | None]] = {
    **dict.fromkeys(("worldwide", "anywhere", "global", "remote", "international", "all"), _EVERYWHERE),
    **dict.fromkeys(("anywhere in the world", "work from anywhere", "flexible remote"), _EVERYWHERE),
    **dict.fromkeys(("emea", "europe middle east and africa"), _EUROPE | _TUNISIA),
    **dict.fromkeys(("europe", "european timezones", "european time zones"), _EUROPE),
    **dict.fromkeys(("western europe", "cet", "europe uk"), _EUROPE),
    **dict.fromkeys(("eu", "european union", "eea"), _UNION),
    **dict.fromkeys(
        ("africa", "north africa", "northern africa", "mena", "middle east and africa"), _TUNISIA
    ),
    "dach": frozenset({"DE"}),
    "benelux": frozenset({"BE"}),
    **dict.fromkeys(
        ("americas", "north america", "northern america", "latin america", "latam"), _NOWHERE_NEAR
    ),
    **dict.fromkeys(("south america", "central america", "caribbean", "asia", "apac"), _NOWHERE_NEAR),
    **dict.fromkeys(("asia pacific", "southeast asia", "oceania", "middle east", "gcc"), _NOWHERE_NEAR),
    **dict.fromkeys(("eastern europe", "nordics", "scandinavia", "cee", "usa timezones"), _NOWHERE_NEAR),
}
_BETWEEN = re.compile(r"[,;/|·]| and | or | & ")
_ONLY = re.compile(r"\b(?:only|based|residents?|candidates?)\b")


def mentions(record: Record, keywords: Iterable[str]) -> bool:
    """One of the keywords, all its words, in title, company, tags or trade; True without keywords."""
    wanted = [set(words(keyword).split()) for keyword in keywords]
    if not wanted:
        return True
    said = [
        name
        for column in ("title", "company", "tags", "skills", "industry")
        for name in names_of(record.get(column))
    ]
    known = set(words(" ".join(said)).split())
    return any(each <= known for each in wanted)


def lies_in(record: Record, places: Iterable[str]) -> bool:
    """One of the places is named in the offer's own; True without places."""
    wanted = [words(place) for place in places]
    said = f" {words(' '.join(names_of(record.get('location'))))} "
    return not wanted or any(f" {place} " in said for place in wanted)


def is_open_to(said: Iterable[str], countries: Iterable[str]) -> bool:
    """Whether candidates in one of these countries may apply; also True where that is not said, or said
    in words that are not known here."""
    wanted = frozenset(countries)
    pieces = [piece for text in said for piece in places_in(text)]
    if not wanted or not pieces:
        return True
    known = False
    for piece in pieces:
        name = words(_ONLY.sub(" ", piece.lower()))
        country = country_of(name)
        if name not in _REGIONS and country is None:
            continue
        known = True
        area = _REGIONS.get(name, frozenset({country or ""}))
        if area is _EVERYWHERE or area & wanted:
            return True
    return not known


def places_in(text: str) -> list[str]:
    """``Germany, France / UK only`` as three."""
    return [piece.strip() for piece in _BETWEEN.split(text[:2000]) if piece.strip()]


def ordered_places(said: Iterable[str], first: Iterable[str]) -> list[str]:
    """Names of countries with those that matter here in front: only the first few are shown."""
    wanted = frozenset(first)
    return sorted(said, key=lambda name: country_of(name) not in wanted)
