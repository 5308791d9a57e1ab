"""Distances between known towns."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from app.core.places.gazetteer import city_named

EARTH_RADIUS_KM = 6371.0


def coordinates(city: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees by any spelling of a known town."""
    found = city_named(city)
    return (found.latitude, found.longitude) if found is not None else None


def distance_km(city_a: str, city_b: str) -> float | None:
    """Great-circle distance (haversine); None when a town is unknown."""
    here, there = coordinates(city_a), coordinates(city_b)
    if here is None or there is None:
        return None
    lat_a, lon_a, lat_b, lon_b = map(radians, (*here, *there))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))
