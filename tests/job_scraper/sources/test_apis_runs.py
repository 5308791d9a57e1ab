"""Searches, pages, limits, duplicates and progress of the job interfaces, over the real client."""

from __future__ import annotations

from base64 import b64decode, b64encode
from itertools import pairwise
from typing import Any

import pytest

from job_scraper.page import Page
from job_scraper.registry import all_sources
from outgoing.endings import Blocked, Failed, QuotaUsedUp
from tests.fake_web import Asked, FakeWeb, Reply, client_for
from tests.job_scraper.sources import api_answers as answers
from tests.job_scraper.sources.api_runs import answer_with, asked, ids, query_for, run

NAMES = sorted(answers.ITEMS)
SIZES = {"adzuna": 50, "himalayas": 20, "careerjet": 100, "jooble": 20, "reed": 100, "bundesagentur": 50}
PAGED = (*SIZES, "arbeitnow", "the_muse")


def page_of(name: str, request: Asked) -> int:
    """Counted from 1, whatever the interface counts from."""
    if name == "adzuna":
        return int(request.path.rpartition("/")[2])
    if name == "reed":
        return int(request.params["resultsToSkip"]) // 100 + 1
    if name == "jooble":
        return int(request.json()["page"])
    return int(request.params.get("page", 1)) + (name == "the_muse")


def with_pages(web: FakeWeb, name: str, pages: int, total: int | None = None) -> None:
    """Full pages of different offers, the last one shorter."""
    size = SIZES.get(name, 10)

    def answer(request: Asked) -> dict[str, Any]:
        page = page_of(name, request)
        count = size if page < pages else 3 if page == pages else 0
        first = page * 1000
        known = (pages - 1) * size + 3 if total is None else total
        return answers.listed(name, answers.items(name, *range(first, first + count)), known, page, pages)

    answer_with(web, name, answer)


def assert_grows(pages: list[Page]) -> None:
    assert all(one.progress <= other.progress for one, other in pairwise(pages))
    assert all(0 < page.progress <= 1 for page in pages)
    assert pages[-1].progress == 1.0
    assert all(page.message for page in pages)


@pytest.mark.parametrize("name", NAMES)
def test_one_page_of_offers(web: FakeWeb, name: str) -> None:
    answer_with(web, name, lambda _asked: answers.listed(name, answers.items(name, 1, 2, 3)))
    pages = run(name, web)
    assert len(ids(pages)) == 3
    assert len(asked(web, name)) == 1
    assert_grows(pages)
    assert not any(page.head or page.notes for page in pages)


@pytest.mark.parametrize("name", PAGED)
def test_pages_until_the_last(web: FakeWeb, name: str) -> None:
    with_pages(web, name, 3)
    pages = run(name, web, pages=9)
    assert [page_of(name, each) for each in asked(web, name)] == [1, 2, 3]
    assert len(set(ids(pages))) == len(ids(pages)) == 2 * SIZES.get(name, 10) + 3
    assert_grows(pages)


@pytest.mark.parametrize("name", PAGED)
def test_no_more_pages_than_set(web: FakeWeb, name: str) -> None:
    with_pages(web, name, 9)
    pages = run(name, web, pages=2)
    assert len(asked(web, name)) == len(pages) == 2
    assert_grows(pages)


@pytest.mark.parametrize("name", PAGED)
def test_a_page_that_comes_again_ends_it(web: FakeWeb, name: str) -> None:
    size = SIZES.get(name, 10)
    same = answers.items(name, *range(size))
    answer_with(web, name, lambda _asked: answers.listed(name, same, 9999, 1, 9))
    pages = run(name, web, pages=9)
    assert len(asked(web, name)) == 2
    assert len(ids(pages)) == size
    assert pages[-1].progress == 1.0


