"""What stands in the logs: one line for a request, with its number, and nothing of anybody."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from app import create_app, logs
from app.extensions import db
from app.logs import get_logger
from app.models import CV, User
from app.services import cvs, jobs, tasks
from app.services.transaction import transaction
from app.settings import Settings
from tests.client import CheckingClient, sign_in
from tests.factories import CV_TEXT, make_user

CANARIES = (
    "zyxcanaryname",
    "canary.mail@example.org",
    "zyx canary password",
    "zyxcanaryword",
    "+216 20 987 654",
)
CV_WITH_CANARIES = CV_TEXT.replace("Amel Trabelsi", "Zyxcanaryname Trabelsi").replace(
    "amel.trabelsi@example.org", "canary.mail@example.org"
).replace("+216 20 000 000", "+216 20 987 654") + "\nzyxcanaryword\n"  # fmt: skip


class Written:
    """The lines that the handler of the application writes."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def listen(self) -> None:
        [handler] = [one for one in logging.getLogger().handlers if getattr(one, "_jobmatch", False)]
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(self.stream)

    def events(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.text.splitlines() if line]

    def requests(self) -> list[dict[str, object]]:
        return [event for event in self.events() if event["event"] == "request"]


@pytest.fixture
def written(app: Flask, settings: Settings) -> Iterator[Written]:
    """``app`` empties the database; each test starts another application that logs everything."""
    yield Written()
    logs.configure(settings)


@contextmanager
def started(settings: Settings, written: Written, **changes: object) -> Iterator[Flask]:
    app = create_app(settings.model_copy(update={"log_level": "DEBUG", "log_format": "json", **changes}))
    written.listen()
    app.test_client_class = CheckingClient
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def loud(settings: Settings, written: Written) -> Iterator[Flask]:
    with started(settings, written) as app:
        yield app


