"""The account in a browser's eyes: devices, my data, a copy of it, leaving."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db, limiter
from app.models import CV, AccountExport, Task, User, UserSession, utc_now
from app.services import sessions, tasks
from app.services.transaction import transaction
from app.web.devices import device_of
from app.worker import HANDLERS
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import CV_TEXT, PASSWORD, make_user
from tests.web.everything import cv_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture
def amel(app: Flask) -> int:
    with app.app_context():
        return make_user(email_notifications=True, reminder_mails=True)


def browser(app: Flask, agent: str = FIREFOX) -> CheckingClient:
    """Signed in through the form."""
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    client.environ_base["HTTP_USER_AGENT"] = agent
    answer = client.send("/login", {"email": "amel@example.org", "password": PASSWORD})
    assert answer.status_code == 302
    return client


def work(app: Flask) -> None:
    with app.app_context():
        for task_id in db.session.scalars(select(Task.id).where(Task.state == "queued")).all():
            tasks.run(task_id, HANDLERS)
        db.session.remove()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Linux"), (IPHONE, "Safari, iPhone"), (EDGE, "Edge, Windows"), ("curl/8", ""), ("", ""),
        ("x" * 10_000 + "Firefox/", ""),
    ],
)  # fmt: skip
def test_browsers_have_short_names(agent: str, name: str) -> None:
    assert device_of(agent) == name


def test_devices_are_listed_and_logged_out_one_by_one_or_all(app: Flask, amel: int) -> None:
    here, phone, work_place = browser(app), browser(app, IPHONE), browser(app, EDGE)
    page = here.get("/account")
    rows = [words_of(row) for row in tree(page).xpath("//section[@id='sessions']//li")]
    assert ["this device" in row for row in rows] == [True, False, False]
    assert "Firefox, Linux" in rows[0]
    [end] = [
        form.get("action")
        for form in tree(page).xpath("//section[@id='sessions']//li//form")
        if "iPhone" in words_of(form)
    ]
    assert here.send(end).location == "/account#sessions"
    assert phone.get("/account").status_code == 302
    assert work_place.get("/account").status_code == 200
    assert here.send(end).status_code == 404, "it is gone"
    here.send("/account/sessions/others/delete")
    assert here.get("/account").status_code == 200
    assert work_place.get("/account").status_code == 302
    with app.app_context():
        assert len(db.session.scalars(select(UserSession)).all()) == 1


def words_of(element: object) -> str:
    return " ".join(element.text_content().split())  # type: ignore[attr-defined]


def test_nobody_ends_the_session_of_another(app: Flask, amel: int) -> None:
    mine = browser(app)
    with app.app_context():
        other = make_user("other@example.org")
        number = db.session.scalars(select(UserSession.id)).one()
    stranger: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(stranger, other)
    assert stranger.send(f"/account/sessions/{number}/delete").status_code == 404
    assert mine.get("/account").status_code == 200


def test_a_copied_cookie_ends_with_logging_out(app: Flask, amel: int) -> None:
    mine = browser(app)
    copied = mine.get_cookie("jobmatch")
    assert copied
    mine.send("/logout")
    thief: CheckingClient = app.test_client()  # type: ignore[assignment]
    thief.set_cookie("jobmatch", copied.value)
    assert thief.get("/account").status_code == 302
    with app.app_context():
        assert db.session.scalars(select(UserSession)).all() == []


def test_a_cookie_is_worth_nothing_when_its_parts_are_changed(context: Flask) -> None:
    user_id = make_user()
    whole = sessions.open_for(db.session.get_one(User, user_id), "Firefox")
    number, epoch, secret = whole.split(".")
    found = sessions.find(whole)
    assert found is not None
    assert found.id == user_id
    for wrong in (
        f"{number}.{epoch}.x", f"{number}.1.{secret}", f"{user_id + 1}.{epoch}.{secret}", f"{number}.{epoch}.{'x' * 99}",
        "", ".", "..", f"{number}", f"{number}.", "٣.0", f"{number}.-0.{secret}", "9" * 30 + ".0", f"{whole}.x",
    ):  # fmt: skip
        assert sessions.find(wrong) is None, wrong


def test_a_visit_is_noted_now_and_then(app: Flask, amel: int) -> None:
    client = browser(app)
    with app.app_context(), transaction() as session:
        user = session.get_one(User, amel)
        user.last_seen_at = seen = utc_now() - timedelta(minutes=9)
        user.retention_mails = 1
    client.get("/account")
    with app.app_context(), transaction() as session:
        user = session.get_one(User, amel)
        assert user.last_seen_at == seen
        user.last_seen_at = utc_now() - timedelta(minutes=11)
    client.get("/account")
    with app.app_context():
        user = db.session.get_one(User, amel)
        assert user.last_seen_at > seen
        assert user.retention_mails == 0


def test_mails_are_switched_on_the_account_page(app: Flask, amel: int) -> None:
    client = browser(app)
    assert len(tree(client.get("/account")).xpath("//input[@type='checkbox'][@checked]")) == 2
    client.send("/account", {"timezone": "Europe/Paris", "reminder_mails": "y"})
    with app.app_context():
        user = db.session.get_one(User, amel)
        assert (user.email_notifications, user.reminder_mails) == (False, True)


def test_a_visitor_reads_that_nothing_is_kept(client: CheckingClient, app: Flask) -> None:
    assert "Nothing is kept about you" in words(client.get("/account/data"))
    for path in ("/account/export", "/account/delete"):
        assert client.get(path).status_code == 404
    with app.app_context():
        assert db.session.scalars(select(User)).all() == []


def test_a_copy_is_asked_for_and_fetched(app: Flask, amel: int) -> None:
    limiter.enabled = False
    with app.app_context():
        cv_of(amel, "amel.txt")
    client = browser(app)
    assert client.send("/account/export").location == "/account/data#copy"
    waiting = client.get("/account/export", headers={"HX-Request": "true"})
    assert "being made" in waiting.text
    assert 'hx-get="/account/export"' in waiting.text
    work(app)
    page = tree(client.get("/account/data"))
    [address] = page.xpath("//a[@download]/@href")
    answer = client.get(address)
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "attachment" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as content:
        [user] = json.loads(content.read("data/users.json"))
        assert user["email"] == "amel@example.org"
    stranger: CheckingClient = app.test_client()  # type: ignore[assignment]
    with app.app_context():
        sign_in(stranger, make_user("other@example.org"))
    assert stranger.get(address).status_code == 404
    assert stranger.send(f"{address}/delete").status_code == 404
    assert client.send(f"{address}/delete").status_code == 302
    assert client.get(address).status_code == 404


def test_the_fourth_copy_of_a_day_is_refused(app: Flask, amel: int) -> None:
    limiter.enabled = False
    with app.app_context(), transaction() as session:
        session.add_all(AccountExport(user_id=amel, language="en", state="failed") for _ in range(3))
    refused = browser(app).send("/account/export")
    assert refused.status_code == 409
    assert "Ask again tomorrow" in words(refused)


def test_an_account_goes_with_the_right_password_only(app: Flask, amel: int) -> None:
    client, elsewhere = browser(app), browser(app)
    with app.app_context():
        cv_of(amel, "amel.txt")
    page = words(client.get("/account/delete"))
    assert "1 CV with all that was read from it" in page
    for given in ({}, {"password": ""}, {"password": "wrong"}, {"confirm": "y"}):
        assert client.send("/account/delete", given).status_code == 400
    assert client.send("/account/delete", {"password": PASSWORD}).location == "/"
    assert "Log in" in words(client.get("/"))
    assert elsewhere.get("/account").status_code == 302
    with app.app_context():
        assert db.session.scalars(select(User)).all() == []


def test_a_guest_says_yes_and_is_gone(client: CheckingClient, app: Flask) -> None:
    client.send("/upload-cv", {"cv_file": (io.BytesIO(CV_TEXT.encode()), "amel.txt")})
    assert "amel.txt" in words(client.get("/account/data"))
    assert client.send("/account/delete").status_code == 400
    with app.app_context():
        assert db.session.scalars(select(CV)).all()
    assert client.send("/account/delete", {"confirm": "y"}).location == "/"
    with app.app_context():
        assert db.session.scalars(select(User)).all() == []
    assert "Nothing is kept about you" in words(client.get("/account/data"))
