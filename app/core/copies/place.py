"""Where an offer is, as far as boards agree on how to write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.core.places import city_named
from app.core.places.gazetteer import key

_AROUND = re.compile(
    r"\b(?:\d\w{0,4}|cedex|arrondissement|arrondt?|e|er|eme|centre|center|centrum|stadt|city|ville|region|area|grand|greater)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """``town`` folded, in the gazetteer's spelling where it knows the town; "" where none is said."""

    town: str
    country: str | None


@lru_cache(4096)
def place_of(city: str | None, country: str | None) -> Place:
    said = key((city or "")[:100])
    bare = " ".join(_AROUND.sub(" ", said).split()) or said
    known = city_named(bare) if bare else None
    if known is not None and country in (None, known.country):
        return Place(key(known.name), country or known.country)
    return Place(bare, country)


def same_town(one: Place, other: Place) -> bool:
    """Both say a town, and it is one: ``Frankfurt`` is ``Frankfurt am Main``."""
    if not one.town or not other.town:
        return False
    short, long = sorted((one.town, other.town), key=len)
    return long == short or long.startswith(f"{short} ")


def elsewhere(one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return True
    return bool(one.town and other.town) and not same_town(one, other)
