"""What the sources of interfaces say of themselves."""

from __future__ import annotations

import pytest
from flask import Flask

from app.services import source_configs
from job_scraper.registry import all_sources
from job_scraper.source import Source
from job_scraper.sources._pick import is_open_to, lies_in, mentions, ordered_places
from tests.job_scraper.sources import api_answers as answers

NAMES = sorted(answers.ITEMS)
OPEN = {"arbeitnow", "himalayas", "remotive", "the_muse", "jobicy"}


def source(name: str) -> Source:
    return all_sources()[name]


@pytest.mark.parametrize("name", NAMES)
def test_each_says_its_terms_duties_and_countries(name: str) -> None:
    found = source(name)
    assert found.name == name
    assert found.terms.summary.endswith(".")
    assert found.terms.url.startswith("https://")
    assert found.terms.duties
    assert found.homepage.startswith("https://")
    assert found.attribution
    assert set(found.countries) <= {"TN", "FR", "DE", "BE", "GB"}
    assert found.countries
    assert len({option.name for option in found.options}) == len(found.options)


@pytest.mark.parametrize("name", NAMES)
def test_only_what_is_open_is_on(name: str) -> None:
    found = source(name)
    assert found.is_on == (name in OPEN) == (found.terms.verdict == "open")
    assert bool(found.why_off) == bool(found.instead) == (not found.is_on)


@pytest.mark.parametrize("name", ["adzuna", "careerjet", "jooble", "reed"])
def test_those_with_a_key_ask_for_it(name: str) -> None:
    found = source(name)
    assert found.terms.verdict == "key"
    assert found.why_off.startswith("It needs a free key")
    assert found.secrets
    assert all(option.is_required for option in found.options if option.kind == "secret")
    assert not any(option.default for option in found.options if option.kind == "secret")


def test_bundesagentur_says_that_its_terms_speak_against_it() -> None:
    assert source("bundesagentur").terms.verdict == "tolerated"
    assert not source("bundesagentur").is_on


@pytest.mark.parametrize("name", NAMES)
def test_defaults_keep_to_the_bounds_of_their_options(name: str) -> None:
    for option in source(name).options:
        if option.kind == "number":
            assert option.minimum <= option.default <= option.maximum, option.name
        if option.kind == "list":
            assert isinstance(option.default, tuple), option.name
            assert len(option.default) <= option.maximum, option.name
            assert not option.choices or set(option.default) <= set(option.choices), option.name


def test_a_source_that_asks_for_longer_pauses_gets_them(context: Flask) -> None:
    assert source_configs.current("remotive").every_hours == source("remotive").every_hours == 8
    assert source_configs.current("arbeitnow").every_hours == 4


@pytest.mark.parametrize(
    ("said", "countries", "expected"),
    [
        (["Worldwide"], ["TN"], True),
        (["Anywhere in the World"], ["GB"], True),
        (["Europe"], ["TN"], False),
        (["Europe"], ["TN", "BE"], True),
        (["EMEA"], ["TN"], True),
        (["EU"], ["GB"], False),
        (["North Africa"], ["TN"], True),
        (["DACH"], ["FR"], False),
        (["Germany, France / UK only"], ["GB"], True),
        (["USA Only"], ["FR"], False),
        (["USA", "Tunisia"], ["TN"], True),
        (["LATAM and Canada"], ["DE"], False),
        (["Zone Nine"], ["DE"], True),
        (["Zone Nine, USA"], ["DE"], False),
        ([], ["DE"], True),
        (["USA"], [], True),
        (["a" * 100_000], ["DE"], True),
    ],
)
def test_where_candidates_may_live(said: list[str], countries: list[str], expected: bool) -> None:
    assert is_open_to(said, countries) is expected


def test_words_and_places_are_matched_without_accents_and_case() -> None:
    record = {"title": "Développeur C++ confirmé", "location": ["Saint-Étienne", "Liège"], "skills": ["Go"]}
    assert mentions(record, ["DEVELOPPEUR confirme"])
    assert mentions(record, ["pilot", "go"])
    assert not mentions(record, ["develop"])
    assert mentions(record, [])
    assert lies_in(record, ["saint etienne"])
    assert not lies_in(record, ["Saint"]) or lies_in(record, ["Liege"])
    assert not lies_in(record, ["Etiennes"])
    assert ordered_places(["Chad", "France"], ["FR"]) == ["France", "Chad"]
