"""Locations as boards write them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from job_scraper.normalise.place import NOWHERE, parse_place
from job_scraper.places.countries import country_of, currency_of
from job_scraper.places.tables import towns_named
from job_scraper.record import posting_from_record


@pytest.mark.parametrize(
    ("columns", "meant"),
    [
        ({"location": "Norwich, Norfolk", "country": "GB"}, ("Norwich", "GB")),
        ({"location": "Norwich, NF", "country": "GB"}, ("Norwich", "GB")),
        ({"location": "NF", "country": "GB"}, (None, "GB")),
        ({"location": "Aylsham, NF", "country": "GB"}, ("Aylsham", "GB")),
        ({"location": "Aylsham, KY", "country": "GB"}, ("Aylsham", "GB")),
        ({"city": "Norwich", "region": "NF", "country": "GB"}, ("Norwich", "GB")),
        ({"city": "Norwich", "region": "NF"}, ("Norwich", "GB")),
        ({"city": "Nashville", "region": "TN"}, ("Nashville", None)),
        ({"location": "Pau, PA", "country": "FR"}, ("Pau", "FR")),
        ({"location": "Lincoln, Saint-Martin", "country": "GB"}, ("Lincoln", "GB")),
        ({"location": "Saint-Martin", "country": "FR"}, (None, "FR")),
        ({"location": "Genève, Suisse", "country": "FR"}, ("Genève", "CH")),
        ({"location": "Nashville, TN", "country": "US"}, ("Nashville", "US")),
    ],
)
def test_a_territory_of_the_same_name_changes_no_known_country(
    columns: dict[str, str], meant: tuple[str | None, str | None]
) -> None:
    record = {"title": "Nurse", "company": "Example", **columns}
    offer = posting_from_record(record, "demo", datetime(2026, 11, 21, tzinfo=UTC))
    assert (offer.city, offer.country) == meant


@pytest.mark.parametrize(
    ("written", "known", "city", "country"),
    [
        # France
        ("75 - Paris", None, "Paris", "FR"),
        ("69 - LYON 03", None, "Lyon", "FR"),
        ("45 - ST CLAUDE", None, "St Claude", "FR"),
        ("55 - ST GERMAIN EN COGLES", None, "St Germain en Cogles", "FR"),
        ("33 - Gironde", None, None, "FR"),
        ("2A - Ajaccio", None, "Ajaccio", "FR"),
        ("Paris (75)", None, "Paris", "FR"),
        ("75001 Paris", None, "Paris", "FR"),
        ("Paris 8e", "FR", "Paris", "FR"),
        ("11ème Arrondissement, Paris", "FR", "Paris", "FR"),
        ("Marseille 13e", None, "Marseille", "FR"),
        ("LYON CEDEX 03", None, "Lyon", "FR"),
        ("Toulouse, Haute-Garonne", "FR", "Toulouse", "FR"),
        ("Île-de-France", None, None, "FR"),
        ("Paris et périphérie", "FR", "Paris", "FR"),
        ("Greater Lille Metropolitan Area", "FR", "Lille", "FR"),
        ("Ramonville-Saint-Agne", "FR", "Ramonville-Saint-Agne", "FR"),
        ("Levallois-Perret, Nanterre", "FR", "Levallois-Perret", "FR"),
        ("Saint-Denis, La Réunion", None, "Saint-Denis", "FR"),
        ("Lyon France", None, "Lyon", "FR"),
        ("France", None, None, "FR"),
        ("Quincy-sous-Sénart, Essonne", None, "Quincy-sous-Sénart", "FR"),
        # Germany
        ("10115 Berlin", None, "Berlin", "DE"),
        ("München, Bayern, Deutschland", None, "München", "DE"),
        ("Munich", None, "München", "DE"),
        ("Muenchen", None, "München", "DE"),
        ("Frankfurt", None, "Frankfurt am Main", "DE"),
        ("Köln / Bonn", "DE", "Köln", "DE"),
        ("Berlin, DE", None, "Berlin", "DE"),
        ("Berlin Office", None, "Berlin", "DE"),
        ("Nordrhein-Westfalen", None, None, "DE"),
        ("Remote (Germany)", None, None, "DE"),
        # Belgium
        ("1000 Bruxelles", None, "Bruxelles", "BE"),
        ("Brussels, Belgium", None, "Bruxelles", "BE"),
        ("Antwerp", None, "Antwerpen", "BE"),
        ("Gand, Flandre", None, "Gent", "BE"),
        ("Luik", None, "Liège", "BE"),
        ("Région de Bruxelles-Capitale", None, None, "BE"),
        # United Kingdom
        ("SW1A 1AA London", None, "London", "GB"),
        ("The City, Central London", "GB", "London", "GB"),
        ("Manchester M1 3BB", None, "Manchester", "GB"),
        ("Greater Manchester", None, None, "GB"),
        ("Birmingham, England, UK", "GB", "Birmingham", "GB"),
        ("Blackburn, England, United Kingdom", "GB", "Blackburn", "GB"),
        ("Leeds, West Yorkshire", None, "Leeds", "GB"),
        ("Diss, Norfolk", None, "Diss", "GB"),
        ("Home Counties", "GB", None, "GB"),
        ("Newcastle Upon Tyne, Tyne & Wear", "GB", "Newcastle upon Tyne", "GB"),
        # Tunisia
        ("Tunis, Tunisie", None, "Tunis", "TN"),
        ("Sfax, TN", None, "Sfax", "TN"),
        ("Grand Tunis", None, "Tunis", "TN"),
        ("Lac 2, Tunis", None, "Tunis", "TN"),
        ("Charguia 2", None, "Tunis", "TN"),
        ("Ariana - Ben Arous - Bizerte", "TN", "Ariana", "TN"),
        ("Région de : Ariana", None, "Ariana", "TN"),
        ("Sfax Tunisie", None, "Sfax", "TN"),
        ("صفاقس، تونس", None, "Sfax", "TN"),
        ("تونس", None, None, "TN"),
        ("سوسة", None, "Sousse", "TN"),
        # elsewhere, and nowhere
        ("San Francisco, CA", None, "San Francisco", "US"),
        ("Richmond, VA", None, "Richmond", "US"),
        ("Paris, TX", None, "Paris", "US"),
        ("Cambridge, MA", None, "Cambridge", "US"),
        ("Burlington Massachusetts", None, "Burlington", "US"),
        ("Nashville, TN", None, "Nashville", None),
        ("Newark, DE", None, "Newark", None),
        ("Amsterdam, Netherlands", None, "Amsterdam", "NL"),
        ("Milan, Lombardy, Italy", "IT", "Milano", "IT"),
        ("Casablanca", None, "Casablanca", "MA"),
        ("Vienne", None, "Vienne", None),
        ("Vienne", "FR", "Vienne", "FR"),
        ("Wien, Österreich", None, "Wien", "AT"),
        ("Luxembourg", None, "Luxembourg", "LU"),
        ("Remote", None, None, None),
        ("Télétravail", "FR", None, "FR"),
        ("Remote - France", None, None, "FR"),
        ("EMEA", None, None, None),
        ("Multiple locations", "GB", None, "GB"),
        ("GB", None, None, "GB"),
    ],
)
def test_locations(written: str, known: str | None, city: str | None, country: str | None) -> None:
    found = parse_place(written, known)
    assert (found.city, found.country) == (city, country)
    assert found.text


@pytest.mark.parametrize(
    ("written", "city", "country", "shown"),
    [
        ({"libelle": "69 - LYON 03", "codePostal": "69003"}, "Lyon", "FR", "Lyon (69)"),
        ("{'libelle': '07 - AUBENAS', 'latitude': 44.6}", "Aubenas", "FR", "Aubenas (07)"),
        ('{"city": "Sfax", "country": "tn"}', "Sfax", "TN", "Sfax, TN"),
        (
            {"display_name": "Paris, Ile-de-France", "area": ["France", "Paris"]},
            "Paris",
            "FR",
            "Paris, Ile-de-France",
        ),
        (
            {"@type": "Place", "address": {"addressLocality": "Köln", "addressCountry": {"name": "Germany"}}},
            "Köln",
            "DE",
            "Köln, Germany",
        ),
        (
            [{"address": {"addressLocality": "Lyon", "addressCountry": "FR"}}, "Paris"],
            "Lyon",
            "FR",
            "Lyon, FR / Paris",
        ),
        ({"city": "Berlin", "country": "DE", "remote": False}, "Berlin", "DE", "Berlin, DE"),
        (
            {"city": "Sagamu", "fullLocation": "Sagamu, OG, Nigeria"},
            "Sagamu",
            "NG",
            "Sagamu, OG, Nigeria",
        ),
        ({"country": "Tunisie"}, None, "TN", "Tunisie"),
        (["Lyon", "Genève"], "Lyon", "FR", "Lyon / Genève"),
        (["France", "Deutschland"], None, None, "France / Deutschland"),
    ],
)
def test_dictionaries_and_lists(written: Any, city: str | None, country: str | None, shown: str) -> None:
    found = parse_place(written)
    assert (found.city, found.country) == (city, country)
    assert found.text == shown


@pytest.mark.parametrize(
    "written", ["", " - , ", None, 12, [], {}, [[]], {"address": []}, "{}", "[" * 5000, "{" * 50]
)
def test_no_place_at_all(written: Any) -> None:
    found = parse_place(written)
    assert (found.city, found.country) == (None, None)
    assert found == NOWHERE or found.text


def test_capitals_are_mended_and_kept() -> None:
    assert parse_place("BOIS-D'ARCY", "FR").city == "Bois-d'Arcy"
    assert parse_place("ASNIÈRES SUR OISE", "FR").city == "Asnières sur Oise"
    assert parse_place("McLean", "US").city == "McLean"


def test_long_and_hostile_locations_are_cut() -> None:
    found = parse_place("<b>x</b>" * 10_000 + "\u202e", "FR")
    assert len(found.text or "") <= 255
    assert "\u202e" not in (found.text or "")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Tunisia", "TN"), ("Tunisie", "TN"), ("Tunesien", "TN"), ("تونس", "TN"), ("fr", "FR"), ("FRA", "FR"),
        ("Royaume-Uni", "GB"), ("UK", "GB"), ("England", None), ("Vereinigtes Königreich", "GB"),
        ("DEU", "DE"),
        ("Belgique", "BE"), ("België", "BE"), ("États-Unis", "US"), ("USA", "US"), ("La Réunion", "FR"),
        ("", None),
        ("Atlantis", None), ("X" * 10_000, None),
    ],
)  # fmt: skip
def test_countries(written: str, code: str | None) -> None:
    assert country_of(written) == code


@pytest.mark.parametrize(
    ("country", "money"), [("TN", "TND"), ("FR", "EUR"), ("GB", "GBP"), ("CH", "CHF"), ("X", None)]
)
def test_money_of_a_country(country: str, money: str | None) -> None:
    assert currency_of(country) == money


def test_the_five_countries_have_their_large_towns() -> None:
    for country, names in {
        "TN": (
            "Tunis",
            "Sfax",
            "Sousse",
            "Bizerte",
            "Gabès",
            "Nabeul",
            "Monastir",
            "Ariana",
            "Kairouan",
            "Gafsa",
        ),
        "FR": (
            "Paris",
            "Marseille",
            "Lyon",
            "Toulouse",
            "Nice",
            "Nantes",
            "Lille",
            "Strasbourg",
            "Rennes",
            "Bordeaux",
        ),
        "DE": (
            "Berlin",
            "Hamburg",
            "München",
            "Köln",
            "Stuttgart",
            "Leipzig",
            "Dortmund",
            "Essen",
            "Bremen",
            "Bonn",
        ),
        "BE": (
            "Bruxelles",
            "Antwerpen",
            "Gent",
            "Charleroi",
            "Liège",
            "Brugge",
            "Namur",
            "Leuven",
            "Mons",
            "Hasselt",
        ),
        "GB": (
            "London",
            "Birmingham",
            "Manchester",
            "Leeds",
            "Glasgow",
            "Bristol",
            "Cardiff",
            "Belfast",
            "Edinburgh",
        ),
    }.items():
        assert all(towns_named(name)[0].country == country for name in names)


@given(st.text(max_size=80), st.sampled_from([None, "FR", "TN", "GB"]))
def test_anything_gives_a_place(text: str, known: str | None) -> None:
    found = parse_place(text, known)
    assert len(found.text or "") <= 255
    assert found.country is None or (len(found.country) == 2 and found.country.isupper())
