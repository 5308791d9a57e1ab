"""Towns and countries of the five countries served: names in four languages, codes, distances."""

from __future__ import annotations

from app.core.places.distance import coordinates, distance_km
from app.core.places.find import Place, find_place, find_places
from app.core.places.gazetteer import City, city_named, country_code

__all__ = [
    "City",
    "Place",
    "city_named",
    "coordinates",
    "country_code",
    "distance_km",
    "find_place",
    "find_places",
]
