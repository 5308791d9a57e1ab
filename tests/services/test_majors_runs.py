"""Runs of the large sources from the answer to the stored offer, with keys that stay out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.extensions import db
from app.models import Job, ScrapingLine, ScrapingRun, utc_now
from app.services import rechecks, scraping, source_configs, tasks
from app.services.transaction import transaction
from tests.fake_web import Asked, FakeWeb, Reply, client_for
from tests.job_scraper.sources import test_majors_france_travail as ft
from tests.job_scraper.sources import test_majors_google_jobs as gj
from tests.job_scraper.sources import test_majors_linkedin as li
from tests.job_scraper.sources import test_majors_wttj as wj

SECRETS = {
    "france_travail": {"client_id": "PAR_canary", "client_secret": ft.SECRET},
    "google_jobs": {"api_key": gj.KEY},
    "wttj": {"search_key": wj.KEY},
    "linkedin": {},
}
OPTIONS: dict[str, dict[str, Any]] = {
    "france_travail": {"keywords": "python"},
    "google_jobs": {"queries": "data"},
    "wttj": {"queries": "data"},
    "linkedin": {"keywords": "python", "pages": "1"},
}
ADDRESS = {
    "france_travail": (ft.API, ft.OFFERS + "/search"),
    "google_jobs": (gj.HOST, gj.PATH),
    "wttj": (wj.INDEX, wj.PATH),
    "linkedin": (li.HOST, li.LIST),
}
GOOD = {
    "france_travail": Reply({"resultats": [ft.offer("A"), ft.offer("B"), ft.offer("C")]}),
    "google_jobs": Reply(gj.answer(gj.offer("A"), gj.offer("B"), gj.offer("C"))),
    "wttj": Reply(wj.answer(wj.hit("A"), wj.hit("B"), wj.hit("C"))),
    "linkedin": Reply(li.cards(0, 3)),
}
NOTHING = {
    "france_travail": Reply(b"", 204),
    "google_jobs": Reply(gj.EMPTY),
    "wttj": Reply(wj.answer()),
    "linkedin": Reply(li.END),
}


@pytest.fixture
def web(context: Flask) -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        server.answer(ft.LOGIN, ft.TOKEN_PATH, Reply(ft.token()))
        hosts = (ft.LOGIN, *(host for host, _path in ADDRESS.values()))
        context.extensions["outgoing_client"] = client_for(server, *hosts)
        for name, secrets in SECRETS.items():
            source_configs.save(
                name, OPTIONS[name], secrets, is_on=True, every_hours=4, max_offers=100, expected_version=0
            )
        yield server


def scrape(web: FakeWeb, name: str, reply: Reply) -> scraping.Done:
    web.answer(*ADDRESS[name], reply)
    return scraping.run_here(name)


def told() -> str:
    """Everything that runs left for people to read."""
    runs = db.session.scalars(select(ScrapingRun)).all()
    lines = db.session.scalars(select(ScrapingLine.text)).all()
    found = " ".join(
        [*(f"{run.message} {run.error_message} {run.head} {run.samples}" for run in runs), *lines]
    )
    db.session.rollback()
    return found


def stored(name: str) -> dict[str, Job]:
    found = {row.external_id: row for row in db.session.scalars(select(Job).where(Job.source == name))}
    db.session.rollback()
    return found


@pytest.mark.parametrize("name", SECRETS)
def test_offers_are_stored_once(web: FakeWeb, name: str) -> None:
    first, second = scrape(web, name, GOOD[name]), scrape(web, name, GOOD[name])
    assert (first.status, first.found, first.new) == ("ok", 3, 3)
    assert (second.status, second.found, second.new) == ("ok", 3, 0)
    assert len(stored(name)) == 3


@pytest.mark.parametrize(
    ("name", "status"),
    [("france_travail", "empty"), ("google_jobs", "empty"), ("wttj", "empty"), ("linkedin", "suspect")],
)
def test_nothing_found_after_offers(web: FakeWeb, name: str, status: str) -> None:
    """LinkedIn sends the same empty body when it holds back, so it is not believed."""
    scrape(web, name, GOOD[name])
    assert scrape(web, name, NOTHING[name]).status == status
    assert all(job.is_active for job in stored(name).values())


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (Reply("<title>Just a moment...</title><p>captcha</p>"), "blocked"),
        (Reply("<html><body>something else</body></html>"), "changed"),
        (Reply(b"", 999), "blocked"),
        (Reply(b"", 429), "quota"),
        (Reply(b"", 503), "failed"),
    ],
)
def test_runs_tell_the_truth(web: FakeWeb, name: str, reply: Reply, status: str) -> None:
    assert scrape(web, name, reply).status == status
    said = told()
    for secret in (*SECRETS[name].values(), "token-1"):
        assert secret not in said


def test_france_travail_is_looked_at_again(web: FakeWeb) -> None:
    scrape(web, "france_travail", GOOD["france_travail"])

    def one(asked: Asked) -> Reply:
        own = asked.path.rpartition("/")[2]
        return Reply(b"", 204) if own == "B" else Reply(ft.offer(own, intitule="Développeuse Go"))

    web.answer(ft.API, ft.OFFERS + "/*", one)
    with transaction() as session:
        long_ago = utc_now().replace(year=utc_now().year - 1)
        session.execute(update(Job).where(Job.source == "france_travail").values(last_seen_at=long_ago))
        task_id = tasks.add(session, rechecks.TASK, {"source": "france_travail"}).id
    tasks.run(task_id, {rechecks.TASK: rechecks.run})
    found = stored("france_travail")
    assert {own: job.is_active for own, job in found.items()} == {"A": True, "B": False, "C": True}
    assert found["A"].title == "Développeuse Go"
    assert found["B"].company is None
    assert len(web.asked(ft.LOGIN)) == 2