@pytest.mark.parametrize("name", NAMES)
def test_the_limit_ends_it(web: FakeWeb, name: str) -> None:
    size = SIZES.get(name, 10)
    with_pages(web, name, 9)
    pages = run(name, web, limit=size + 2 if name in PAGED else 5, pages=9)
    assert len(ids(pages)) == (size + 2 if name in PAGED else 5)
    assert len(asked(web, name)) == (2 if name in PAGED else 1)
    assert_grows(pages)
    web.requests.clear()
    assert run(name, web, limit=0) == []
    assert web.requests == []


SEVERAL: dict[str, dict[str, Any]] = {
    "adzuna": {"keywords": ["data", "python"], "countries": ["FR", "DE"]},
    "himalayas": {"keywords": ["data", "python"], "worldwide": True},
    "the_muse": {"places": ["Berlin, Germany", "Paris, France", "London, United Kingdom", "Tunis, Tunisia"]},
    "jobicy": {"keywords": ["data", "python"], "countries": ["FR", "DE"]},
    "careerjet": {"keywords": ["data", "python"], "locales": ["fr_BE", "nl_BE"]},
    "jooble": {"keywords": ["data", "python"], "places": ["Tunis", "Sfax"]},
    "reed": {"keywords": ["data", "python"], "places": ["Leeds", "York"]},
    "bundesagentur": {"keywords": ["data", "python"], "places": ["Leipzig", "Berlin"]},
}


@pytest.mark.parametrize("name", sorted(SEVERAL))
def test_every_search_is_asked_and_an_offer_of_two_comes_once(web: FakeWeb, name: str) -> None:
    numbers = iter(range(100, 200))
    answer_with(web, name, lambda _asked: answers.listed(name, answers.items(name, 1, next(numbers))))
    pages = run(name, web, **SEVERAL[name])
    assert len(asked(web, name)) == len(pages) == 4
    assert len(ids(pages)) == len(set(ids(pages))) == 5
    assert [page.message.partition(":")[0] for page in pages] == [f"Search {n}/4" for n in range(1, 5)]
    assert [page.progress for page in pages] == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize("name", sorted(SEVERAL))
def test_what_one_search_has_brought_counts_for_the_limit_of_all(web: FakeWeb, name: str) -> None:
    numbers = iter(range(100, 200))
    answer_with(
        web, name, lambda _asked: answers.listed(name, answers.items(name, next(numbers), next(numbers)))
    )
    pages = run(name, web, limit=3, **SEVERAL[name])
    assert (len(asked(web, name)), len(ids(pages))) == (2, 3)
    assert pages[-1].progress == 1.0


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_answer_is_no_fault(web: FakeWeb, name: str) -> None:
    answer_with(web, name, lambda _asked: answers.listed(name, []))
    pages = run(name, web)
    assert [(page.parsed.says_none, page.head) for page in pages] == [(True, "")]


@pytest.mark.parametrize("name", NAMES)
def test_the_beginning_of_an_answer_with_broken_items_is_kept(web: FakeWeb, name: str) -> None:
    answer_with(web, name, lambda _asked: answers.listed(name, [{"unheard": "of"}, *answers.items(name, 1)]))
    pages = run(name, web)
    assert len(pages[0].parsed.broken) == 1
    assert "unheard" in pages[0].head
    assert len(ids(pages)) == 1


def test_adzuna_is_asked_as_documented(web: FakeWeb) -> None:
    answer_with(web, "adzuna", lambda _asked: answers.listed("adzuna", [answers.ADZUNA]))
    run("adzuna", web, keywords=["chef de projet"], places=["Lille"], days=3, countries=["gb"])
    request = asked(web, "adzuna")[0]
    assert (request.method, request.path) == ("GET", "/v1/api/jobs/gb/search/1")
    assert request.params == {
        "app_id": "ab12cd34",
        "app_key": "canary-5d2f9c71e0a84b36",
        "results_per_page": "50",
        "sort_by": "date",
        "content-type": "application/json",
        "what": "chef de projet",
        "where": "Lille",
        "max_days_old": "3",
    }