@pytest.fixture(params=["json", "console"])
def either(settings: Settings, written: Written, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """In each form that lines can have."""
    with started(settings, written, log_format=request.param, rate_limits=False) as app:
        yield app


def test_one_line_for_each_request_with_the_number_of_the_answer(loud: Flask, written: Written) -> None:
    client = loud.test_client()
    answers = [client.get(path) for path in ("/", "/nowhere", "/job/1", "/?page=x")] + [
        client.post("/login", data={})
    ]
    lines = written.requests()
    assert [line["request_id"] for line in lines] == [answer.headers["X-Request-ID"] for answer in answers]
    assert [line["status"] for line in lines] == [200, 404, 404, 400, 400]
    assert [line["endpoint"] for line in lines] == [
        "jobs.search",
        None,
        "jobs.show",
        "jobs.search",
        "accounts.login",
    ]
    assert [line["method"] for line in lines] == ["GET"] * 4 + ["POST"]
    assert all(isinstance(line["ms"], float) for line in lines)
    assert len({line["request_id"] for line in lines}) == 5


def test_a_given_number_is_used_when_it_is_one(loud: Flask, written: Written) -> None:
    client = loud.test_client()
    assert (
        client.get("/", headers={"X-Request-ID": "from-the-proxy-1"}).headers["X-Request-ID"]
        == "from-the-proxy-1"
    )
    assert written.requests()[-1]["request_id"] == "from-the-proxy-1"
    for odd in (
        "short",
        "x" * 65,
        "has space",
        "<script>alert(1)</script>",
        "semi;colon;",
        "new%0aline-line",
    ):
        answered = client.get("/", headers={"X-Request-ID": odd}).headers["X-Request-ID"]
        assert answered != odd
        assert written.requests()[-1]["request_id"] == answered
        assert odd not in written.text


def test_checks_of_health_and_files_make_no_lines(loud: Flask, written: Written) -> None:
    client = loud.test_client()
    for path in ("/healthz", "/readyz", "/static/css/layout.css"):
        client.get(path)
    assert written.requests() == []


def test_line_breaks_in_what_comes_in_do_not_make_lines(either: Flask, written: Written) -> None:
    app = either
    client = app.test_client()
    before = written.text.count("\n")
    for number, path in enumerate(
        ("/?keyword=a%0d%0aINJECTED", "/a%0aINJECTED", "/%0d%0aINJECTED?x=%0aINJECTED", "/?page=%0aINJECTED"),
        1,
    ):
        client.get(path, headers={"User-Agent": "x INJECTED", "Referer": "y"})
        assert written.text.count("\n") == before + number
    log = get_logger("test")
    log.info("said\nINJECTED line", value="a\r\nINJECTED line\u2028INJECTED\x1b[2J")
    logging.getLogger("library").warning("a %s", "b\nINJECTED line\x85INJECTED")
    assert written.text.count("\n") == before + 6
    assert not [line for line in written.text.splitlines() if line.startswith("INJECTED")]
    assert "\x1b[2J" not in written.text


def test_a_fault_is_told_with_its_place_and_the_number(
    loud: Flask, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("zyxcanaryword")

    monkeypatch.setattr(jobs, "search", broken)
    answer = loud.test_client().get("/?keyword=zyxcanaryname", check=False)
    [fault] = [event for event in written.events() if event["event"] == "unexpected"]
    assert fault["request_id"] == answer.headers["X-Request-ID"]
    assert fault["error"] == "RuntimeError"
    assert "test_logs.py" in json.dumps(fault), "the place is there"
    assert "broken" in json.dumps(fault)
    assert_no_canary(written)


def test_nothing_of_anybody_is_logged(
    either: Flask, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through pages that work, pages that refuse, and pages and tasks that break while they hold it."""
    app = either
    client = app.test_client()
    mail, password = "canary.mail@example.org", "zyx canary password"
    cv = {"cv_file": (io.BytesIO(CV_WITH_CANARIES.encode()), "zyxcanaryname.txt")}
    client.send("/upload-cv", cv)
    client.get("/cv")
    client.get("/?keyword=zyxcanaryword&location=zyxcanaryname")
    client.get("/job/zyxcanaryword")
    client.send("/register", {"email": mail, "password": password, "first_name": "Zyxcanaryname"})
    client.send("/login", {"email": mail, "password": password})
    client.send("/reset", {"email": mail})
    client.get("/register/zyxcanaryword")

    def broken(*arguments: object, **_more: object) -> None:
        held = (CV_WITH_CANARIES, arguments)
        raise ValueError(f"cannot read {held}")

    with app.app_context():
        user_id = make_user(mail)
        db.session.remove()
    sign_in(client, user_id)
    for service, name in ((cvs, "read"), (cvs, "parse"), (cvs, "_store")):
        with monkeypatch.context() as patch:
            patch.setattr(service, name, broken)
            cv = {"cv_file": (io.BytesIO(CV_WITH_CANARIES.encode()), "zyxcanaryname.txt")}
            assert client.send("/upload-cv", cv, check=False).status_code == 500
    with monkeypatch.context() as patch:
        patch.setattr("app.web.accounts.accounts.authenticate", broken)
        assert client.send("/login", {"email": mail, "password": password}, check=False).status_code == 500
    with app.app_context():
        with transaction() as session:
            task = tasks.add(session, "work", {"token_id": 1}).id
        tasks.run(task, {"work": broken})
        break_the_database(mail)
    assert written.text.count("unexpected") >= 4
    assert "task failed" in written.text
    assert written.text.count("refused by the database") == 4
    assert_no_canary(written)


def break_the_database(mail: str) -> None:
    """Errors of the database name the values of the statement, unless they are told not to."""
    log = get_logger("test")
    for statement in (
        insert(User).values(email=mail, email_key=mail, password_hash="zyxcanaryword"),
        insert(CV).values(user_id=10**6, file_name="zyxcanaryname", lines=[CV_WITH_CANARIES]),
    ):
        try:
            with transaction() as session:
                session.execute(statement)
        except IntegrityError:  # PostgreSQL itself quotes the value; the log must not repeat it
            log.exception("refused by the database")
            logging.getLogger("library").exception("refused by the database")
        else:
            raise AssertionError("it was taken in")


def assert_no_canary(written: Written) -> None:
    lowered = written.text.casefold()
    assert [canary for canary in CANARIES if canary.casefold() in lowered] == []
