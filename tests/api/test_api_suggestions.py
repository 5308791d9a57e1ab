"""What may be typed, and what moves."""

from __future__ import annotations

from flask import Flask

from app.services import completions, market
from tests.client import CheckingClient
from tests.factories import posting, store

SUGGEST = "/api/v1/jobs/suggestions"


def test_names_are_found_by_the_beginning_of_any_word(app: Flask, client: CheckingClient) -> None:
    with app.app_context():
        store(
            posting(1, title="Développeur Python", company="Nour Systems"),
            posting(2, title="développeur python", company="Médina Développement"),
            posting(3, title="Développeur Python", company="Nour Systems", city="Sfax"),
            posting(4, title="Data engineer", company=None),
        )
    found = client.get(f"{SUGGEST}?q=devel").json
    assert found["titles"] == [{"text": "Développeur Python", "offers": 3}]
    assert found["companies"] == [{"text": "Médina Développement", "offers": 1}]
    found = client.get(f"{SUGGEST}?q=PYTH&limit=1").json
    assert [one["text"] for one in found["titles"]] == ["Développeur Python"]
    assert found["skills"] == [{"id": "python", "name": "Python"}]
    assert client.get(f"{SUGGEST}?q=sys").json["companies"] == [{"text": "Nour Systems", "offers": 2}]
    for odd in ("%25", "_", "%00", "...", "thon", "zzzzzz"):
        assert client.get(f"{SUGGEST}?q={odd}").json == {"skills": [], "titles": [], "companies": []}, odd
    for wrong in ("", "?q=", "?q=a&limit=0", "?q=a&limit=21", f"?q={'a' * 61}"):
        assert client.get(SUGGEST + wrong).status_code == 400


def test_many_names_with_one_beginning_stay_bounded() -> None:
    words = completions.Vocabulary.of(f"Aa {number} " + "b " * 40 for number in range(3000))
    assert len(words.keys) == 3000 * completions.MOST_WORDS
    assert len(words.starting_with("a", 20)) == 20
    assert words.starting_with("b", 5)
    assert completions.Vocabulary.of([None, "", "  ", "!"]).starting_with("a", 5) == ()


def test_what_moves_is_what_the_page_about_the_market_says(app: Flask, client: CheckingClient) -> None:
    with app.app_context():
        store(posting(1), posting(2, country="FR", city="Lyon", company="Nour Systems 1"))
    found = client.get("/api/v1/jobs/trending").json
    with app.app_context():
        page = market.market(market.MarketFilters())
    assert found["total"] == page.total == 2
    assert [(one["id"], one["open"]) for one in found["most_asked"]] == [
        (one.skill, one.open) for one in page.skills
    ]
    assert [one["id"] for one in found["growing"]] == [one.skill for one in page.growing]
    assert found["companies"] == [{"name": "Nour Systems 1", "offers": 2}]
    narrow = client.get("/api/v1/jobs/trending?country=FR&days=30").json
    assert (narrow["total"], narrow["cities"]) == (1, [{"name": "Lyon", "offers": 1}])
    for wrong in ("country=fra", "days=31", "language=%27", "source=A%20B"):
        refused = client.get(f"/api/v1/jobs/trending?{wrong}")
        assert (refused.status_code, list(refused.json["errors"])) == (400, [wrong.split("=")[0]])