def test_adzuna_takes_the_country_of_the_search_where_an_offer_names_none(web: FakeWeb) -> None:
    bare = {**answers.ADZUNA, "location": None}
    answer_with(web, "adzuna", lambda _asked: answers.listed("adzuna", [bare]))
    assert run("adzuna", web, countries=["BE"])[0].parsed.records[0]["country"] == "BE"


def test_adzuna_keeps_to_the_requests_of_a_run(web: FakeWeb) -> None:
    with_pages(web, "adzuna", 99)
    pages = run("adzuna", web, countries=["FR", "DE", "BE", "GB"], pages=3, requests=5)
    assert len(asked(web, "adzuna")) == 5
    assert "5 requests" in pages[-1].notes[0]
    assert pages[-1].progress == 1.0
    assert len(run("adzuna", web)) == 3
    assert len(asked(web, "adzuna")) == 8


def test_adzunas_defaults_stay_within_the_quota_of_a_month(web: FakeWeb) -> None:
    with_pages(web, "adzuna", 99)
    pages = run("adzuna", web, countries=["FR", "DE", "BE", "GB"])
    assert len(asked(web, "adzuna")) * 6 * 31 <= 2500
    assert not any(page.notes for page in pages)


def test_arbeitnow_picks_by_word_and_place_itself(web: FakeWeb) -> None:
    offers = [
        {**answers.ARBEITNOW, "slug": "1", "title": "Data Engineer", "location": "Berlin"},
        {**answers.ARBEITNOW, "slug": "2", "title": "Koch", "tags": ["Data", "Engineer"], "location": "Köln"},
        {**answers.ARBEITNOW, "slug": "3", "title": "Engineer of database", "location": "Berlin"},
        {**answers.ARBEITNOW, "slug": "4", "title": "Bäcker", "location": "Berlin"},
    ]
    answer_with(web, "arbeitnow", lambda _asked: answers.listed("arbeitnow", offers))
    assert ids(run("arbeitnow", web, keywords=["data engineer", "BÄCKER"])) == ["1", "2", "4"]
    assert ids(run("arbeitnow", web, places=["koln"])) == ["2"]
    pages = run("arbeitnow", web, keywords=["pilot"], visa_sponsorship=True)
    assert ids(pages) == []
    assert pages[0].parsed.says_none
    assert asked(web, "arbeitnow")[-1].params == {"page": "1", "visa_sponsorship": "true"}


def test_himalayas_is_asked_by_country_and_then_for_the_world(web: FakeWeb) -> None:
    answer_with(web, "himalayas", lambda _asked: answers.listed("himalayas", []))
    run("himalayas", web, countries=[], worldwide=True, keywords=["python"])
    requests = asked(web, "himalayas")
    assert [each.params.get("country") for each in requests] == ["TN", "FR", "DE", "BE", "GB", None]
    assert requests[0].params == {
        "sort": "recent",
        "page": "1",
        "q": "python",
        "country": "TN",
        "exclude_worldwide": "true",
    }
    assert requests[5].params == {"sort": "recent", "page": "1", "q": "python", "worldwide": "true"}


def test_remotive_is_asked_once_and_leaves_out_what_is_not_for_us(web: FakeWeb) -> None:
    wanted = {
        "1": "Worldwide", "2": "USA Only", "3": "Europe", "4": "LATAM, Europe, USA", "5": "Tunisia",
        "6": "Northern America", "7": "", "8": "Brazil", "9": "Zone Nine",
    }  # fmt: skip
    offers = [
        {**answers.REMOTIVE, "id": int(number), "candidate_required_location": place}
        for number, place in wanted.items()
    ]
    answer_with(web, "remotive", lambda _asked: answers.listed("remotive", offers))
    assert ids(run("remotive", web)) == ["1", "3", "4", "5", "7", "9"]
    assert ids(run("remotive", web, countries=["TN"], keywords=["lead developer"])) == ["1", "5", "7", "9"]
    assert ids(run("remotive", web, keywords=["aws"], category="data")) == ["1", "3", "4", "5", "7", "9"]
    assert [each.params for each in asked(web, "remotive")] == [
        {"limit": "500"},
        {"limit": "500"},
        {"limit": "500", "category": "data"},
    ]


