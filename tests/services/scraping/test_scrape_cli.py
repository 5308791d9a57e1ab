"""``flask scrape`` and ``flask sources``: what they say and how they end."""

from __future__ import annotations

import signal
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app.models import ScrapingRun, utc_now
from app.services import source_configs
from app.services.transaction import transaction
from job_scraper.option import Option
from tests.fake_web import FakeWeb, Reply
from tests.services import fake_board
from tests.services.fake_board import HOST, job
from tests.services.scraping import rows


def call(app: Flask, *arguments: str, **given: Any) -> Result:
    return app.test_cli_runner().invoke(args=list(arguments), **given)


@pytest.fixture(autouse=True)
def _signals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test process keeps its own."""
    monkeypatch.setattr(signal, "signal", lambda *_given: None)


def test_a_run_says_what_it_brought(board: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=7, each=3)
    result = call(board, "scrape", "board", "board")
    assert (result.exit_code, result.output) == (0, "board: ok, 7 found, 7 new\n")
    assert rows.the_run().status == "ok"


def test_all_runs_those_that_are_on_and_one_failure_makes_it_fail(context: Flask, web: FakeWeb) -> None:
    web.answer(HOST, "/jobs", Reply({"jobs": [job(1)]}), Reply("no", 403))
    fake_board.use(context, *(fake_board.board(name=name, is_on=name != "off") for name in ("a", "b", "off")))
    result = call(context, "scrape", "--all")
    assert result.exit_code == 1
    assert [line.split(",")[0] for line in result.output.splitlines()] == ["a: ok", "b: blocked"]
    assert rows.runs()[0].asked_by_id is None


def test_already_running_is_no_failure(board: Flask, web: FakeWeb) -> None:
    with transaction() as session:
        session.add(ScrapingRun(source="board", heartbeat_at=utc_now()))
    result = call(board, "scrape", "--all")
    assert (result.exit_code, result.output) == (0, "board: already running\n")
    assert web.requests == []


@pytest.mark.parametrize("wrong", [(), ("board", "--all"), ("nowhere",), ("board", "nowhere"), ("--fast",)])
def test_wrong_use_is_told_apart_from_failure(board: Flask, wrong: tuple[str, ...]) -> None:
    assert call(board, "scrape", *wrong).exit_code == 2
    assert rows.runs() == []


def test_no_source_on_is_said(context: Flask) -> None:
    fake_board.use(context, fake_board.board(is_on=False))
    for command in (("scrape", "--all"), ("sources", "check")):
        result = call(context, *command)
        assert (result.exit_code, result.output) == (0, "No source is on.\n")


def test_the_list_shows_each_source(context: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=2, each=2)
    fake_board.use(context, fake_board.board(), fake_board.board(name="off", is_on=False))
    call(context, "scrape", "board")
    lines = [line.split() for line in call(context, "sources", "list").output.splitlines()]
    assert lines[0][0] == "name"
    assert lines[1][:4] == ["board", "on", "open", "ok"]
    assert lines[1][-1] == "UTC"
    assert lines[2] == ["off", "off", "open", "never", "-"]


def test_a_check_reads_one_answer_and_stores_nothing(board: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=40, each=20)
    result = call(board, "sources", "check", "board")
    assert (result.exit_code, result.output) == (0, "board: ok, 20 of 20 offers readable\n")
    assert len(web.asked(HOST)) == 1
    assert rows.jobs() == {}
    assert rows.runs() == []
    for body, status in (
        (b"<html>captcha", "changed"),
        (b'{"jobs": []}', "suspect"),
        (b'{"jobs": ["?"]}', "suspect"),
    ):
        web.answer(HOST, "/jobs", body=body)
        result = call(board, "sources", "check")
        assert (result.exit_code, result.output.split(",")[0]) == (1, f"board: {status}")
    web.answer(HOST, "/jobs", status=403)
    assert "board: blocked" in call(board, "sources", "check").output
    assert call(board, "sources", "check", "nowhere").exit_code == 2


def test_settings_from_the_command_line(context: Flask) -> None:
    options = (*fake_board.board().options, Option("pages", "Pages", "number", 1, maximum=5))
    fake_board.use(context, fake_board.board(options=options))
    result = call(
        context, "sources", "set", "board", "words=java, rust", "pages=3", "--off", "--every-hours", "12",
        "--key", "key", input="s3cr3t\n",
    )  # fmt: skip
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "board: version 1, off")
    assert "s3cr3t" not in result.output
    set_up = source_configs.current("board")
    assert (set_up.values["words"], set_up.values["pages"], set_up.every_hours) == (("java", "rust"), 3, 12)
    assert set_up.secrets_set == {"key"}
    for wrong in (("pages=9",), ("colour=red",), ("pages",), ("--every-hours", "0")):
        result = call(context, "sources", "set", "board", *wrong)
        assert result.exit_code == 2, result.output
    assert call(context, "sources", "set", "nowhere").exit_code == 2
    assert source_configs.current("board").version == 1
