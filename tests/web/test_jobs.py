"""Searching offers and looking at one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.client import CheckingClient, tree, words
from tests.factories import NOW, posting, salary, store


@pytest.fixture
def offers(app: Flask) -> list[int]:
    with app.app_context():
        return store(
            posting(1, title="Développeur Python", description_text="Django et C++ à Tunis.", language="fr"),
            posting(2, title="Java developer", city="Paris", location="Paris, France", country="FR", contract="internship",
                    description_text="JavaScript is not needed.", salary=salary(30_000, 40_000)),
            posting(3, title="Data engineer", city="Lyon", location="Lyon, France", country="FR", remote="remote",
                    description_text="SQL and Python, chef de projet data.", salary=salary(60_000, 70_000),
                    published_at=NOW - timedelta(days=20)),
            posting(4, title="Krankenpfleger", city="Berlin", location="Berlin, Deutschland", country="DE",
                    level="senior", work_time="part_time", description_text="Pflege im Krankenhaus.", language="de"),
        )  # fmt: skip


def titles(client: CheckingClient, query: str) -> list[str]:
    answer = client.get(f"/api/search?{query}")
    assert answer.status_code == 200, answer.text
    return [job["title"] for job in answer.json["jobs"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("keyword=developpeur", ["Développeur Python"]),
        ("keyword=DÉVELOPPEUR", ["Développeur Python"]),
        ("keyword=java", ["Java developer"]),
        ("keyword=java*", ["Java developer"]),
        ("keyword=develop*", ["Développeur Python", "Java developer"]),
        ("keyword=%22chef+de+projet%22", ["Data engineer"]),
        ("keyword=python+-django", ["Data engineer"]),
        ("keyword=-python", ["Java developer", "Krankenpfleger"]),
        ("keyword=c%2B%2B", ["Développeur Python"]),
        ("keyword=%25", ["Data engineer", "Développeur Python", "Java developer", "Krankenpfleger"]),
        ("location=Tunis", ["Développeur Python"]),
        ("location=France", ["Data engineer", "Java developer"]),
        ("location=remote", ["Data engineer"]),
        ("company=%22nour+systems+4%22", ["Krankenpfleger"]),
        ("job_type=Stage", ["Java developer"]),
        ("contract_type=Temps+partiel", ["Krankenpfleger"]),
        ("country=FR&country=DE&language=de", ["Krankenpfleger"]),
        ("experience_level=senior", ["Krankenpfleger"]),
        ("date_range=1week&country=FR", ["Java developer"]),
        ("salary_min=50000", ["Data engineer"]),
        ("skill=sql", ["Data engineer"]),
        ("source=nowhere", []),
    ],
)
def test_finds_by_words_and_filters(
    client: CheckingClient, offers: list[int], query: str, found: list[str]
) -> None:
    assert sorted(titles(client, query)) == sorted(found)


def test_orders(client: CheckingClient, offers: list[int]) -> None:
    assert titles(client, "sort=salary")[:2] == ["Data engineer", "Java developer"]
    assert titles(client, "sort=newest")[-1] == "Data engineer"
    assert titles(client, "keyword=python&sort=relevance")[0] == "Développeur Python"


def test_the_seed_s_answer(client: CheckingClient, offers: list[int]) -> None:
    body = client.get("/api/search?keyword=data").json
    assert body["success"] is True
    assert body["stats"] == {"total_jobs": 1, "total_pages": 1, "current_page": 1, "per_page": 20}
    assert {
        "id",
        "title",
        "company",
        "location",
        "job_url",
        "date",
        "contrat",
        "job_type",
        "salary",
        "source",
    } <= set(body["jobs"][0])


def test_pages_of_twenty(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        store(*(posting(n, title=f"Offer {n}", company=f"C{n}") for n in range(45)))
    stats = client.get("/api/search?page=3").json["stats"]
    assert (stats["total_jobs"], stats["total_pages"], stats["current_page"]) == (45, 3, 3)
    seen = [title for page in (1, 2, 3) for title in titles(client, f"page={page}")]
    assert len(seen) == len(set(seen)) == 45
    assert titles(client, "page=9") == []
    assert client.get("/?page=9").status_code == 200


def test_counts_and_chips_on_the_page(client: CheckingClient, offers: list[int]) -> None:
    page = tree(client.get("/?country=FR&keyword=python"))
    text = " ".join(page.text_content().split())
    assert "Data engineer" in text
    assert "Java developer" not in text
    assert page.xpath("//a[contains(@href, 'keyword=python') and not(contains(@href, 'country'))]")


def test_nothing_found_offers_wider_searches(client: CheckingClient, offers: list[int]) -> None:
    page = tree(client.get("/?keyword=krankenpfleger&country=FR"))
    links = page.xpath("//a/@href")
    assert "/?keyword=krankenpfleger" in links


def test_an_offer_shows_where_it_comes_from_and_links_out_safely(
    client: CheckingClient, offers: list[int]
) -> None:
    page = tree(client.get(f"/job/{offers[1]}"))
    links = page.xpath("//a[@href='https://jobs.example.org/2']")
    assert links
    assert all({"noopener", "nofollow"} <= set(link.get("rel").split()) for link in links)
    assert "Java developer" in page.text_content()


def test_an_unknown_offer_is_not_found(client: CheckingClient) -> None:
    for missing in ("1", "0", "9" * 25):
        assert client.get(f"/job/{missing}").status_code == 404
    assert client.get("/job/-1").status_code == 404
    assert client.get("/job/abc").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=" + "9" * 25, "page=x", "sort=x", "salary_min=-5", "keyword=" + "x" * 300],
)
@pytest.mark.parametrize("path", ["/", "/api/search", "/recommendations"])
def test_wrong_parameters_are_named(client: CheckingClient, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}")
    if path == "/recommendations":
        assert answer.status_code in {302, 400}
        return
    assert answer.status_code == 400
    if path == "/api/search":
        assert answer.json["code"] == "invalid_filter"
        assert query.split("=", maxsplit=1)[0] in answer.json["errors"]


SYNTAX = (
    '"', '" OR 1', "NEAR(", "a AND", "title:", "*", "'; DROP TABLE jobs", "{{7*7}}", "\x00", "\ud800", "()", "^x", "+",
    "skills_codes : x", "\u202eabc",
)  # fmt: skip


@pytest.mark.parametrize("word", SYNTAX)
def test_no_word_is_syntax(client: CheckingClient, offers: list[int], word: str) -> None:
    raw = word.encode("utf-8", "surrogatepass")
    answer = client.get(
        "/", query_string={"keyword": raw, "location": raw, "company": "x"}, check="{{" not in word
    )
    assert answer.status_code == 200
    assert "{{" not in word or word in answer.text


def test_a_description_cannot_run_anything(client: CheckingClient, app: Flask) -> None:
    from job_scraper.record import posting_from_record

    attack = (
        "<p>Good</p><script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>"
    )
    with app.app_context():
        [job_id] = store(posting_from_record(
            {"title": "<b onmouseover=x>Job</b>", "description": attack * 3, "company": "<script>x</script>Co", "id": "1"},
            "test", NOW))  # fmt: skip
    text = client.get(f"/job/{job_id}").text
    for trace in ("<script>alert", "onerror", "javascript:", "onmouseover"):
        assert trace not in text


def test_an_import_is_seen_at_once_by_every_process(client: CheckingClient, app: Flask) -> None:
    assert titles(client, "keyword=python") == []
    with app.app_context():
        store(posting(1))
    assert titles(client, "keyword=python") == ["Python developer 1"]


def test_search_history_belongs_to_people_with_data(
    client: CheckingClient, app: Flask, offers: list[int]
) -> None:
    from tests.client import sign_in
    from tests.factories import make_user

    client.get("/?keyword=python")
    with app.app_context():
        user_id = make_user()
    sign_in(client, user_id)
    for query in ("keyword=python&country=FR", "keyword=java", "keyword=python&country=FR", ""):
        client.get(f"/?{query}")
    entries = tree(client.get("/searches")).xpath("//form[contains(@action, '/delete')]/@action")
    assert len(entries) == 2, "repeating a search moves it, the bare list is none"
    client.send(entries[0])
    assert "python" not in words(client.get("/searches"))
    client.send("/searches/clear")
    assert "java" not in words(client.get("/searches"))


def test_an_offer_names_its_source_as_the_source_asks(app: Flask, client: CheckingClient) -> None:
    with app.app_context():
        (theirs, other) = store(
            posting(71, source="france_travail", raw={"dateActualisation": "2026-03-05T10:00:00.000Z"}),
            posting(72, source="somewhere", title="Baker"),
        )
    page = client.get(f"/job/{theirs}")
    links = tree(page).xpath("//aside//dd/a/@href")
    assert "https://francetravail.io/" in " ".join(links) or "francetravail" in " ".join(links)
    assert "Source: France Travail" in words(page)
    assert "Changed at the sourceMar 5, 2026" in words(page)
    assert "somewhere" in words(client.get(f"/job/{other}"))
