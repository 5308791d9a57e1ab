"""Whatever a job interface answers, the run ends as the admin should see it, and good offers stay."""

from __future__ import annotations

import json
from typing import Any

import pytest

from job_scraper.page import Page
from job_scraper.registry import all_sources
from outgoing.endings import Blocked, Changed, Failed, KeyRefused, QuotaUsedUp, SourceFault
from outgoing.limits import Limits
from tests.fake_web import Asked, FakeWeb, Reply, client_for
from tests.job_scraper.sources import api_answers as answers
from tests.job_scraper.sources.api_runs import answer_with, asked, ids, query_for, run

NAMES = sorted(answers.ITEMS)
KEYED = ("adzuna", "careerjet", "jooble", "reed")
CAPTCHA = "<!DOCTYPE html><html><title>Just a moment...</title><div class='g-recaptcha'></div></html>"
PLAIN_PAGE = "<!DOCTYPE html><html><title>Welcome</title><p>Our new site</p></html>"
AUTH_FAIL = {
    "exception": "AUTH_FAIL",
    "doc": "https://api.adzuna.com/v1/doc",
    "display": "Authorisation failed",
}
JSON_KIND = {"Content-Type": "application/json"}


def failing(web: FakeWeb, name: str, **options: Any) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        run(name, web, **options)
    return caught.value


ANSWERS: tuple[tuple[Reply, type[SourceFault], str], ...] = (
    (Reply(PLAIN_PAGE), Changed, "Our new site"),
    (Reply(CAPTCHA), Blocked, "Just a moment"),
    (Reply([1, 2, 3]), Changed, "1, 2, 3"),
    (Reply({"hello": "world"}), Changed, "hello"),
    (Reply(b'{"results": [{"id"'), Changed, "results"),
    (Reply(b""), Changed, ""),
    (Reply(CAPTCHA, 503), Failed, ""),
    (Reply(CAPTCHA, 403), Blocked, "Just a moment"),
    (Reply("Request denied", 999), Blocked, "denied"),
    (Reply({"error": "slow down"}, 429), QuotaUsedUp, "slow down"),
    (Reply({"error": "Rate limit exceeded"}, 400), QuotaUsedUp, "Rate limit"),
    (Reply({"message": "Unauthorized"}, 401), KeyRefused, "Unauthorized"),
    (Reply({"message": "who is there"}, 401), KeyRefused, "who is there"),
    (Reply({"error": "unknown parameter"}, 400), Failed, "unknown parameter"),
    (Reply(PLAIN_PAGE, 404), Changed, "Our new site"),
    (Reply({"error": "teapot"}, 418), Failed, "teapot"),
    (Reply("", 301, {"Location": "/loop"}), Failed, ""),
)


@pytest.mark.parametrize("name", NAMES)
def test_each_answer_has_its_status(web: FakeWeb, name: str) -> None:
    web.answer(answers.PLACES[name][0], "/loop", status=302, headers={"Location": "/loop"})
    for reply, kind, said in ANSWERS:
        answer_with(web, name, reply)
        fault = failing(web, name)
        assert isinstance(fault, kind), (reply, fault)
        assert fault.status == kind.status
        assert fault.detail
        assert said in fault.head, reply


@pytest.mark.parametrize("name", NAMES)
def test_the_time_to_wait_is_said_and_nothing_more_is_asked(web: FakeWeb, name: str) -> None:
    answer_with(web, name, Reply("busy", 429, {"Retry-After": "90"}))
    assert "90 s" in failing(web, name).detail
    assert len(asked(web, name)) == 1


@pytest.mark.parametrize("name", ["adzuna", "himalayas", "the_muse", "arbeitnow", "reed"])
def test_what_came_before_a_fault_stays(web: FakeWeb, name: str) -> None:
    size = {"adzuna": 50, "himalayas": 20, "reed": 100}.get(name, 5)
    first = answers.listed(name, answers.items(name, *range(size)), 999, 1, 5)
    web.answer(*answers.PLACES[name], Reply(first), Reply("busy", 429))
    brought: list[Page] = []
    with pytest.raises(QuotaUsedUp):
        for page in all_sources()[name].fetch(query_for(name, pages=4), client_for(web)):
            brought.append(page)
    assert len(ids(brought)) == size


@pytest.mark.parametrize("name", NAMES)
def test_a_slow_drip_ends(web: FakeWeb, name: str) -> None:
    answer_with(web, name, Reply(answers.listed(name, []), delay=0.6))
    client = client_for(web, limits=Limits(seconds=0.2, connect_seconds=0.2))
    with pytest.raises(Failed, match="could not be reached"):
        list(all_sources()[name].fetch(query_for(name), client))


@pytest.mark.parametrize("name", NAMES)
def test_letters_of_another_encoding(web: FakeWeb, name: str) -> None:
    items = [{**answers.ITEMS[name], answers.TITLE_NAMES[name]: "Métier d'été à Besançon"}]
    body = json.dumps(answers.listed(name, items), ensure_ascii=False).encode("cp1252")
    if b"\x80" in body:
        body = body.replace(b"\x80", b"EUR ")
    answer_with(web, name, Reply(body, headers={"Content-Type": "application/json; charset=windows-1252"}))
    titles = [record["title"] for page in run(name, web) for record in page.parsed.records]
    assert len(titles) == 1
    assert titles[0].isprintable()