def test_the_muse_is_asked_by_place_category_and_level(web: FakeWeb) -> None:
    answer_with(web, "the_muse", lambda _asked: answers.listed("the_muse", [answers.THE_MUSE]))
    chosen = {"categories": ["Data Science", "Sales"], "levels": ["Internship"]}
    assert ids(run("the_muse", web, keywords=["intern"], api_key="canary-777777", **chosen)) == ["15000001"]
    assert ids(run("the_muse", web, keywords=["driver"])) == []
    first, second = asked(web, "the_muse")
    assert first.query == {
        "page": ["0"],
        "descending": ["true"],
        "category": ["Data Science", "Sales"],
        "level": ["Internship"],
        "location": ["Berlin, Germany"],
        "api_key": ["canary-777777"],
    }
    assert "api_key" not in second.query


def test_jobicys_regions_and_words(web: FakeWeb) -> None:
    answer_with(web, "jobicy", lambda _asked: answers.listed("jobicy", [answers.JOBICY]))
    run("jobicy", web, countries=[], keywords=["go", "python"], industry="engineering")
    requests = asked(web, "jobicy")
    assert [each.params["geo"] for each in requests] == ["emea", "france", "germany", "belgium", "uk"]
    assert requests[0].params == {"count": "100", "geo": "emea", "tag": "python", "industry": "engineering"}


def test_jobicys_words_that_are_all_too_short_are_said(web: FakeWeb) -> None:
    answer_with(web, "jobicy", lambda _asked: answers.listed("jobicy", [answers.JOBICY]))
    with pytest.raises(Failed, match="3 to 50"):
        run("jobicy", web, keywords=["go", "c"])
    assert web.requests == []


def test_careerjet_is_asked_as_documented(web: FakeWeb) -> None:
    answer_with(web, "careerjet", lambda _asked: answers.listed("careerjet", [answers.CAREERJET]))
    pages = run("careerjet", web, places=["Liège"])
    assert pages[0].parsed.records[0]["country"] == "BE"
    request = asked(web, "careerjet")[0]
    assert b64decode(request.headers["authorization"].removeprefix("Basic ")) == b"canary-5d2f9c71e0a84b36:"
    assert request.headers["referer"] == "https://jobs.example/find"
    assert {name: value for name, value in request.params.items() if name != "user_agent"} == {
        "user_ip": "192.0.2.7",
        "sort": "date",
        "page_size": "100",
        "locale_code": "fr_BE",
        "keywords": "data",
        "page": "1",
        "location": "Liège",
        "fragment_size": "2000",
    }
    assert request.params["user_agent"].startswith("JobMatch")


def test_jooble_is_posted_to_and_keeps_to_three_requests(web: FakeWeb) -> None:
    with_pages(web, "jooble", 9)
    run("jooble", web, keywords=["comptable"], places=["Tunis", "Sfax"], pages=9, requests=3)
    requests = asked(web, "jooble")
    assert [each.method for each in requests] == ["POST"] * 3
    assert {each.path for each in requests} == {"/api/canary-5d2f9c71e0a84b36"}
    assert requests[0].json() == {
        "keywords": "comptable",
        "location": "Tunis",
        "page": "1",
        "ResultOnPage": 20,
    }


