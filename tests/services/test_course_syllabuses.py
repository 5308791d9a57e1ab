"""A syllabus fetched when it is needed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.errors import NotFound
from app.extensions import db
from app.models import Course, Task, utc_now
from app.services import tasks
from app.services.courses import catalogue, syllabus
from app.services.transaction import end_reading, transaction
from app.settings import Settings
from app.worker import HANDLERS
from course_scraper.course import Course as Record
from tests.course_scraper.coursera_site import HOST, course_page, learn
from tests.fake_web import FakeWeb, Reply

ID = "course~glass"


@pytest.fixture
def settings(settings: Settings, web: FakeWeb) -> Settings:
    return settings.model_copy(update={"outgoing_routes": web.setting(HOST), "host_pause": 0.0})


@pytest.fixture(autouse=True)
def glass(context: Flask, web: FakeWeb) -> None:
    catalogue.save([Record(id=ID, title="Glass", url=learn("glass"))], "import")
    web.answer(HOST, "/learn/glass", body=course_page("glass"))


def work() -> str:
    task = db.session.scalars(select(Task).order_by(Task.id.desc()).limit(1)).one()
    tasks.run(task.id, HANDLERS)
    message = db.session.get_one(Task, task.id, populate_existing=True).message
    end_reading()
    return message


def the_row() -> Course:
    row = db.session.scalars(select(Course).execution_options(populate_existing=True)).one()
    end_reading()
    return row


def test_it_is_fetched_once_and_stored(web: FakeWeb) -> None:
    assert syllabus.find(ID) is None
    assert syllabus.ask(ID)
    assert not syllabus.ask(ID)
    assert work() == "2 outcomes, 3 modules"
    row = the_row()
    found = syllabus.find(row.course_id)
    assert found is not None
    assert found["outcomes"] == ["Melt sand at 1,700 °C", "Shape a vase"]
    assert row.partner == "Nour Institute"
    assert not syllabus.ask(row.course_id)
    assert len(web.asked(HOST)) == 1


def test_an_old_one_is_fetched_again() -> None:
    with transaction() as session:
        row = session.scalars(select(Course)).one()
        row.syllabus, row.syllabus_at = {"outcomes": [], "modules": []}, utc_now() - timedelta(days=200)
    assert syllabus.ask(ID)
    work()
    assert (syllabus.find(the_row().course_id) or {})["outcomes"]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply("no", 403), "blocked: "),
        (Reply("<html>A new design</html>"), "changed: "),
        (Reply("", 404), "the page is gone (404)"),
    ],
)
def test_what_cannot_be_fetched_costs_nothing(web: FakeWeb, reply: Reply, said: str) -> None:
    web.answer(HOST, "/learn/glass", reply)
    syllabus.ask(ID)
    assert work().startswith(said)
    assert (the_row().title, the_row().is_active, the_row().syllabus) == ("Glass", True, None)


def test_courses_of_other_sites_and_unknown_ones_are_not_asked_for(web: FakeWeb) -> None:
    catalogue.save([Record(id="course~b", title="B", url="https://elsewhere.example.org/learn/b")], "import")
    assert not syllabus.ask("course~b")
    assert syllabus.run("course~b") == "nothing to read for course~b"
    assert syllabus.find("course~nowhere") is None
    with pytest.raises(NotFound):
        syllabus.ask("course~nowhere")
    assert web.requests == []
