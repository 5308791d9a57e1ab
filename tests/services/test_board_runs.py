"""Runs of employers' boards from the answer to the stored offer, and what closes one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Job
from app.services import scraping, source_configs
from tests.fake_web import FakeWeb, client_for
from tests.job_scraper.sources.board_services import SERVICES


@pytest.fixture
def web(context: Flask) -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        hosts = ("boards-api.greenhouse.io", "api.ashbyhq.com")
        context.extensions["outgoing_client"] = client_for(server, *hosts)
        for name in ("greenhouse", "ashby"):
            source_configs.save(
                name,
                {"companies": "voltara\ngone"},
                {},
                is_on=True,
                every_hours=4,
                max_offers=100,
                expected_version=0,
            )
        yield server


def open_ids(source: str) -> set[str]:
    rows = db.session.scalars(select(Job).where(Job.source == source, Job.is_active))
    found = {row.external_id for row in rows}
    db.session.rollback()
    return found


def run(web: FakeWeb, name: str, body: bytes) -> scraping.Done:
    web.answer(*SERVICES[name].for_company("voltara"), body=body)
    return scraping.run_here(name)


def test_what_left_the_board_is_closed(web: FakeWeb) -> None:
    service = SERVICES["greenhouse"]
    first = run(web, "greenhouse", service.answer(3))
    assert (first.status, first.found, first.new) == ("ok", 3, 3)
    second = run(web, "greenhouse", service.wrap([service.good(0), service.good(2)]))
    assert (second.status, second.found, second.new) == ("ok", 2, 0)
    assert open_ids("greenhouse") == {"voltara/4000100", "voltara/4000102"}


def test_what_could_not_be_read_is_not_closed(web: FakeWeb) -> None:
    service = SERVICES["greenhouse"]
    run(web, "greenhouse", service.answer(6))
    broken = {**service.good(5), "title": None}
    run(web, "greenhouse", service.wrap([*map(service.good, range(5)), broken]))
    assert len(open_ids("greenhouse")) == 6


def test_a_board_that_says_it_is_empty_closes_all(web: FakeWeb) -> None:
    service = SERVICES["greenhouse"]
    run(web, "greenhouse", service.answer(3))
    web.answer(*service.for_company("gone"), body=service.answer(0))
    assert run(web, "greenhouse", service.answer(0)).status == "empty"
    assert open_ids("greenhouse") == set()


def test_an_empty_board_that_may_be_an_unknown_one_is_suspect_and_closes_nothing(web: FakeWeb) -> None:
    service = SERVICES["ashby"]
    run(web, "ashby", service.answer(3))
    assert run(web, "ashby", service.answer(0)).status == "suspect"
    assert len(open_ids("ashby")) == 3


def test_a_captcha_is_blocked_and_closes_nothing(web: FakeWeb) -> None:
    service = SERVICES["greenhouse"]
    run(web, "greenhouse", service.answer(3))
    assert run(web, "greenhouse", b"<html><title>Just a moment...</title></html>").status == "blocked"
    assert len(open_ids("greenhouse")) == 3
