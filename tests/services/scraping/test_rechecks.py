"""Stored offers of a source with duties are looked at again in time, and go when they are gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from app.models import Job, utc_now
from app.services import progress, rechecks, source_configs, tasks
from app.services.transaction import transaction
from tests.factories import make_user
from tests.fake_web import Asked, FakeWeb, Reply
from tests.services import fake_board
from tests.services.fake_board import HOST, job
from tests.services.scraping import rows


@pytest.fixture
def duty(context: Flask, web: FakeWeb) -> Flask:
    fake_board.use(context, fake_board.board(recheck_hours=24))
    web.answer(HOST, "/jobs", body={"jobs": [job(number) for number in range(5)]})
    rows.scrape()
    return context


def seen(hours_ago: float, *ids: str, **values: Any) -> None:
    with transaction() as session:
        moment = utc_now() - timedelta(hours=hours_ago)
        wanted = update(Job).where(Job.external_id.in_(ids))
        session.execute(wanted.values(last_seen_at=moment, **values))


def recheck() -> str:
    with transaction() as session:
        task_id = tasks.add(session, rechecks.TASK, {"source": "board"}).id
    tasks.run(task_id, {rechecks.TASK: rechecks.run})
    return rows.task(task_id).message


def one(asked: Asked) -> Reply:
    number = int(asked.path.rpartition("b")[2])
    if number == 1:
        return Reply("gone", 404)
    return Reply(job(number, **({"title": "Welder, night shift"} if number == 2 else {})))


def test_what_is_due_is_asked_for_one_by_one(duty: Flask, web: FakeWeb) -> None:
    web.answer(HOST, "/jobs/*", one)
    seen(30, "b1")
    seen(20, "b2", "b3")
    seen(17, "b4")
    assert recheck() == "3 looked at, 1 gone, 0 could not be read"
    assert [asked.path for asked in web.asked(HOST, "/jobs/*")] == ["/jobs/b1", "/jobs/b2", "/jobs/b3"]
    found = rows.jobs()
    assert (found["b1"].is_active, found["b1"].closed_reason) == (False, "gone")
    assert found["b2"].title == "Welder, night shift"
    assert min(utc_now() - found[name].last_seen_at for name in ("b2", "b3")) < timedelta(minutes=1)
    assert recheck() == "0 looked at, 0 gone, 0 could not be read"


def test_nothing_that_belongs_to_the_source_is_kept_of_an_offer_that_is_gone(
    duty: Flask, web: FakeWeb
) -> None:
    web.answer(HOST, "/jobs/*", one)
    seen(30, "b1")
    recheck()
    gone = rows.jobs()["b1"]
    assert gone.title == "Welder 1"
    kept = (gone.company, gone.location, gone.city, gone.description_html, gone.job_url, gone.raw_data)
    assert kept == (None,) * 6
    assert gone.description == ""
    assert rows.jobs()["b2"].company, "others are whole"


def test_one_that_comes_back_is_whole_again(duty: Flask, web: FakeWeb) -> None:
    web.answer(HOST, "/jobs/*", one)
    seen(30, "b1")
    recheck()
    rows.scrape()
    back = rows.jobs()["b1"]
    assert (back.is_active, back.company, back.city) == (True, "Atelier Nour 1", "Tunis")
    assert back.description


def test_what_could_not_be_looked_at_in_time_is_no_longer_shown(duty: Flask) -> None:
    seen(49, "b1", "b2")
    seen(47, "b3")
    assert rechecks.keep_promises() == 2
    found = rows.jobs()
    assert {name for name, row in found.items() if row.is_active} == {"b0", "b3", "b4"}
    assert (found["b1"].closed_reason, found["b1"].company) == ("unseen", None)
    assert rechecks.keep_promises() == 0


def test_a_refusal_ends_it_and_keeps_what_was_looked_at(duty: Flask, web: FakeWeb) -> None:
    web.answer(HOST, "/jobs/*", lambda asked: Reply("no", 403) if asked.path.endswith("b3") else one(asked))
    seen(30, "b0", "b1", "b2", "b3", "b4")
    assert recheck() == "blocked after 0 looked at, 1 gone"
    fresh = {name for name, row in rows.jobs().items() if utc_now() - row.last_seen_at < timedelta(minutes=1)}
    assert fresh == {"b0", "b2"}
    assert len(web.asked(HOST, "/jobs/*")) == 4


def test_what_cannot_be_read_is_counted_and_asked_once(duty: Flask, web: FakeWeb) -> None:
    web.answer(
        HOST, "/jobs/*", lambda asked: Reply({"title": ""}) if asked.path.endswith("b0") else one(asked)
    )
    seen(30, "b0", "b2")
    assert recheck() == "1 looked at, 0 gone, 1 could not be read"
    assert rows.jobs()["b0"].is_active, "not proven to be gone"


def test_it_ends_with_the_program_and_goes_on_later(duty: Flask, web: FakeWeb) -> None:
    def answer(asked: Asked) -> Reply:
        progress.stop(duty)
        return one(asked)

    web.answer(HOST, "/jobs/*", answer)
    seen(30, "b0", "b2")
    with transaction() as session:
        task_id = tasks.add(session, rechecks.TASK, {"source": "board"}).id
    tasks.run(task_id, {rechecks.TASK: rechecks.run})
    assert rows.task(task_id).state == "queued"
    duty.extensions["stopping"].clear()
    tasks.run(task_id, {rechecks.TASK: rechecks.run})
    assert len(web.asked(HOST, "/jobs/*")) == 2


def test_offers_that_a_person_brought_in_are_left_alone(duty: Flask, web: FakeWeb) -> None:
    seen(90, "b0", owner_id=make_user("amel@example.org"))
    assert recheck().startswith("0 looked at")
    assert rechecks.keep_promises() == 0


def test_only_sources_with_the_duty_that_are_on_are_asked(context: Flask) -> None:
    fake_board.use(
        context,
        fake_board.board(name="duty", recheck_hours=24),
        fake_board.board(name="other"),
        fake_board.board(name="off", recheck_hours=24, is_on=False),
        fake_board.board(name="cannot", recheck_hours=24, find=None),
    )
    assert [rechecks.ask_due("2026-03-04T12") for _worker in "ab"] == [1, 0]
    assert rechecks.run("other") == "nothing to look at again for other"
    assert source_configs.current("duty").is_on
