"""Welcome to the Jungle: the key read from a page, the index asked in windows of time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from job_scraper.query import Query
from job_scraper.sources.wttj import SOURCE, parse
from outgoing.endings import Changed
from tests.fake_web import Asked, FakeWeb, Reply, client_for
from tests.job_scraper.sources.majors import (
    CAPTCHA,
    Run,
    all_levels,
    no_trace,
    parsed_postings,
    postings,
    query_for,
    run,
)

SITE, INDEX = "www.welcometothejungle.com", "csekhvms53-dsn.algolia.net"
PATH = "/1/indexes/wttj_jobs_production_fr/query"
KEY = "0123456789abcdefcanary0123456789"


def env(**changes: str) -> str:
    values = {
        "ALGOLIA_APPLICATION_ID": "CSEKHVMS53",
        "ALGOLIA_API_KEY_CLIENT": KEY,
        "ALGOLIA_JOBS_INDEX_PREFIX": "wttj_jobs_production",
        **changes,
    }
    kept = {name: value for name, value in values.items() if value}
    return f"<html><head><script>window.env = {json.dumps(kept)};</script></head><body>Bonjour</body></html>"


def hit(own: str = "abc-1", **changes: Any) -> dict[str, Any]:
    return {
        "objectID": own,
        "reference": own,
        "name": "Data Engineer (H/F)",
        "slug": "data-engineer_paris",
        "language": "fr",
        "contract_type": "full_time",
        "remote": "punctual",
        "offices": [{"city": "Paris", "state": "Île-de-France", "country": "France", "country_code": "FR"}],
        "published_at": "2026-11-18T09:12:00Z",
        "published_at_timestamp": 1_763_457_120,
        "salary_minimum": 45000,
        "salary_maximum": 55000,
        "salary_currency": "EUR",
        "salary_period": "yearly",
        "salary_yearly_minimum": 45000,
        "experience_level_minimum": 3,
        "sectors": [{"name": "Logiciels"}, {"name": {"fr": "Données", "en": "Data"}}],
        "summary": "Rejoignez notre équipe de données.",
        "key_missions": ["Construire des flux", "Veiller à la qualité"],
        "profile": "Vous connaissez Python.",
        "organization": {
            "slug": "exemple",
            "name": "Exemple",
            "logo": {"url": "https://cdn.example.org/logo.png"},
        },
        "_highlightResult": {"name": {"value": "<em>Data</em>"}},
        **changes,
    }


def answer(*hits: Any, total: int | None = None) -> dict[str, Any]:
    return {
        "hits": list(hits),
        "nbHits": len(hits) if total is None else total,
        "page": 0,
        "hitsPerPage": 100,
    }


def options(**changes: Any) -> Query:
    limit = changes.pop("limit", 1000)
    return query_for(SOURCE, limit, **{"queries": ("data",), "search_key": KEY, **changes})


def searched(web: FakeWeb, *replies: Any, **changes: Any) -> Run:
    web.answer(INDEX, PATH, *replies)
    return run(SOURCE, options(**changes), client_for(web))


class Board:
    """Offers published one every ``step`` seconds; gives at most 1000 hits a query, as Algolia does."""

    def __init__(self, count: int, step: float) -> None:
        now = datetime.now(UTC).timestamp()
        self.times = [now - number * step for number in range(count)]

    def __call__(self, asked: Asked) -> dict[str, Any]:
        body = asked.json()
        low, high = (float(each.partition("=")[2]) for each in body["numericFilters"])
        found = [number for number, when in enumerate(self.times) if low <= int(when) <= high]
        first = body["page"] * body["hitsPerPage"]
        part = found[first : min(first + body["hitsPerPage"], 1000)]
        return answer(*(hit(f"n{number}") for number in part), total=len(found))


def test_an_offer_with_all_its_facts(web: FakeWeb) -> None:
    found = searched(web, Reply(answer(hit())))
    assert found.status == "ok"
    [posting] = postings(SOURCE, found.records)
    assert (posting.external_id, posting.title, posting.company) == (
        "abc-1",
        "Data Engineer (H/F)",
        "Exemple",
    )
    assert (posting.city, posting.country, posting.remote) == ("Paris", "FR", "hybrid")
    assert (posting.work_time, posting.years_min, posting.language) == ("full_time", 3, "fr")
    assert posting.salary is not None
    assert (posting.salary.minimum, posting.salary.maximum) == (Decimal(45000), Decimal(55000))
    assert (posting.salary.currency, posting.salary.period) == ("EUR", "year")
    assert posting.published_at == datetime(2026, 11, 18, 9, 12, tzinfo=UTC)
    assert posting.url == "https://www.welcometothejungle.com/fr/companies/exemple/jobs/data-engineer_paris"
    assert posting.company_logo_url == "https://cdn.example.org/logo.png"
    assert posting.company_industry == "Logiciels, Données"
    for part in ("équipe de données", "Construire des flux", "connaissez Python"):
        assert part in posting.description_text


def test_asks_as_the_index_wants_it(web: FakeWeb) -> None:
    searched(web, Reply(answer()), countries=("fr", "BE"), days=2)
    [asked] = web.asked(INDEX)
    assert asked.method == "POST"
    assert asked.headers["x-algolia-application-id"] == "CSEKHVMS53"
    assert asked.headers["x-algolia-api-key"] == KEY
    assert asked.headers["referer"] == "https://www.welcometothejungle.com/"
    assert asked.headers["origin"] == "https://www.welcometothejungle.com"
    body = asked.json()
    assert (body["query"], body["page"], body["hitsPerPage"]) == ("data", 0, 100)
    assert body["facetFilters"] == [["offices.country_code:FR", "offices.country_code:BE"]]
    low, high = (int(each.partition("=")[2]) for each in body["numericFilters"])
    assert high - low == 2 * 86_400


def test_the_key_is_read_from_a_page(web: FakeWeb) -> None:
    other = env(ALGOLIA_APPLICATION_ID="OTHERAPP1", ALGOLIA_JOBS_INDEX_PREFIX="jobs_new")
    web.answer(SITE, "/fr", body=other)
    web.answer("otherapp1-dsn.algolia.net", "/1/indexes/jobs_new_en/query", body=answer(hit()))
    found = run(SOURCE, options(search_key="", language="en"), client_for(web))
    assert found.ids == ["abc-1"]
    assert web.asked("otherapp1-dsn.algolia.net")[0].headers["x-algolia-api-key"] == KEY
    assert len(web.asked(SITE)) == 1


def test_a_page_with_the_key_alone_will_do(web: FakeWeb) -> None:
    web.answer(SITE, "/fr", body=env(ALGOLIA_APPLICATION_ID="", ALGOLIA_JOBS_INDEX_PREFIX=""))
    web.answer(INDEX, PATH, body=answer(hit()))
    assert run(SOURCE, options(search_key=""), client_for(web)).ids == ["abc-1"]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply("", 202, {"x-amzn-waf-action": "challenge"}), "blocked"),
        (Reply("<html></html>", 200, {"x-amzn-waf-action": "challenge"}), "blocked"),
        (Reply(CAPTCHA), "blocked"),
        (Reply("", 403), "blocked"),
        (Reply("", 999), "blocked"),
        (Reply("", 429), "quota"),
        (Reply("", 503), "failed"),
        (Reply("<html>Bonjour</html>"), "changed"),
        (Reply(env(ALGOLIA_API_KEY_CLIENT="")), "changed"),
        (Reply(env(ALGOLIA_API_KEY_CLIENT="short")), "changed"),
        (Reply(env().replace("window.env", "window.config")), "changed"),
        (Reply(env(), 404), "changed"),
        (Reply("window.env = " + "<div>" * 50_000), "changed"),
    ],
)
def test_no_key_on_the_page(web: FakeWeb, reply: Reply, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    all_levels(caplog)
    web.answer(SITE, "/fr", reply)
    web.answer(INDEX, PATH, body=answer(hit()))
    found = run(SOURCE, options(search_key=""), client_for(web))
    assert (found.status, web.asked(INDEX)) == (kind, [])
    no_trace(KEY, found, caplog)


def test_a_host_of_the_pages_own_choice_is_not_asked(web: FakeWeb) -> None:
    web.answer(SITE, "/fr", body=env(ALGOLIA_APPLICATION_ID="evil.example/x?"))
    web.answer(INDEX, PATH, body=answer(hit()))
    assert run(SOURCE, options(search_key=""), client_for(web)).ids == ["abc-1"]


@pytest.mark.parametrize(
    "page", ["https://evil.example/fr", "https://welcometothejungle.com.evil.example/", "", "fr"]
)
def test_the_page_must_be_of_the_site(web: FakeWeb, page: str) -> None:
    assert (
        run(SOURCE, options(search_key="", key_page=page), client_for(web, "evil.example")).status == "failed"
    )
    assert not web.requests


def test_robots_txt_of_the_site_is_obeyed(web: FakeWeb) -> None:
    web.answer(SITE, "/robots.txt", body="User-agent: *\nDisallow: /fr\n")
    web.answer(SITE, "/fr", body=env())
    found = run(SOURCE, options(search_key=""), client_for(web))
    assert found.status == "blocked"
    assert [each.path for each in web.asked(SITE)] == ["/robots.txt"]


def test_pages_until_the_total(web: FakeWeb) -> None:
    found = searched(web, Board(230, 60))
    assert len(set(found.ids)) == len(found.ids) == 230
    assert [each.json()["page"] for each in web.asked(INDEX)] == [0, 1, 2]
    assert found.pages[-1].progress == 1.0
    assert found.pages[0].message == "Keyword 1/1: data"


def test_more_than_a_thousand_are_split_by_time(web: FakeWeb) -> None:
    found = searched(web, Board(2500, 200), limit=5000)
    assert len(set(found.ids)) == len(found.ids) == 2500
    assert not found.notes
    assert all(each.json()["page"] <= 9 for each in web.asked(INDEX))


def test_a_limit_of_a_thousand_needs_no_splitting(web: FakeWeb) -> None:
    found = searched(web, Board(2500, 200), limit=150)
    assert (len(found.ids), len(web.asked(INDEX))) == (150, 2)


def test_several_keywords_bring_an_offer_once(web: FakeWeb) -> None:
    found = searched(web, Reply(answer(hit("a"), hit("b"))), queries=("x", "y"))
    assert found.ids == ["a", "b"]
    assert [each.json()["query"] for each in web.asked(INDEX)] == ["x", "y"]


def test_nothing_found_is_said(web: FakeWeb) -> None:
    found = searched(web, Reply(answer()), queries=())
    assert found.pages[0].parsed.says_none
    assert found.pages[0].message == "Keyword 1/1: all offers"


def test_no_hits_of_many_is_not_said_to_be_none() -> None:
    assert not parse(json.dumps(answer(total=50)).encode()).says_none


@pytest.mark.parametrize(
    ("reply", "kind", "says"),
    [
        (Reply({"message": "Method not allowed with this referer", "status": 403}, 403), "auth", "referer"),
        (Reply({"message": f"Invalid Application-ID or API key {KEY}"}, 403), "auth", "Invalid"),
        (Reply({"message": "no"}, 401), "auth", "no"),
        (Reply({"message": "invalid filter"}, 400), "failed", "invalid filter"),
        (Reply({"message": "Index does not exist"}, 404), "changed", "does not exist"),
        (Reply("", 202, {"x-amzn-waf-action": "challenge"}), "blocked", "puzzle"),
        (Reply("", 429, {"Retry-After": "30"}), "quota", "30 s"),
        (Reply("", 429), "quota", "asked too often"),
        (Reply("", 999), "blocked", "999"),
        (Reply("", 503), "failed", "503"),
        (Reply(CAPTCHA), "blocked", "person"),
        (Reply({"results": []}), "changed", "hits"),
        (Reply({"hits": {}}), "changed", "hits"),
        (Reply(json.dumps(answer(hit()))[:-50]), "changed", "JSON"),
        (Reply(answer({"title": "renamed"})), "changed", "none of 1"),
    ],
)
def test_what_an_answer_means(
    web: FakeWeb, reply: Reply, kind: str, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    all_levels(caplog)
    found = searched(web, reply)
    assert found.status == kind
    assert says in str(found.fault)
    no_trace(KEY, found, caplog)


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"contract_type": "vie"}, "contract", "fixed_term"),
        ({"contract_type": "internship"}, "contract", "internship"),
        ({"contract_type": "apprenticeship"}, "contract", "apprenticeship"),
        ({"contract_type": "freelance"}, "contract", "freelance"),
        ({"contract_type": "temporary"}, "contract", "temporary"),
        ({"contract_type": "part_time"}, "work_time", "part_time"),
        ({"contract_type": {"en": 1}}, "work_time", None),
        ({"remote": "fulltime"}, "remote", "remote"),
        ({"remote": "partial"}, "remote", "hybrid"),
        ({"remote": "no"}, "remote", "onsite"),
        ({"remote": "unknown"}, "remote", None),
        ({"offices": [{}, {"city": "Berlin", "country_code": "DE"}]}, "country", "DE"),
        ({"offices": [{}, {"city": "Berlin", "country_code": "DE"}]}, "city", "Berlin"),
        ({"offices": None}, "city", None),
        ({"offices": "Paris"}, "city", None),
        ({"salary_minimum": None, "salary_maximum": None}, "salary", None),
        ({"organization": None}, "company", None),
        ({"organization": {"name": "Exemple"}}, "url", None),
        (
            {"language": "en"},
            "url",
            "https://www.welcometothejungle.com/en/companies/exemple/jobs/data-engineer_paris",
        ),
        (
            {"slug": "a/../b?c"},
            "url",
            "https://www.welcometothejungle.com/fr/companies/exemple/jobs/a%2F..%2Fb%3Fc",
        ),
        ({"published_at": None, "published_at_timestamp": None}, "published_at", None),
        ({"sectors": [None, 3, {}]}, "company_industry", None),
    ],
)
def test_variants_of_an_offer(change: dict[str, Any], field: str, value: object) -> None:
    [posting] = parsed_postings(SOURCE, parse(json.dumps(answer(hit(**change))).encode()))
    assert getattr(posting, field) == value


def test_broken_items_cost_only_themselves() -> None:
    found = parse(json.dumps(answer(hit("a"), None, 7, {}, hit("b", name=""), hit("c"))).encode())
    assert [record["id"] for record in found.records] == ["a", "c"]
    assert len(found.broken) == 4


def test_a_total_that_cannot_be_is_no_total() -> None:
    for total in (-1, 0, True, "5", None):
        assert parse(json.dumps({"hits": [hit()], "nbHits": total}).encode()).total is None


def test_all_broken_means_a_change() -> None:
    with pytest.raises(Changed):
        parse(b'{"hits": [1, 2], "nbHits": 2}')


def test_is_off_and_says_why() -> None:
    assert not SOURCE.is_on
    assert SOURCE.why_off
    assert SOURCE.instead
    assert SOURCE.terms.verdict == "forbidden"
    assert SOURCE.secrets == ("search_key",)
