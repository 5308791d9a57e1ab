"""Having a model propose questions, in an administrator's browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.extensions import db, limiter
from app.models import Course, QuizQuestion, Task
from app.services.transaction import transaction
from tests import model_site
from tests.client import CheckingClient, sign_in, words
from tests.factories import make_user
from tests.fake_model import FakeModel
from tests.services.assistant.test_quiz_proposals import SYLLABUS, good
from tests.services.some_courses import fill
from tests.web.administration import as_admin

PATH = "/admin/quizzes/propose"
FORM = {"skill": "Python", "number": "3", "language": "en"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with FakeModel() as fake:
        yield fake


@pytest.fixture
def admin(app: Flask, model: FakeModel) -> CheckingClient:
    limiter.enabled = False
    with app.app_context():
        model_site.use(model)
        fill()
        with transaction() as session:
            session.execute(update(Course).values(syllabus=SYLLABUS))
        admin_id = make_user("nadia@example.org", role="admin")
        db.session.remove()
    return as_admin(app, admin_id)


def test_drafts_come_of_it_and_the_page_says_how_many(
    app: Flask, admin: CheckingClient, model: FakeModel
) -> None:
    model.behave("json", json={"questions": [good(0), good(1), good(2, right="C")]})
    answer = admin.send(PATH, FORM)
    assert answer.location == f"{PATH}?skill=python&number=3&language=en"
    assert "The model is being asked." in words(admin.get(answer.location))
    assert model.requests == [], "no page asks a model"
    with app.app_context():
        model_site.answer_all(app)
    text = words(admin.get(answer.location))
    assert "2 questions are new drafts." in text
    assert "1 of 3 did not come or could not be used" in text
    fragment = admin.get(answer.location, headers=HTMX, check=False).text
    assert "<html" not in fragment
    assert 'href="/admin/quizzes?state=draft&amp;skill=Python"' in fragment
    assert good(0)["question"] in words(admin.get("/admin/quizzes?state=draft&skill=Python"))


def test_what_a_model_wrote_is_shown_as_text(app: Flask, admin: CheckingClient, model: FakeModel) -> None:
    model.behave("json", json={"questions": [good(0, options=["a & b", 'x"y', "c > d", "e"], right="e")]})
    admin.send(PATH, FORM)
    with app.app_context():
        model_site.answer_all(app)
        number = db.session.scalars(select(QuizQuestion.id).where(QuizQuestion.origin == "model")).one()
    page = admin.get(f"/admin/quizzes/{number}")
    assert page.status_code == 200
    assert "<script>alert(1)" not in page.text


@pytest.mark.parametrize(
    "changes",
    [{"skill": "<b>none</b>"}, {"number": "11"}, {"number": "x" * 9000}, {"language": "xx"}, {"skill": ""}],
)
def test_a_wrong_wish_is_refused(admin: CheckingClient, changes: dict[str, str]) -> None:
    answer = admin.send(PATH, {**FORM, **changes})
    assert answer.status_code == 400
    assert "<b>none</b>" not in answer.text


def test_others_cannot_ask(app: Flask, admin: CheckingClient, model: FakeModel) -> None:
    with app.app_context():
        user_id = make_user("amel@example.org")
    person: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(person, user_id)
    assert person.send(PATH, FORM).status_code in {403, 404}
    with app.app_context():
        assert db.session.scalar(select(Task.id).where(Task.name == "ask_model")) is None
    assert model.requests == []


def test_without_a_model_the_page_says_so(app: Flask) -> None:
    with app.app_context():
        admin_id = make_user("nadia@example.org", role="admin")
    text = words(as_admin(app, admin_id).get(f"{PATH}?skill=python&number=3&language=fr"))
    assert "This site uses no model." in text
