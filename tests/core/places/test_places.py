from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.places import City, city_named, coordinates, country_code, distance_km, find_place, find_places
from app.core.places.gazetteer import DATA, entries, key

FIVE = {"TN", "FR", "DE", "BE", "GB"}
CITIES = sorted({entry.city for entry in entries().values() if entry.city}, key=lambda city: city.name)

FOUND = [
    ("Tunis, Tunisie", "Tunis", "TN"),
    ("75011 Paris", "Paris", "FR"),
    ("Paris 11e", "Paris", "FR"),
    ("Nice", "Nice", "FR"),
    ("Nice, France", "Nice", "FR"),
    ("06000 Nice", "Nice", "FR"),
    ("Reading, UK", "Reading", "GB"),
    ("saint etienne (42)", "Saint-Étienne", "FR"),
    ("St. Étienne", "Saint-Étienne", "FR"),
    ("München", "Munich", "DE"),
    ("Frankfurt am Main, Deutschland", "Frankfurt", "DE"),
    ("Bruxelles", "Brussels", "BE"),
    ("Liège (Belgique)", "Liège", "BE"),
    ("أريانة، تونس", "Ariana", "TN"),
    ("صفاقس", "Sfax", "TN"),
    ("38 rue de Paris, 69003 Lyon", "Lyon", "FR"),
    ("France - Marseille", "Marseille", "FR"),
    ("Deutschland", None, "DE"),
    ("Bavaria", None, "DE"),
    ("مهندس بتونس", None, "TN"),
    ("Paris, Canada", None, "CA"),
]


@pytest.mark.parametrize(("text", "city", "country"), FOUND)
def test_found(text: str, city: str | None, country: str) -> None:
    place = find_place(text)
    assert place is not None
    assert (place.city, place.country) == (city, country)
    assert place.text in text


@pytest.mark.parametrize(
    "text",
    ["nice work", "Reading comprehension", "New Orleans", "Michael Jordan", "Essen und Trinken", "", "xyz"],
)
def test_not_found(text: str) -> None:
    assert find_place(text) is None


def test_all_places_in_order_each_once() -> None:
    found = find_places("Paris, Lyon or Paris; else Germany")
    assert [(place.city, place.country) for place in found] == [("Paris", "FR"), ("Lyon", "FR"), (None, "DE")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Tunisie", "TN"),
        ("تونس", "TN"),
        ("Frankreich", "FR"),
        ("ألمانيا", "DE"),
        ("Royaume-Uni", "GB"),
        ("England", "GB"),
        ("UK", "GB"),
        ("gb", "GB"),
        ("be", "BE"),
        ("Schweiz", "CH"),
        ("Île-de-France", "FR"),
        ("Paris", None),
        ("zz", None),
        ("", None),
        ("a" * 200_000, None),
    ],
)
def test_country_code(name: str, code: str | None) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("here", "there", "km", "off"),
    [
        ("Paris", "Lyon", 392, 10),
        ("Tunis", "صفاقس", 236, 10),
        ("Köln", "Bonn", 25, 5),
        ("London", "Brüssel", 320, 10),
        ("Berlin", "Munich", 504, 10),
        ("Nice", "Nizza", 0, 0),
    ],
)
def test_distance(here: str, there: str, km: float, off: float) -> None:
    found = distance_km(here, there)
    assert found is not None
    assert abs(found - km) <= off


def test_unknown_towns_have_no_distance() -> None:
    assert distance_km("Atlantis", "Paris") is None
    assert coordinates("Atlantis") is None
    assert city_named("Atlantis") is None


BOXES = {
    "TN": (30.0, 37.6, 7.4, 11.7),
    "FR": (41.3, 51.2, -5.2, 9.7),
    "DE": (47.2, 55.1, 5.8, 15.1),
    "BE": (49.4, 51.6, 2.5, 6.5),
    "GB": (49.9, 60.9, -8.2, 1.8),
}


@pytest.mark.parametrize("country", sorted(BOXES))
def test_towns_lie_in_their_country(country: str) -> None:
    south, north, west, east = BOXES[country]
    towns = [city for city in CITIES if city.country == country]
    assert len(towns) >= 25
    assert [
        city.name
        for city in towns
        if not (south <= city.latitude <= north and west <= city.longitude <= east)
    ] == []


def test_every_name_means_one_place() -> None:
    meant: dict[str, set[str]] = {}
    for file in ("cities.tsv", "countries.tsv", "regions.tsv"):
        for line in (DATA / file).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                first, *_, others = line.split("\t")
                listed = {first, *others.split(",")} if file == "cities.tsv" else set(others.split(","))
                for name in listed - {""}:
                    meant.setdefault(key(name), set()).add(file + first)
    assert {name: lines for name, lines in meant.items() if len(lines) > 1} == {}


def test_countries_served_are_known_by_name_in_four_languages() -> None:
    served = {
        country_code(name) for name in ("Tunesien", "France", "Allemagne", "بلجيكا", "Vereinigtes Königreich")
    }
    assert served == FIVE


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    for place in find_places(text):
        assert place.text
        assert place.country is not None


@settings(deadline=None)
@given(st.sampled_from(CITIES), st.sampled_from(CITIES), st.sampled_from(CITIES))
def test_distance_is_a_distance(one: City, two: City, three: City) -> None:
    there, back = distance_km(one.name, two.name), distance_km(two.name, one.name)
    detour = (distance_km(one.name, three.name) or 0.0) + (distance_km(three.name, two.name) or 0.0)
    assert there == back
    assert there is not None
    assert there <= detour + 1e-6