@pytest.mark.parametrize("name", NAMES)
def test_hostile_bodies_end_as_changed(name: str) -> None:
    deep = b'{"results": ' + b"[" * 60_000 + b"]" * 60_000 + b"}"
    digits = b'{"count": ' + b"9" * 60_000 + b"}"
    for body in (deep, digits, b"\x00\xff\xfe", b"\xef\xbb\xbf", b"nul", b'"text"', b"7", b"null", b"true"):
        with pytest.raises((Changed, Blocked)):
            all_sources()[name].parse(body)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(AUTH_FAIL, 401),
        Reply(AUTH_FAIL, 400),
        Reply(AUTH_FAIL, 403),
        Reply(json.dumps(AUTH_FAIL).encode(), 401, JSON_KIND),
    ],
)
def test_adzunas_refusal_of_a_key(web: FakeWeb, reply: Reply) -> None:
    answer_with(web, "adzuna", reply)
    fault = failing(web, "adzuna", countries=["FR", "DE"])
    assert isinstance(fault, KeyRefused)
    assert "Authorisation failed" in fault.detail
    assert "AUTH_FAIL" in fault.head
    assert len(asked(web, "adzuna")) == 1


@pytest.mark.parametrize("name", KEYED)
def test_403_with_a_key_is_about_the_key_unless_a_page_comes(web: FakeWeb, name: str) -> None:
    answer_with(web, name, Reply({"error": "no access to this product"}, 403))
    assert isinstance(failing(web, name), KeyRefused)
    answer_with(web, name, Reply({"error": "daily usage limit has been reached"}, 403))
    assert isinstance(failing(web, name), QuotaUsedUp)
    answer_with(web, name, Reply(PLAIN_PAGE, 403))
    assert isinstance(failing(web, name), Blocked)


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(KEYED)))
def test_403_without_a_key_is_a_refusal_of_programs(web: FakeWeb, name: str) -> None:
    answer_with(web, name, Reply({"error": "go away"}, 403))
    assert isinstance(failing(web, name), Blocked)


@pytest.mark.parametrize(
    ("reply", "kind", "said"),
    [
        (
            Reply({"type": "ERROR", "error": "Unauthorized access from IP 192.0.2.9"}, 403),
            KeyRefused,
            "192.0.2.9",
        ),
        (Reply({"type": "ERROR", "error": "Undeclared referrer"}, 403), KeyRefused, "referrer"),
        (Reply({"type": "ERROR", "error": "Missing param user_ip"}), KeyRefused, "user_ip"),
        (Reply({"error": "Invalid API key"}, 401), KeyRefused, "API key"),
        (Reply({"type": "ERROR", "error": "Unknown locale code"}), Failed, "Unknown locale"),
        (
            Reply({"type": "LOCATIONS", "locations": ["Paris (75)", "Paris, Texas"]}),
            Failed,
            "Paris (75), Paris, Texas",
        ),
        (Reply({"type": "LOCATIONS", "solveLocations": [{"name": "Paris (75)"}]}), Failed, "Paris (75)"),
    ],
)
def test_careerjets_errors(web: FakeWeb, reply: Reply, kind: type[SourceFault], said: str) -> None:
    answer_with(web, "careerjet", reply)
    fault = failing(web, "careerjet")
    assert isinstance(fault, kind)
    assert said in fault.detail


def test_a_search_that_is_refused_costs_no_other(web: FakeWeb) -> None:
    def answer(request: Asked) -> Reply:
        if request.params.get("location") == "Paris":
            return Reply({"type": "LOCATIONS", "locations": ["Paris (75)", "Paris, Texas"]})
        return Reply(answers.listed("careerjet", [answers.CAREERJET]))

    answer_with(web, "careerjet", answer)
    pages = run("careerjet", web, places=["Paris", "Liège"])
    assert len(ids(pages)) == 1
    assert pages[0].notes == ("data, Paris, fr_BE: the place means several: Paris (75), Paris, Texas",)
    assert "LOCATIONS" in pages[0].head
    assert pages[1].notes == ()


def test_words_that_jobicy_refuses(web: FakeWeb) -> None:
    def answer(request: Asked) -> Reply:
        if request.params["tag"] == "python":
            return Reply(answers.listed("jobicy", [answers.JOBICY]))
        if request.params["tag"] == "cobol":
            return Reply({"success": False, "message": "No jobs found for this tag"}, 404)
        return Reply({"success": False, "error": "Invalid 'tag' value"}, 400)

    answer_with(web, "jobicy", answer)
    pages = run("jobicy", web, keywords=["fortran", "cobol", "python"])
    assert [bool(page.notes) for page in pages] == [True, False, False]
    assert "Invalid 'tag' value" in pages[0].notes[0]
    assert [page.parsed.says_none for page in pages] == [False, True, False]
    assert ids(pages) == ["144845"]


def test_countries_that_himalayas_does_not_know(web: FakeWeb) -> None:
    answer_with(web, "himalayas", Reply({"error": "Unknown country"}, 400))
    fault = failing(web, "himalayas", countries=["TN", "FR"])
    assert "FR: answered 400: Unknown country" in fault.detail
    assert fault.status == "failed"
    assert len(asked(web, "himalayas")) == 2


def test_a_page_beyond_the_last_one_of_the_muse(web: FakeWeb) -> None:
    first = answers.listed("the_muse", answers.items("the_muse", 1), 50, 1, 3)
    refusal = Reply({"code": 400, "error": "page should be lower"}, 400)
    web.answer(*answers.PLACES["the_muse"], Reply(first), refusal)
    pages = run("the_muse", web, pages=5)
    assert ids(pages) == ["1"]
    assert "page should be lower" in pages[-1].notes[0]
    assert pages[-1].progress == 1.0
