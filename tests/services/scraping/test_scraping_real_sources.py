"""The product's own sources, set up as an admin does and run against a local web that answers as they do."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from app.services import source_configs
from app.settings import Settings
from job_scraper.registry import all_sources
from tests.fake_web import FakeWeb, Reply
from tests.job_scraper.sources import api_answers, board_services
from tests.services.scraping import rows

APIS = sorted(api_answers.ITEMS)
BOARDS = sorted(board_services.SERVICES)
NARROW = {"details": False, "worldwide": False}


def switch_on(app: Flask, settings: Settings, web: FakeWeb, name: str, options: dict[str, Any]) -> None:
    """The client is made when it is first asked for, so the routes are set before."""
    hosts = set(web.routes())
    if name == "personio":
        hosts |= {"voltara.jobs.personio.com"}
    routes = settings.model_copy(update={"outgoing_routes": web.setting(*hosts)})
    app.extensions["settings"] = routes
    app.extensions.pop("outgoing_client", None)
    declared = {option.name: option.kind for option in all_sources()[name].options}
    given = {key: value for key, value in options.items() if key in declared}
    secrets = {key: str(value) for key, value in given.items() if declared[key] == "secret"}
    values = {key: value for key, value in given.items() if key not in secrets}
    source_configs.save(name, values, secrets, is_on=True, every_hours=4, max_offers=500, expected_version=0)


@pytest.mark.parametrize("name", APIS)
def test_an_interface_brings_offers_and_tells_a_refusal(
    context: Flask, settings: Settings, web: FakeWeb, name: str
) -> None:
    host, path = api_answers.PLACES[name]
    web.answer(host, path, body=api_answers.listed(name, api_answers.items(name, 1, 2, 3)))
    switch_on(context, settings, web, name, {**NARROW, **api_answers.OPTIONS[name]})
    run = rows.scrape(name)
    assert (run.status, run.jobs_found, run.jobs_new) == ("ok", 3, 3), run.error_message
    assert run.filled["title"] == run.filled["url"] == 3
    web.answer(host, path, body=api_answers.listed(name, [*api_answers.items(name, 1, 2, 3), "?"]))
    run = rows.scrape(name)
    assert (run.status, run.jobs_unchanged, run.jobs_rejected) == ("ok", 3, 1), run.error_message
    for status, expected in ((429, "quota"), (403, ("blocked", "auth")), (503, "failed")):
        web.answer(host, path, status=status)
        assert rows.scrape(name).status in expected
    web.answer(host, path, Reply("<html><title>Just a moment...</title></html>"))
    assert rows.scrape(name).status in {"changed", "blocked"}
    assert len(rows.jobs()) == 3
    assert all(job.is_active for job in rows.jobs().values())


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_is_mirrored(context: Flask, settings: Settings, web: FakeWeb, name: str) -> None:
    service = board_services.SERVICES[name]
    host, path = service.for_company("voltara")
    web.answer(host, path, body=service.answer(4))
    if name == "smartrecruiters":
        for number in range(4):
            item = service.good(number)
            web.answer(host, f"{path}/{item['id']}", body=item)
    switch_on(context, settings, web, name, {"companies": ["voltara"]})
    run = rows.scrape(name)
    assert (run.status, run.jobs_found, run.jobs_new) == ("ok", 4, 4), run.error_message
    assert run.filled["title"] == run.filled["company"] == run.filled["url"] == 4
    web.answer(host, path, body=service.answer(3))
    run = rows.scrape(name)
    assert (run.status, run.jobs_unchanged, run.jobs_closed) == ("ok", 3, 1)
    web.answer(host, path, Reply("no", 403))
    run = rows.scrape(name)
    assert run.status in {"blocked", "auth"}
    assert sum(job.is_active for job in rows.jobs().values()) == 3, "a refusal closes nothing"


def test_every_source_has_a_set_up_that_can_be_read(context: Flask) -> None:
    set_ups = source_configs.all_current()
    assert [one.source for one in set_ups] == list(all_sources())
    for one in set_ups:
        assert one.version == 0
        assert not (one.is_on and one.missing), f"{one.source} is on and cannot run"
