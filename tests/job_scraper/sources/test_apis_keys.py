"""No key ever comes out: not in a message, a page, an offer, the beginning of an answer or a log."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from job_scraper.page import Page
from job_scraper.registry import all_sources
from job_scraper.sources._api import Api
from outgoing.endings import KeyRefused, SourceFault
from tests.fake_web import Asked, FakeWeb, Reply, client_for
from tests.job_scraper.sources import api_answers as answers
from tests.job_scraper.sources.api_runs import answer_with, asked, query_for

CANARY = "CaNaRy/5d2f+9c71=e0a8"
KEYED = {
    "adzuna": "app_key",
    "careerjet": "api_key",
    "jooble": "api_key",
    "reed": "api_key",
    "the_muse": "api_key",
}
SPELLINGS = (CANARY, CANARY.lower(), quote(CANARY, safe=""), b64encode(f"{CANARY}:".encode()).decode())


def outcome(name: str, web: FakeWeb, **options: Any) -> list[object]:
    """Everything that a run gave."""
    given: list[object] = []
    try:
        for page in all_sources()[name].fetch(query_for(name, **options), client_for(web)):
            given.append(page)
    except SourceFault as fault:
        given += [fault.detail, fault.head, str(fault), repr(fault), fault.__cause__]
    return given


def echoes() -> Iterator[tuple[str, Reply]]:
    for spelling in SPELLINGS:
        yield "refused", Reply({"error": f"the key {spelling} is not known"}, 401)
        yield "forbidden", Reply({"error": f"the key {spelling} may not"}, 403)
        yield "blocked", Reply(f"<html><p>captcha for app_key={spelling}&what=x</p></html>", 403)
        yield "quota", Reply(f"{spelling} was used too often", 429)
        yield "parameter", Reply({"message": f"bad request {spelling}"}, 400)
        yield "a page", Reply(f"<!doctype html><html>your key: {spelling}</html>")
        yield "another shape", Reply({"request": {"key": spelling}})
        yield "cut", Reply({"request": "x" * 575 + spelling})
        yield "server", Reply(f"stack trace {spelling}", 500)


@pytest.mark.parametrize("name", sorted(KEYED))
def test_a_key_that_the_service_echoes_is_hidden(
    web: FakeWeb, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for what, reply in echoes():
        answer_with(web, name, reply)
        given = outcome(name, web, **{KEYED[name]: CANARY})
        assert given, what
        assert_hidden(given, what)
    assert_hidden([caplog.text], "log")


@pytest.mark.parametrize("name", sorted(KEYED))
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_key_inside_offers_is_hidden(web: FakeWeb, name: str, spelling: str) -> None:
    good = {
        **answers.ITEMS[name],
        "description": f"apply with {spelling}",
        "url": f"https://x.example/?k={spelling}",
    }
    broken = {"seen": spelling, "address": {"deep": [f"https://x.example/{spelling}?key={spelling}"]}}
    answer_with(web, name, Reply(answers.listed(name, [good, broken])))
    given = outcome(name, web, **{KEYED[name]: CANARY})
    pages = [page for page in given if isinstance(page, Page)]
    assert len(pages[0].parsed.records) == len(pages[0].parsed.broken) == 1
    assert_hidden(given, "offers")


def test_a_key_of_figures_is_hidden_and_numbers_stay_numbers(web: FakeWeb) -> None:
    item = {
        **answers.ADZUNA,
        "id": "9912345678",
        "salary_min": 12345678,
        "redirect_url": "https://www.adzuna.fr/land/ad/9?utm_source=12345678",
    }
    answer_with(web, "adzuna", Reply(answers.listed("adzuna", [item])))
    given = outcome("adzuna", web, app_id="12345678")
    record = next(page for page in given if isinstance(page, Page)).parsed.records[0]
    assert record["id"] == "9912345678"
    assert record["url"].endswith("utm_source=11111111")
    assert isinstance(record["salary_min"], int)
    answer_with(web, "adzuna", Reply({"error": "application 12345678 is unknown"}, 401))
    assert "12345678" not in str(outcome("adzuna", web, app_id="12345678"))


def test_a_short_word_as_a_key_takes_no_words_out_of_offers(web: FakeWeb) -> None:
    answer_with(web, "reed", Reply(answers.listed("reed", [answers.REED])))
    given = outcome("reed", web, api_key="Leeds")
    record = next(page for page in given if isinstance(page, Page)).parsed.records[0]
    assert record["location"] == "Leeds"


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("adzuna", "app_id"),
        ("adzuna", "app_key"),
        ("careerjet", "api_key"),
        ("careerjet", "user_ip"),
        ("careerjet", "referer"),
        ("jooble", "api_key"),
        ("reed", "api_key"),
    ],
)
def test_without_a_key_nothing_is_asked(web: FakeWeb, name: str, missing: str) -> None:
    answer_with(web, name, Reply(answers.listed(name, [])))
    for nothing in ("", "   ", None):
        with pytest.raises(KeyRefused, match="not set"):
            list(all_sources()[name].fetch(query_for(name, **{missing: nothing}), client_for(web)))
    assert web.requests == []


def test_the_muse_needs_no_key(web: FakeWeb) -> None:
    answer_with(web, "the_muse", Reply(answers.listed("the_muse", [])))
    assert len(outcome("the_muse", web, api_key="")) == 1


def test_keys_are_sent_only_where_they_belong(web: FakeWeb) -> None:
    """Those of Basic authentication are not in the address, and no key follows a redirect to elsewhere."""

    def elsewhere(_asked: Asked) -> Reply:
        return Reply("", 302, {"Location": "https://other.example/take"})

    web.answer("other.example", "/take", body={"results": []})
    for name in ("careerjet", "reed"):
        answer_with(web, name, elsewhere)
        outcome(name, web, **{KEYED[name]: CANARY})
        assert "CaNaRy" not in str(asked(web, name)[0].query)
    taken = web.asked("other.example")
    assert len(taken) == 2
    assert not any("authorization" in each.headers for each in taken)


def test_hiding_twice_changes_nothing(web: FakeWeb) -> None:
    api = Api(client_for(web), ("secret-key", "key-of-mine"))
    once = api.hide("a secret-key, a SECRET-KEY and key-of-mi")
    assert once == "a [hidden], a [hidden] and [hidden]"
    assert api.hide(once) == once
    assert api.hide("nothing of it") == "nothing of it"


def assert_hidden(given: list[object], what: str) -> None:
    said = repr(given)
    for spelling in SPELLINGS:
        assert spelling.lower() not in said.lower(), what
        assert spelling[:8].lower() not in said.lower(), what
