"""Registering, logging in and out, resetting: through the real app, mails read from a real SMTP server."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator

import pytest
from aiosmtpd.controller import Controller
from argon2 import Type, extract_parameters
from argon2.exceptions import VerifyMismatchError
from flask import Flask
from sqlalchemy import select

from app import worker
from app.extensions import db
from app.models import CV, AccountToken, Task, User
from app.services import passwords, tasks
from tests import cheap
from tests.client import CheckingClient, sign_in, words
from tests.factories import CV_TEXT, PASSWORD, make_user
from tests.servers import free_port


class Mailbox:
    def __init__(self) -> None:
        self.messages: list[tuple[list[str], str]] = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.messages.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 kept"


@pytest.fixture
def mailbox(app: Flask) -> Iterator[Mailbox]:
    box = Mailbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    mailer = app.extensions["mailman"]
    mailer.server, mailer.port, mailer.backend = "127.0.0.1", port, "smtp"
    yield box
    controller.stop()


@pytest.fixture
def work(app: Flask) -> Callable[[], None]:
    """Do what waits in the queue, as the worker would."""

    def run() -> None:
        with app.app_context():
            for task_id in db.session.scalars(select(Task.id).where(Task.state == "queued")).all():
                tasks.run(task_id, worker.HANDLERS)

    return run


def link_in(message: str) -> str:
    plain = message.replace("=\r\n", "").replace("=3D", "=")
    found = re.search(r"http://localhost(/(?:register|reset|login)[\w/-]*)", plain)
    assert found, plain
    return found[1]


def register(client: CheckingClient, email: str = "amel@example.org") -> None:
    answer = client.send("/register", {"email": email, "password": PASSWORD, "first_name": "Amel"})
    assert answer.status_code == 302
    assert answer.location.endswith("/check-mail")


def test_registering_is_confirmed_by_mail(
    client: CheckingClient, mailbox: Mailbox, work: Callable[[], None]
) -> None:
    register(client)
    work()
    [(to, message)] = mailbox.messages
    assert to == ["amel@example.org"]
    link = link_in(message)
    assert "Confirm" in words(client.get(link))
    client.send(link)
    assert "amel" in words(client.get("/account")).lower()
    assert client.get("/account").status_code == 200
    spent = client.send(link, check=True)
    assert spent.status_code == 400


def test_a_guest_keeps_the_cv(
    client: CheckingClient, mailbox: Mailbox, work: Callable[[], None], app: Flask
) -> None:
    client.send("/upload-cv", {"cv_file": (io.BytesIO(CV_TEXT.encode()), "amel.txt")})
    register(client)
    work()
    client.send(link_in(mailbox.messages[0][1]))
    assert client.get("/check-cv").json == {"cv_uploaded": True, "cv_filename": "amel.txt"}
    with app.app_context():
        [user] = db.session.scalars(select(User)).all()
        assert (user.is_guest, user.email, user.first_name) == (False, "amel@example.org", "Amel")


def test_logging_in_moves_what_a_guest_had(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        user_id = make_user()
    client.send("/upload-cv", {"cv_file": (io.BytesIO(CV_TEXT.encode()), "amel.txt")})
    client.send("/login", {"email": "AMEL@example.org", "password": PASSWORD})
    with app.app_context():
        assert db.session.scalars(select(CV.user_id)).all() == [user_id]
        assert db.session.scalars(select(User.id)).all() == [user_id]


def test_known_and_unknown_addresses_get_the_same_answer(
    client: CheckingClient, app: Flask, mailbox: Mailbox, work: Callable[[], None]
) -> None:
    with app.app_context():
        make_user()
    known = client.send("/register", {"email": "amel@example.org", "password": PASSWORD})
    unknown = client.send("/register", {"email": "nobody@example.org", "password": PASSWORD})
    assert (known.status_code, known.location, known.data) == (
        unknown.status_code,
        unknown.location,
        unknown.data,
    )
    known = client.send("/reset", {"email": "amel@example.org"})
    unknown = client.send("/reset", {"email": "nobody@example.org"})
    assert (known.status_code, known.location, known.data) == (
        unknown.status_code,
        unknown.location,
        unknown.data,
    )
    work()
    sent = sorted((to[0], "already have" in message) for to, message in mailbox.messages)
    assert sent == [("amel@example.org", False), ("amel@example.org", True), ("nobody@example.org", False)]


def test_a_wrong_password_and_an_unknown_address_look_alike(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        make_user()

    def attempt(email: str) -> tuple[int, str]:
        page = client.send("/login", {"email": email, "password": "not the password"})
        return page.status_code, re.sub(r'(content|value)="[^"]*"', "", page.text)

    assert attempt("amel@example.org") == attempt("some@example.org")


def test_guessing_passwords_is_made_slow() -> None:
    """64 MiB and three rounds for each; the tests themselves use a cheaper one."""
    hasher = cheap.REAL_HASHER
    assert hasher.type is Type.ID
    assert hasher.memory_cost >= 64 * 1024
    assert hasher.time_cost >= 3


def test_unknown_addresses_cost_the_same_work(client: CheckingClient, app: Flask) -> None:
    """Counted in hash verifications, so that no clock is needed."""
    calls = []
    real = passwords._hasher

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            calls.append(stored)
            return real.verify(stored, password)

    passwords._hasher = Counting()  # type: ignore[assignment]
    try:
        with app.app_context():
            make_user()
        for email in ("amel@example.org", "nobody@example.org"):
            client.send("/login", {"email": email, "password": "not the password"})
    finally:
        passwords._hasher = real
    assert len(calls) == 2
    assert calls[1] != calls[0]
    assert extract_parameters(calls[1]) == extract_parameters(calls[0])


def test_no_password_is_that_of_nobody() -> None:
    with pytest.raises(VerifyMismatchError):
        passwords._hasher.verify(passwords._NOBODY, "a password that nobody has")
    assert not passwords.is_right(None, "a password that nobody has")


def test_a_link_to_reset_works_once_and_ends_sessions(
    client: CheckingClient, app: Flask, mailbox: Mailbox, work: Callable[[], None]
) -> None:
    with app.app_context():
        user_id = make_user()
    elsewhere: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(elsewhere, user_id)
    assert elsewhere.get("/account").status_code == 200
    client.send("/reset", {"email": "amel@example.org"})
    client.send("/reset", {"email": "amel@example.org"})
    work()
    older, newer = (link_in(message) for _to, message in mailbox.messages)
    passwords = {"password": "another quiet evening", "again": "another quiet evening"}
    assert client.send(older, passwords).status_code == 400
    assert client.send(newer, passwords).location.endswith("/login")
    assert client.send(newer, passwords).status_code == 400
    assert elsewhere.get("/account").status_code == 302
    client.send("/login", {"email": "amel@example.org", "password": "another quiet evening"})
    assert client.get("/account").status_code == 200


def test_the_database_holds_no_secret_that_works(
    client: CheckingClient, app: Flask, mailbox: Mailbox, work: Callable[[], None]
) -> None:
    register(client)
    work()
    secret = link_in(mailbox.messages[0][1]).rsplit("/", 1)[1]
    with app.app_context():
        rows = [str(vars(token)) for token in db.session.scalars(select(AccountToken))]
        rows += [str(vars(task)) for task in db.session.scalars(select(Task))]
        assert secret not in "".join(rows)
        assert PASSWORD not in "".join(rows)


@pytest.mark.parametrize("way", ["/logout", "/logout-everywhere"])
def test_logging_out_everywhere_ends_copied_sessions(client: CheckingClient, app: Flask, way: str) -> None:
    with app.app_context():
        user_id = make_user()
    copy: CheckingClient = app.test_client()  # type: ignore[assignment]
    for one in (client, copy):
        sign_in(one, user_id)
    client.send(way)
    assert client.get("/account").status_code == 302
    assert copy.get("/account").status_code == (302 if way == "/logout-everywhere" else 200)


def test_changing_the_password_keeps_this_session_and_ends_others(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        user_id = make_user()
    other: CheckingClient = app.test_client()  # type: ignore[assignment]
    for one in (client, other):
        sign_in(one, user_id)
    new = {"password": "the new one is longer", "again": "the new one is longer"}
    assert client.send("/account/password", {"current": "wrong wrong wrong", **new}).status_code == 400
    assert client.send("/account/password", {"current": PASSWORD, **new}).status_code == 302
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302


def test_a_disabled_account_is_out_at_once(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        user_id = make_user()
    sign_in(client, user_id)
    with app.app_context():
        from app.services.transaction import transaction

        with transaction() as session:
            session.get(User, user_id).is_active = False
    assert client.get("/account").status_code == 302
    assert client.send("/login", {"email": "amel@example.org", "password": PASSWORD}).status_code == 401


def test_the_session_changes_at_log_in(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        make_user()
    with client.session_transaction() as session:
        session["planted"] = "x"
    token = client.token()
    client.send("/login", {"email": "amel@example.org", "password": PASSWORD})
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") is None or session["csrf_token"] not in token


def test_the_eleventh_attempt_in_a_minute_waits(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        make_user()
    statuses = [
        client.send("/login", {"email": "amel@example.org", "password": "wrong wrong"}).status_code
        for _ in range(11)
    ]
    assert statuses == [401] * 10 + [429]
    refused = client.send("/login", {"email": "someone-else@example.org", "password": "wrong wrong"})
    assert refused.status_code == 429, "the address is counted too"
    assert int(refused.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"email": "no address", "password": PASSWORD}, 400),
        ({"email": "a@example.org", "password": "short"}, 400),
        ({"email": "a@example.org", "password": "x" * 257}, 400),
        ({"email": "a" * 300 + "@example.org", "password": PASSWORD}, 400),
        ({"email": "a@example.org", "password": PASSWORD, "first_name": "<b>"}, 400),
    ],
)
def test_what_is_wrong_stands_beside_the_field(
    client: CheckingClient, given: dict[str, str], status: int
) -> None:
    page = client.send("/register", given)
    assert page.status_code == status
    assert "is-invalid" in page.text


def test_a_ten_megabyte_password_is_refused_quickly(client: CheckingClient) -> None:
    started = time.perf_counter()
    answer = client.send("/login", {"email": "a@example.org", "password": "x" * 10_000_000})
    assert answer.status_code == 413
    assert time.perf_counter() - started < 5


def test_no_field_of_the_account_can_be_smuggled_in(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        user_id = make_user()
    sign_in(client, user_id)
    smuggled = dict.fromkeys(User.__table__.columns.keys(), "1")
    wanted = {
        **smuggled,
        "first_name": "Amel",
        "last_name": "",
        "phone": "",
        "timezone": "Africa/Tunis",
        "role": "admin",
    }
    assert client.send("/account", wanted).status_code == 302
    with app.app_context():
        user = db.session.get(User, user_id)
        assert (user.role, user.email, user.session_epoch, user.first_name) == (
            "user",
            "amel@example.org",
            0,
            "Amel",
        )


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/%5Cevil.example",
        "\x00/x",
        "//x@y",
        "/%09/x",
    ],
)
def test_after_logging_in_nobody_is_sent_elsewhere(client: CheckingClient, app: Flask, target: str) -> None:
    with app.app_context():
        make_user()
    answer = client.send("/login", {"email": "amel@example.org", "password": PASSWORD, "next": target})
    assert answer.location == "/"


def test_links_in_mails_come_from_the_settings(
    client: CheckingClient, mailbox: Mailbox, work: Callable[[], None]
) -> None:
    evil = client.post("/reset", headers={"Host": "evil.example"}, check=False)
    assert evil.status_code == 400
    register(client)
    work()
    assert "evil" not in mailbox.messages[0][1]
