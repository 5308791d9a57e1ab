"""Searches kept under a name: what is stored, what is new, and that each is its owner's alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.search.filters import Filters
from app.core.search.query import parse_terms
from app.errors import BadInput, NotFound
from app.models import SearchPreference, utc_now
from app.services import accounts, guests, saved_searches
from app.services.saved_searches import Wish
from tests.factories import make_user, posting, salary, store

FULL = Filters(
    keyword='python "data science" -stage devel*',
    location="Tunis | Sfax",
    company="Atlas",
    country=("TN", "FR"),
    job_type=("permanent",),
    contract_type=("full_time",),
    experience_level=("mid",),
    remote=("hybrid",),
    source=("demo",),
    language=("fr",),
    skill=("python", "sql"),
    salary_min=30_000,
    with_salary=True,
    date_range="1month",
)


def save(user_id: int, filters: Filters = FULL, name: str = "Mine") -> int:
    return saved_searches.save(user_id, Wish(name, filters))


def new_in(user_id: int) -> list[int]:
    return [one.new for one in saved_searches.of_person(user_id)]


@pytest.fixture
def amel(context: Flask) -> int:
    return make_user()


def test_everything_of_a_search_comes_back(amel: int) -> None:
    found = saved_searches.find(amel, save(amel))
    assert found.filters == FULL
    row = saved_searches.get(amel, found.id)
    assert row.keywords == ["python", '"data science"', "-stage", "devel*"]
    assert row.cities == ["Tunis", "Sfax"]
    assert (row.countries, row.skills, row.remote_policy) == (["TN", "FR"], ["python", "sql"], ["hybrid"])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(keyword=st.text("ab é\"-*|'_#+", max_size=25))
def test_words_mean_the_same_after_being_stored(context: Flask, keyword: str) -> None:
    row = SearchPreference(
        query=[],
        cities=[],
        countries=[],
        contract_types=[],
        experience_levels=[],
        remote_policy=[],
        skills=[],
    )
    saved_searches._fill(row, Wish("x", Filters(keyword=keyword)))
    assert parse_terms(saved_searches.filters_of(row).keyword) == parse_terms(keyword)


def test_the_same_search_is_saved_once_and_names_differ(amel: int) -> None:
    first = save(amel)
    assert save(amel, replace(FULL, page=3, sort="newest"), "Other") == first
    second = save(amel, Filters(keyword="nurse"))
    assert saved_searches.find(amel, second).name == "Mine 2"
    same = saved_searches.find_same(amel, replace(FULL, keyword=f" {FULL.keyword} "))
    assert same
    assert same.id == first


def test_a_search_of_everything_is_not_saved(amel: int) -> None:
    with pytest.raises(BadInput):
        save(amel, Filters(sort="newest"))


def test_there_is_an_end_to_saving(amel: int) -> None:
    for number in range(saved_searches.MOST):
        save(amel, Filters(keyword=f"word{number}"))
    with pytest.raises(BadInput, match="50"):
        save(amel, Filters(keyword="one more"))


def test_what_is_new_is_counted_until_it_is_looked_at(amel: int) -> None:
    with time_machine.travel(utc_now() - timedelta(days=3)):
        store(posting(1))
        search_id = save(amel, Filters(keyword="python"))
        assert new_in(amel) == [0]
    store(
        posting(2, title="Python tester", company="Atlas"),
        posting(3, title="Nurse", description_text="Care."),
    )
    assert new_in(amel) == [1]
    store(posting(1, description_text="Python, Docker and more words than before."))
    assert new_in(amel) == [1], "an old offer that changed is not new"
    assert saved_searches.visit(amel, search_id) == "/?keyword=python&sort=newest"
    assert new_in(amel) == [0]
    assert saved_searches.visit(amel, search_id) == "/?keyword=python"


def test_a_search_finds_offers_in_any_of_its_towns(amel: int) -> None:
    with time_machine.travel(utc_now() - timedelta(days=1)):
        save(amel, Filters(keyword="python", location="Sfax | Lyon"))
    store(
        posting(1, location="Sfax, Tunisia", company="A"),
        posting(2, location="Lyon, France", company="B", salary=salary(1, 2)),
        posting(3, location="Paris", company="C"),
    )
    assert new_in(amel) == [2]


def test_one_is_the_default(amel: int) -> None:
    first, second = save(amel), save(amel, Filters(keyword="nurse"), "Nurse")
    assert saved_searches.find_default(amel) is None
    for chosen in (first, second, second):
        saved_searches.set_default(amel, chosen, is_default=True)
        default = saved_searches.find_default(amel)
        assert default
        assert default.id == chosen
    assert [one.is_default for one in saved_searches.of_person(amel)] == [True, False]
    saved_searches.set_default(amel, second, is_default=False)
    assert saved_searches.find_default(amel) is None


def test_renaming_and_changing(amel: int) -> None:
    first, _second = save(amel), save(amel, Filters(keyword="nurse"), "Nurse")
    saved_searches.change(
        amel, first, Wish("Renamed", Filters(keyword="welder"), 50_000, ("Health",), ("11-50",))
    )
    found = saved_searches.find(amel, first)
    assert (found.name, found.filters.keyword, found.salary_max) == ("Renamed", "welder", 50_000)
    assert (found.industries, found.sizes) == (("Health",), ("11-50",))
    with pytest.raises(BadInput, match="name"):
        saved_searches.change(amel, first, Wish("Nurse", FULL))
    with pytest.raises(BadInput):
        saved_searches.change(amel, first, Wish("Empty", Filters()))


def test_others_do_not_have_it(amel: int) -> None:
    nadia, search_id = make_user("nadia@example.org"), save(amel)
    for action in (saved_searches.find, saved_searches.visit, saved_searches.delete):
        with pytest.raises(NotFound):
            action(nadia, search_id)
    with pytest.raises(NotFound):
        saved_searches.set_default(nadia, search_id, is_default=True)
    assert saved_searches.of_person(nadia) == ()
    saved_searches.delete(amel, search_id)
    assert saved_searches.of_person(amel) == ()


def test_a_guest_s_searches_go_to_the_account(amel: int) -> None:
    save(amel)
    guest = accounts.create_guest().id
    save(guest)
    other = save(guest, Filters(keyword="nurse"))
    saved_searches.set_default(guest, other, is_default=True)
    guests.adopt(guest, amel)
    assert [(one.name, one.is_default) for one in saved_searches.of_person(amel)] == [
        ("Mine 2", True),
        ("Mine", False),
    ]
