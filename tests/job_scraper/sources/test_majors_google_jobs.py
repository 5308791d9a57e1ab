"""Google Jobs through SerpApi: pages by token, texts in the language of the search, errors that are none."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from job_scraper.query import Query
from job_scraper.sources.google_jobs import SOURCE, parse
from outgoing.endings import Changed, Failed
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

HOST, PATH = "serpapi.com", "/search.json"
KEY = "canary0key0of0serpapi0f00d"
NOTHING = "Google hasn't returned any results for this query."


def offer(title: str = "Data Engineer", **changes: Any) -> dict[str, Any]:
    name = json.dumps({"job_title": title, "company_name": "Exemple", "htidocid": "x1=="})
    return {
        "title": title,
        "company_name": "Exemple",
        "location": "Lyon, France",
        "via": "LinkedIn",
        "share_link": "https://www.google.com/search?ibp=htl;jobs&udm=8#vhid=x1",
        "thumbnail": "https://serpapi.com/searches/66aa/images/logo.png",
        "extensions": ["il y a 3 jours", "À plein temps"],
        "detected_extensions": {"posted_at": "il y a 3 jours", "schedule_type": "À plein temps"},
        "description": "Vous rejoignez une équipe de six personnes qui construit des flux de données.",
        "job_highlights": [{"title": "Qualifications", "items": ["Python et SQL", "3 ans d'expérience"]}],
        "apply_options": [
            {
                "title": "LinkedIn",
                "link": "https://fr.linkedin.com/jobs/view/4100000001?utm_source=google_jobs_apply",
            }
        ],
        "job_id": base64.b64encode(name.encode()).decode(),
        **changes,
    }


def answer(*offers: Any, token: str = "", gl: str = "fr", **changes: Any) -> dict[str, Any]:
    return {
        "search_metadata": {"id": "66aa", "status": "Success"},
        "search_parameters": {"engine": "google_jobs", "q": "data", "gl": gl, "hl": "fr"},
        "jobs_results": list(offers),
        **(
            {"serpapi_pagination": {"next_page_token": token, "next": "https://serpapi.com/search.json"}}
            if token
            else {}
        ),
        **changes,
    }


def without_results(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in answer(**changes).items() if name != "jobs_results"}


EMPTY = without_results(error=NOTHING, search_information={"jobs_results_state": "Fully empty"})


def options(**changes: Any) -> Query:
    limit = changes.pop("limit", 1000)
    return query_for(SOURCE, limit, **{"api_key": KEY, "queries": ("data",), "country": "fr", **changes})


def searched(web: FakeWeb, *replies: Any, **changes: Any) -> Run:
    web.answer(HOST, PATH, *replies)
    return run(SOURCE, options(**changes), client_for(web))


def parsed(*offers: Any, **changes: Any) -> Any:
    return parse(json.dumps(answer(*offers, **changes)).encode())


def test_an_offer_with_all_its_facts(web: FakeWeb) -> None:
    found = searched(web, Reply(answer(offer(detected_extensions={
        "posted_at": "il y a 3 jours", "schedule_type": "À plein temps", "salary": "40 k€-50 k€ par an", "work_from_home": True,
    }))))  # fmt: skip
    assert found.status == "ok"
    [posting] = postings(SOURCE, found.records)
    assert (posting.title, posting.company) == ("Data Engineer", "Exemple")
    assert (posting.city, posting.country) == ("Lyon", "FR")
    assert posting.published_at == datetime(2026, 11, 18, tzinfo=UTC)
    assert (posting.work_time, posting.remote, posting.years_min) == ("full_time", "remote", 3)
    assert posting.salary is not None
    assert (posting.salary.minimum, posting.salary.maximum) == (Decimal(40000), Decimal(50000))
    assert (posting.salary.currency, posting.salary.period) == ("EUR", "year")
    assert posting.url == posting.apply_url == "https://fr.linkedin.com/jobs/view/4100000001"
    assert "flux de données" in posting.description_text
    assert "Python et SQL" in posting.description_text
    assert posting.company_logo_url == "https://serpapi.com/searches/66aa/images/logo.png"


def test_asks_as_the_interface_wants_it(web: FakeWeb) -> None:
    searched(web, Reply(EMPTY), country="gb", language="en", remote_only=True)
    searched(web, Reply(EMPTY), country="tn", location="Sfax, Tunisia", queries=("a", "b"))
    first, second, third = (each.params for each in web.asked(HOST))
    assert first == {
        "engine": "google_jobs", "q": "data", "location": "United Kingdom", "gl": "uk", "hl": "en",
        "api_key": KEY, "ltype": "1",
    }  # fmt: skip
    assert (second["q"], second["gl"], second["location"]) == ("a", "tn", "Sfax, Tunisia")
    assert third["q"] == "b"
    assert not {"start", "num", "uule", "chips"} & {*first, *second}


def test_pages_follow_the_token(web: FakeWeb) -> None:
    pages = [
        Reply(answer(*(offer(f"Job {page}{n}") for n in "abcdefghij"), token=f"t{page}" if page < 3 else ""))
        for page in (1, 2, 3)
    ]
    found = searched(web, *pages)
    assert len(set(found.ids)) == 30
    assert [each.params.get("next_page_token") for each in web.asked(HOST)] == [None, "t1", "t2"]
    assert [page.message for page in found.pages][1] == "Query 1/1: data, page 2"
    assert found.pages[-1].progress == 1.0


def test_stops_at_the_most_that_is_wanted(web: FakeWeb) -> None:
    def endless(asked: Asked) -> dict[str, Any]:
        page = int(asked.params.get("next_page_token", "0"))
        return answer(*(offer(f"Job {page} {n}") for n in "abcdefghij"), token=str(page + 1))

    found = searched(web, endless, max_results=25)
    assert (len(found.ids), len(web.asked(HOST))) == (25, 3)
    found = searched(web, endless, max_results=25, limit=4)
    assert (len(found.ids), len(web.asked(HOST))) == (4, 4)


def test_pages_that_bring_nothing_new_end_a_search(web: FakeWeb) -> None:
    found = searched(web, Reply(answer(offer("A"), token="t1")), Reply(answer(offer("A"), token="t2")))
    assert (len(found.ids), len(web.asked(HOST))) == (1, 2)


def test_a_token_that_repeats_ends_a_search(web: FakeWeb) -> None:
    count = iter(range(1000))
    found = searched(web, lambda _asked: answer(offer(f"Job {next(count)}x"), token="same"))
    assert (len(found.ids), len(web.asked(HOST))) == (2, 2)


@pytest.mark.parametrize("late", [without_results(), answer(), EMPTY])
def test_a_late_page_without_offers_is_the_end(web: FakeWeb, late: dict[str, Any]) -> None:
    found = searched(web, Reply(answer(offer("A"), token="t1")), Reply(late))
    assert (found.status, len(found.ids)) == ("ok", 1)
    assert found.notes == ["the last page came empty"]


def test_the_same_offer_of_two_searches_comes_once(web: FakeWeb) -> None:
    found = searched(web, Reply(answer(offer("A"), offer("B"))), queries=("x", "y"))
    assert len(found.ids) == 2


@pytest.mark.parametrize(
    "said",
    [
        EMPTY,
        without_results(error=NOTHING),
        without_results(search_information={"jobs_results_state": "Fully empty"}),
    ],
)
def test_nothing_found_is_no_failure(web: FakeWeb, said: dict[str, Any]) -> None:
    found = searched(web, Reply(said))
    assert found.status == "ok"
    assert found.pages[0].parsed.says_none
    assert not found.records


@pytest.mark.parametrize(
    ("reply", "kind", "says"),
    [
        (
            Reply({"error": f"Invalid API key. Your API key should be here: {KEY}"}, 401),
            "auth",
            "Invalid API key",
        ),
        (Reply({"error": "The account has no permission"}, 403), "auth", "no permission"),
        (Reply({"error": "Your account has run out of searches."}, 429), "quota", "run out of searches"),
        (Reply({"error": "Too many requests"}, 429, {"Retry-After": "60"}), "quota", "Too many requests"),
        (Reply(b"", 429), "quota", "SerpApi"),
        (Reply({"error": "Missing query `q` parameter."}, 400), "failed", "Missing query"),
        (Reply({"error": "gone"}, 410), "failed", "410"),
        (Reply({"error": "x"}, 404), "failed", "404"),
        (Reply({"error": "We couldn't get valid results"}, 200), "failed", "valid results"),
        (Reply(b"", 500), "failed", "500"),
        (Reply(b"", 503), "failed", "503"),
        (Reply(b"", 999), "blocked", "999"),
        (Reply(CAPTCHA), "blocked", "person"),
        (Reply("<html>hello</html>"), "changed", "JSON"),
        (Reply({"results": []}), "changed", "jobs_results"),
        (Reply({"jobs_results": {"a": 1}}), "changed", "jobs_results"),
        (Reply(without_results()), "changed", "does not say so"),
        (Reply(answer({"name": "x"}, {"name": "y"})), "changed", "none of 2"),
        (Reply(json.dumps(answer(offer()))[:-30]), "changed", "JSON"),
        (Reply(b""), "changed", "JSON"),
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


def test_what_came_before_a_refusal_stays(web: FakeWeb) -> None:
    run_out = Reply({"error": "Your account has run out of searches."}, 429)
    found = searched(web, Reply(answer(offer("A"))), run_out, queries=("x", "y", "z"))
    assert (found.status, len(found.ids), len(web.asked(HOST))) == ("quota", 1, 2)


def test_nothing_is_asked_without_a_key_or_a_query(web: FakeWeb) -> None:
    assert searched(web, Reply(EMPTY), api_key="").status == "auth"
    assert searched(web, Reply(EMPTY), queries=()).status == "failed"
    assert not web.requests


def test_the_key_appears_nowhere(web: FakeWeb, caplog: pytest.LogCaptureFixture) -> None:
    all_levels(caplog)
    long = "x" * 580 + KEY  # the beginning that is kept ends inside the key
    found = searched(web, Reply(long), queries=(f"data {KEY}",))
    assert found.status == "changed"
    no_trace(KEY, found, caplog)
    assert KEY[:12] not in found.says()
    found = searched(web, Reply(answer(offer(), {"broken": KEY})), queries=(f"data {KEY}",))
    assert found.status == "ok"
    no_trace(KEY, found, caplog)


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"detected_extensions": {"posted_at": "vor 4 Tagen"}}, "published_at", datetime(2026, 11, 17, tzinfo=UTC)),
        ({"detected_extensions": {"posted_at": "5 days ago"}}, "published_at", datetime(2026, 11, 16, tzinfo=UTC)),
        ({"detected_extensions": {"posted_at": "منذ 6 أيام"}}, "published_at", datetime(2026, 11, 15, tzinfo=UTC)),
        ({"detected_extensions": {"posted_at": "30+ days ago"}}, "published_at", datetime(2026, 10, 22, tzinfo=UTC)),
        ({"detected_extensions": {"posted_at": "il y a 5 heures"}}, "published_at", datetime(2026, 11, 21, 7, tzinfo=UTC)),
        ({"detected_extensions": None}, "published_at", datetime(2026, 11, 18, tzinfo=UTC)),
        ({"detected_extensions": [], "extensions": ["CDI", 5]}, "contract", "permanent"),
        ({"detected_extensions": {}, "extensions": None}, "published_at", None),
        ({"extensions": [], "detected_extensions": {"schedule_type": "Teilzeit"}}, "work_time", "part_time"),
        ({"extensions": [], "detected_extensions": {"schedule_type": "Full-time"}}, "work_time", "full_time"),
        ({"extensions": [], "detected_extensions": {"schedule_type": "Contractor"}}, "contract", "freelance"),
        ({"extensions": [], "detected_extensions": {"schedule_type": "À plein temps et Stage"}}, "contract", "internship"),
        ({"extensions": [], "detected_extensions": {"schedule_type": "Praktikum"}}, "contract", "internship"),
        ({"location": "Berlin, Allemagne"}, "country", "DE"),
        ({"location": "Tunis"}, "country", "TN"),
        ({"location": "Trifouillis-sur-Loire"}, "country", "FR"),
        ({"location": "Anywhere"}, "country", None),
        ({"location": None}, "country", None),
        ({"apply_options": None, "related_links": [{"link": "https://exemple.example/job/1"}]}, "url", "https://exemple.example/job/1"),
        ({"apply_options": []}, "url", "https://www.google.com/search?ibp=htl%3Bjobs&udm=8"),
        ({"apply_options": [{"title": "x"}, 3, None]}, "apply_url", None),
        ({"apply_options": None, "share_link": None}, "url", None),
        ({"thumbnail": ""}, "company_logo_url", None),
        ({"company_name": None}, "company", None),
    ],
)  # fmt: skip
def test_variants_of_an_offer(change: dict[str, Any], field: str, value: object) -> None:
    [posting] = parsed_postings(SOURCE, parsed(offer(**change)))
    assert getattr(posting, field) == value


def test_the_id_is_the_same_whatever_the_search() -> None:
    one, other = parsed(offer(job_id="eyJh"), gl="fr"), parsed(offer(job_id="eyJi", via="Indeed"), gl="de")
    assert one.records[0]["id"] == other.records[0]["id"]
    assert parsed(offer(location="Paris")).records[0]["id"] != one.records[0]["id"]


def test_broken_items_cost_only_themselves() -> None:
    found = parsed(offer("A"), None, 7, {}, offer(None), offer(["x"]), offer("B"), "x")
    titles = [record["title"] for record in found.records]
    assert titles[0] == "A"
    assert titles[-1] == "B"
    assert len(found.broken) >= 5


def test_odd_envelopes() -> None:
    assert parse(json.dumps(answer(offer(), serpapi_pagination={"next_page_token": 5})).encode()).next == ""
    assert len(parse(json.dumps({"jobs_results": [offer()]}).encode()).records) == 1
    with pytest.raises(Failed):
        parse(b'{"error": "boom"}')
    with pytest.raises(Changed):
        parse(b"[1]")


def test_is_off_until_it_has_a_key() -> None:
    assert not SOURCE.is_on
    assert SOURCE.why_off
    assert SOURCE.secrets == ("api_key",)
    assert SOURCE.terms.verdict == "key"
