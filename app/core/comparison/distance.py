"""How far an offer is from where a person wants to work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import dist, isfinite

from app.core.cv.profile import Place
from app.core.matching.geography import spot


@dataclass(frozen=True, slots=True)
class Distance:
    """Whole kilometres in a straight line from ``town``."""

    kilometres: int
    town: str


def nearest(city: str | None, country: str | None, towns: Iterable[Place]) -> Distance | None:
    """From the nearest of the towns; None where this one or all of them are not known."""
    there = spot(city, country)
    found = [
        Distance(round(dist(there.vector, here.vector)), place.city)
        for place in towns
        if place.city and isfinite(dist(there.vector, (here := spot(place.city, place.country)).vector))
    ]
    return min(found, key=lambda one: one.kilometres, default=None)
