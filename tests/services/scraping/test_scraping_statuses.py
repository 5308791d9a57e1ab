"""Runs tell the truth: each way to end has its own status, and what was good before it stays."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from app.services import source_configs
from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from outgoing.faults import (
    AddressForbidden,
    NotJson,
    Refused,
    RobotsForbid,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from tests.fake_web import FakeWeb, Reply
from tests.services import fake_board
from tests.services.fake_board import HOST, job
from tests.services.scraping import rows

GOOD = Reply({"jobs": [job(1), job(2)], "next": "2"})
CAPTCHA = "<html><title>Are you a robot?</title><div class='g-recaptcha'></div></html>"


@pytest.mark.parametrize(
    ("second", "status", "why"),
    [
        (Reply(CAPTCHA), "changed", "no list"),
        (Reply({"offers": []}), "changed", "no list"),
        (Reply("no", 403), "blocked", "403"),
        (Reply("no", 999), "blocked", "999"),
        (Reply("slower", 429, {"Retry-After": "17"}), "quota", "17 s"),
        (Reply("slower", 429), "quota", "429"),
        (Reply("who?", 401), "auth", "key"),
        (Reply("down", 503), "failed", "reached"),
        (Reply("", 302, {"Location": f"http://{HOST}/jobs?page=2"}), "failed", "circles"),
        (Reply("", 302, {"Location": "http://127.0.0.1:22/"}), "failed", "not asked"),
        (Reply(gzip.compress(bytes(40_000_000)), 200, {"Content-Encoding": "gzip"}), "failed", "larger"),
        (Reply(b'{"jobs"', 200, {"Content-Length": "5000"}), "failed", "reached"),
    ],
)
def test_what_comes_after_a_good_page(
    board: Flask, web: FakeWeb, second: Reply, status: str, why: str
) -> None:
    web.answer(HOST, "/jobs", GOOD, second)
    run = rows.scrape()
    assert (run.status, why in (run.error_message or "")) == (status, True), run.error_message
    assert (run.jobs_found, run.jobs_new) == (2, 2)
    assert set(rows.jobs()) == {"b1", "b2"}
    assert run.completed_at
    assert rows.lines()[-1][0] == "error"
    if status in {"blocked", "quota"}:
        assert len(web.asked(HOST)) == 2, "nothing was tried again"
    if status == "changed":
        assert run.head


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Refused("http://x.example/", 403), "blocked"),
        (Refused("http://x.example/", 429, 5.0), "quota"),
        (RobotsForbid("http://x.example/"), "blocked"),
        (AddressForbidden("http://10.0.0.1/"), "failed"),
        (Unreachable("http://x.example/"), "failed"),
        (TooLarge("http://x.example/"), "failed"),
        (TooManyRedirects("http://x.example/"), "failed"),
        (NotJson("http://x.example/"), "changed"),
        (ZeroDivisionError("text with a key"), "failed"),
        (RecursionError(), "failed"),
        (MemoryError(), "failed"),
    ],
)
def test_every_fault_ends_the_run(context: Flask, fault: Exception, status: str) -> None:
    def fetch(_query: Query, _client: Client) -> Iterator[Page]:
        yield Page(Parsed((job(1),)))
        raise fault

    fake_board.use(context, fake_board.board(fetch=fetch))
    run = rows.scrape()
    assert (run.status, run.jobs_new) == (status, 1)
    assert run.completed_at
    assert "text with a key" not in repr((run.error_message, rows.lines()))
    if isinstance(fault, ZeroDivisionError):
        assert "test_scraping_statuses.py" in (run.error_message or ""), "it says where"


def test_a_source_that_breaks_before_its_first_page(context: Flask) -> None:
    def fetch(_query: Query, _client: Client) -> Iterator[Page]:
        raise KeyError("jobs")

    fake_board.use(context, fake_board.board(fetch=fetch))
    assert rows.scrape().status == "failed"


def test_one_item_that_breaks_the_reader_does_not_cost_the_others(
    board: Flask, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services import collecting

    read = collecting.posting_from_record

    def breaking(record: Any, *given: Any) -> Any:
        if record["id"] == "b3":
            raise TypeError("unforeseen")
        return read(record, *given)

    monkeypatch.setattr(collecting, "posting_from_record", breaking)
    web.answer(HOST, "/jobs", body={"jobs": [job(number) for number in range(8)]})
    run = rows.scrape()
    assert (run.status, run.jobs_new, run.jobs_rejected) == ("ok", 7, 1)
    assert run.samples["fault"][0].startswith("TypeError in ")


def said(web: FakeWeb, *jobs: Any, **more: Any) -> Any:
    web.answer(HOST, "/jobs", body={"jobs": list(jobs), **more})
    return rows.scrape()


def test_a_source_that_says_none_is_empty_and_one_that_does_not_is_suspect(
    board: Flask, web: FakeWeb
) -> None:
    assert said(web, none=True).status == "empty"
    assert said(web, total=0).status == "empty"
    for number in range(3):
        assert said(web, job(number)).status == "ok"
    silent = said(web)
    assert (silent.status, "the last 3 good runs" in silent.error_message) == ("suspect", True)
    assert silent.head
    assert said(web, none=True).status == "empty"


def test_a_silent_source_that_never_gave_anything_is_suspect_and_later_empty(
    board: Flask, web: FakeWeb
) -> None:
    assert said(web).status == "suspect"
    assert said(web, none=True).status == "empty"
    assert said(web).status == "empty", "as before"


@pytest.mark.parametrize(
    ("whole", "partial", "status"), [(7, 3, "ok"), (69, 31, "suspect"), (0, 1, "suspect"), (0, 0, "empty")]
)
def test_too_many_items_without_title_company_or_address_are_suspect(
    board: Flask, web: FakeWeb, whole: int, partial: int, status: str
) -> None:
    """As after a change of class names, when most fields find nothing."""
    gaps = ({"company": None}, {"title": ""}, {"url": ""})
    items = [job(number) for number in range(whole)]
    items += [job(1000 + number, **gaps[number % 3]) for number in range(partial)]
    assert said(web, *items, none=not items).status == status


def test_fields_that_a_source_often_lacks_are_not_held_against_it(context: Flask, web: FakeWeb) -> None:
    nameless = [job(number, company=None) for number in range(10)]
    fake_board.use(context, fake_board.board(often_lacks=("company",)))
    run = said(web, *nameless)
    assert (run.status, run.filled["company"], run.filled["title"]) == ("ok", 0, 10)


def test_a_source_that_has_nothing_to_ask_for_is_empty_and_says_why(context: Flask) -> None:
    fake_board.use(context, fake_board.board(fetch=lambda _query, _client: iter(())))
    run = rows.scrape()
    assert (run.status, "settings" in run.error_message) == ("empty", True)


def test_a_missing_key_is_auth_and_nothing_is_asked(context: Flask, web: FakeWeb) -> None:
    options = (
        Option("key", "Key", "secret", is_required=True),
        Option("words", "Words", "list", is_required=True),
    )
    fake_board.use(context, fake_board.board(options=options))
    run = rows.scrape()
    assert (run.status, "key" in run.error_message) == ("auth", True)
    source_configs.save(
        "board", {}, {"key": "abcd"}, is_on=False, every_hours=4, max_offers=9, expected_version=0
    )
    run = rows.scrape()
    assert (run.status, "words" in run.error_message) == ("failed", True)
    assert web.requests == []


def test_a_slow_drip_ends_in_time(board: Flask, web: FakeWeb) -> None:
    web.answer(HOST, "/jobs", GOOD, Reply({"jobs": []}, delay=30))
    run = rows.scrape()
    assert (run.status, run.jobs_new) == ("failed", 2)
    assert (run.completed_at - run.started_at).total_seconds() < 25


def test_letters_that_no_database_takes_are_no_fault(board: Flask, web: FakeWeb) -> None:
    odd = "nul \x00 and \ud800 half"
    run = said(web, job(1, title=f"Welder {odd}"), {"id": odd}, odd, notes=[odd], listing=odd, last=True)
    assert (run.jobs_new, run.jobs_rejected) == (1, 2)