def test_reed_asks_for_each_offer_and_keeps_those_that_are_gone(web: FakeWeb) -> None:
    offers = answers.items("reed", 1, 2, 3)
    answer_with(web, "reed", lambda _asked: answers.listed("reed", offers))
    web.answer("www.reed.co.uk", "/api/1.0/jobs/1", body={**answers.REED_WHOLE, "jobId": 77})
    web.answer("www.reed.co.uk", "/api/1.0/jobs/2", body="<html><p>Not found</p></html>", status=404)
    web.answer("www.reed.co.uk", "/api/1.0/jobs/3", body="null")
    pages = run("reed", web, details=True, places=["Leeds"], keywords=["accountant"])
    records = [record for page in pages for record in page.parsed.records]
    assert [record["id"] for record in records] == ["1", "2", "3"]
    assert records[0]["contract_type"] == "Permanent"
    assert "contract_type" not in records[1]
    assert asked(web, "reed")[0].params == {
        "resultsToTake": "100",
        "resultsToSkip": "0",
        "keywords": "accountant",
        "locationName": "Leeds",
        "distanceFromLocation": "10",
    }
    keys = {b64decode(each.headers["authorization"].removeprefix("Basic ")) for each in web.requests}
    assert keys == {b"canary-5d2f9c71e0a84b36:"}


def test_what_was_listed_stays_when_the_service_refuses_in_the_middle_of_details(web: FakeWeb) -> None:
    offers = answers.items("reed", *range(1, 26))
    answer_with(web, "reed", lambda _asked: answers.listed("reed", offers))
    whole = [Reply({**answers.REED_WHOLE, "jobId": number}) for number in range(1, 13)]
    web.answer("www.reed.co.uk", "/api/1.0/jobs/*", *whole, Reply("too many requests", 429))
    brought: list[Page] = []
    with pytest.raises(QuotaUsedUp):
        for page in all_sources()["reed"].fetch(query_for("reed", details=True), client_for(web)):
            brought.append(page)
    assert ids(brought) == [str(number) for number in range(1, 26)]
    whole = [record["id"] for page in brought for record in page.parsed.records if "contract_type" in record]
    assert len(whole) == 12


def test_bundesagentur_is_asked_as_its_pages_ask(web: FakeWeb) -> None:
    answer_with(web, "bundesagentur", lambda _asked: answers.listed("bundesagentur", [answers.BUNDESAGENTUR]))
    name = b64encode(answers.BUNDESAGENTUR["refnr"].encode()).decode()
    detail = f"/jobboerse/jobsuche-service/pc/v4/jobdetails/{name}".replace("=", "%3D")
    web.answer("rest.arbeitsagentur.de", detail, body=answers.BUNDESAGENTUR_WHOLE)
    pages = run("bundesagentur", web, keywords=["berater"], places=["Leipzig"], details=True)
    record = pages[0].parsed.records[0]
    assert record["description"].startswith("Sie beraten")
    assert (record["contract_type"], record["work_time"]) == ("UNBEFRISTET", ["VOLLZEIT"])
    assert record["company"] == "Muster GmbH"
    first = asked(web, "bundesagentur")[0]
    assert first.headers["x-api-key"] == "jobboerse-jobsuche"
    assert first.params == {
        "angebotsart": "1", "page": "1", "size": "50", "pav": "false", "was": "berater", "wo": "Leipzig",
        "umkreis": "25", "veroeffentlichtseit": "7",
    }  # fmt: skip


def test_only_bundesagentur_asks_for_permission_first(web: FakeWeb) -> None:
    """The others are interfaces that their owners invite programs to."""
    for name in NAMES:
        host = answers.PLACES[name][0]
        web.answer(host, "/robots.txt", body=b"User-agent: *\nDisallow: /")
        answer_with(web, name, lambda _asked, name=name: answers.listed(name, answers.items(name, 1)))
    asking = [name for name in NAMES if name != "bundesagentur"]
    assert [len(ids(run(name, web))) for name in asking] == [1] * len(asking)
    with pytest.raises(Blocked, match=r"robots\.txt"):
        run("bundesagentur", web)


@pytest.mark.parametrize("name", ["adzuna", "himalayas", "remotive", "jobicy"])
def test_only_countries_that_nobody_covers_is_said(web: FakeWeb, name: str) -> None:
    with pytest.raises(Failed, match="ZZ"):
        run(name, web, countries=["ZZ"])
    assert web.requests == []
