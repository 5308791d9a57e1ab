"""Turned around, saved searches find the very offers that the search page finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.search.filters import Filters, clean_text
from app.extensions import db
from app.services.alerts.searching import new_offers, percolator
from app.services.search import offers
from tests.factories import NOW, posting, salary, store

# Accents, signs, ligatures, other scripts, marks inside words, and what no word is made of.
WORDS = (
    "python", "Python", "pythonic", "café", "CAFÉ", "cafe", "naïve", "C++", "C#", "c", "node.js", "full-stack",
    "full", "stack", "l'été", "été", "ete", "Ærø", "straße", "مهندس", "برمجيات", "разработчик", "data", "database",
    "engineer", "ingénieur", "e\u0301te\u0301", "Tunis", "Sfax", "senior", "1000", "3d", "a+b", "日本", "--", "@",
)  # fmt: skip
ON_POSTGRES = frozenset({"a+b", "日本", "@", "--", "C++", "C#"})  # its parser has ways of its own with these
PLACES = ("Tunis", "Grand Tunis", "Sfax, Tunisia", "Île-de-France", "Paris 11e", "Köln", None)
SKILLS = ("python", "docker", "sql")
CODES: dict[str, tuple[Any, ...]] = {
    "country": ("TN", "FR", "DE", None),
    "job_type": ("permanent", "internship", None),
    "contract_type": ("full_time", "part_time", None),
    "experience_level": ("junior", "senior", None),
    "remote": ("hybrid", "remote", None),
    "source": ("one", "two"),
    "language": ("fr", "en", None),
}


def offer(chance: random.Random, number: int) -> Any:
    def text(most: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))

    code = {name: chance.choice(values) for name, values in CODES.items()}
    return posting(
        number,
        source=code["source"],
        title=f"{text(3)} {number}",
        company=chance.choice((f"{text(2)} {number}", None)),
        location=chance.choice(PLACES),
        description_text=f"{text(8)}. {text(8)}",
        country=code["country"],
        contract=code["job_type"],
        work_time=code["contract_type"],
        level=code["experience_level"],
        remote=code["remote"],
        language=code["language"],
        skills=tuple(chance.sample(SKILLS, chance.randrange(3))),
        salary=chance.choice((None, salary(20_000, 30_000), salary(45_000, 60_000))),
        published_at=NOW,
    )


@pytest.fixture
def listed(context: Flask) -> Iterator[Flask]:
    chance = random.Random(11)
    store(*(offer(chance, number) for number in range(150)))
    yield context
    db.session.rollback()


def a_word() -> st.SearchStrategy[str]:
    """As the search page hands them on: accents are one character with their letter."""
    on_sqlite = db.engine.dialect.name == "sqlite"
    return st.sampled_from([clean_text(word) for word in WORDS if on_sqlite or word not in ON_POSTGRES])


@st.composite
def a_text(draw: st.DrawFn, most: int = 3) -> str:
    """Words, phrases, beginnings and exclusions as somebody types them."""
    parts = []
    for _ in range(draw(st.integers(0, most))):
        words = draw(st.lists(a_word(), min_size=1, max_size=2))
        form = draw(st.sampled_from(("word", "word", "phrase", "prefix", "without", "without phrase")))
        if form == "prefix":
            plain = words[0].isalnum() and len(words[0]) > 2
            parts.append(f"{words[0][:4]}*" if plain else words[0])
        else:
            parts.append(
                {
                    "word": words[0],
                    "phrase": f'"{" ".join(words)}"',
                    "without": f"-{words[0]}",
                    "without phrase": f'-"{" ".join(words)}"',
                }[form]
            )
    return " ".join(parts)


@st.composite
def a_search(draw: st.DrawFn) -> Filters:
    facets = {
        name: tuple(draw(st.lists(st.sampled_from([one for one in values if one]), max_size=2, unique=True)))
        for name, values in CODES.items()
        if draw(st.integers(0, 5)) == 0
    }
    return Filters(
        keyword=draw(a_text()),
        company=draw(a_text(1)) if draw(st.integers(0, 4)) == 0 else "",
        location=draw(
            st.sampled_from(
                ("", "", "Tunis", "tunisia", "remote", "Tunis | Paris", "-Sfax", "kol*", "ile de")
            )
        ),
        skill=tuple(draw(st.lists(st.sampled_from(SKILLS), max_size=2, unique=True)))
        if draw(st.booleans())
        else (),
        salary_min=draw(st.sampled_from((None, None, 0, 25_000, 50_000))),
        with_salary=draw(st.integers(0, 5)) == 0,
        date_range=draw(st.sampled_from(("all", "all", "1week"))),
        **facets,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_both_ways_find_the_same(listed: Flask, data: st.DataObject) -> None:
    searches = data.draw(st.lists(a_search(), min_size=1, max_size=12))
    turned = percolator(enumerate(searches)).find(new_offers())
    for number, filters in enumerate(searches):
        page = sorted(offers.find(filters, per_page=1000).ids)
        assert sorted(turned.get(number, [])) == page, filters


def test_most_searches_of_the_test_find_something(listed: Flask) -> None:
    chance = random.Random(3)
    words = [word for word in WORDS if word.strip("-@")]
    searches = [Filters(keyword=chance.choice(words)) for _ in range(100)]
    found = percolator(enumerate(searches)).find(new_offers())
    assert len(found) > 60


def test_a_search_for_nothing_in_particular_finds_every_offer(listed: Flask) -> None:
    assert len(percolator([(1, Filters())]).find(new_offers())[1]) == len(offers.offer_index())


def test_more_than_one_batch(listed: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    every, searches = new_offers(), [(1, Filters(keyword="python")), (2, Filters(country=("TN",)))]
    whole = percolator(searches).find(every)
    monkeypatch.setattr("app.core.alerts.percolator.AT_ONCE", 7)
    assert percolator(searches).find(every) == whole
