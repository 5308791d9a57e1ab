"""What is kept no longer than it is said: mails before an account goes, and what goes every day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.cli.purge import command
from app.extensions import db
from app.models import AuditEntry, SearchHistory, Task, User, UserSession, utc_now
from app.services import accounts, sessions, tasks
from app.services.retention import inactive
from app.services.transaction import transaction
from app.worker import HANDLERS
from tests.factories import make_user
from tests.mail_server import Mailbox, mailbox

START = datetime(2026, 1, 10, 3, 23, tzinfo=UTC)


@pytest.fixture
def box(context: Flask) -> Iterator[Mailbox]:
    with mailbox() as made:
        mailer = context.extensions["mailman"]
        mailer.server, mailer.port, mailer.backend = "127.0.0.1", made.port, "smtp"
        yield made


def day(number: float) -> time_machine.travel:
    """So many days after the last visit."""
    return time_machine.travel(START + timedelta(days=number), tick=False)


def purge() -> None:
    """What the daily task does about accounts, and what the worker does of that."""
    inactive.ask_mails()
    for task_id in db.session.scalars(select(Task.id).where(Task.state == "queued")).all():
        tasks.run(task_id, HANDLERS)
    inactive.delete_over()
    db.session.rollback()


def person(email: str = "amel@example.org", **changes: object) -> int:
    return make_user(email, last_seen_at=START, created_at=START, **changes)


def people() -> list[int]:
    return list(db.session.scalars(select(User.id).order_by(User.id)))


def test_two_mails_then_the_account_goes(context: Flask, box: Mailbox) -> None:
    user_id = person(language="fr", timezone="Europe/Paris")
    told = []
    for number in (1, 699, 700, 701, 722, 723, 724, 729, 730, 731):
        with day(number):
            purge()
            told.append((number, len(box.mails), bool(people())))
    assert told == [
        (1, 0, True), (699, 0, True), (700, 1, True), (701, 1, True), (722, 1, True), (723, 2, True),
        (724, 2, True), (729, 2, True), (730, 2, False), (731, 2, False),
    ]  # fmt: skip
    first, second = box.mails
    assert first["To"] == "amel@example.org"
    assert first["Message-ID"] != second["Message-ID"]
    for mail in box.mails:
        for kind in ("plain", "html"):
            body = mail.get_body((kind,)).get_content()  # type: ignore[union-attr]
            assert "/login?next=/account/data" in body
            assert "2028" in body, "when it will be"
    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.user_id == user_id)).all()
    assert actions == ["retention_mailed", "retention_mailed", "retention_deleted"]


def test_a_visit_at_any_time_stops_it(context: Flask, box: Mailbox) -> None:
    user_id = person()
    for number in (700, 723):
        with day(number):
            purge()
    with day(729):
        user = db.session.get_one(User, user_id)
        assert user.retention_mails == 2
        sessions.note_visit(user, "")
        purge()
    with day(731):
        purge()
    user = db.session.get_one(User, user_id, populate_existing=True)
    assert (user.retention_mails, user.retention_mailed_at, len(box.mails)) == (0, None, 2)
    with day(729 + 700):
        purge()
    assert len(box.mails) == 3, "and it begins again"


def test_nobody_goes_without_the_time_to_answer(context: Flask, box: Mailbox) -> None:
    """The site was down, or the purge did not run, for years."""
    person()
    for number, mails, left in ((1500, 1, 1), (1501, 1, 1), (1523, 2, 1), (1529, 2, 1), (1530, 2, 0)):
        with day(number):
            purge()
            assert (number, len(box.mails), len(people())) == (number, mails, left)


def test_a_server_that_is_away_delays_it_and_an_address_that_refuses_does_not(
    context: Flask, box: Mailbox
) -> None:
    person()
    box.says = lambda _mail: "451 later"
    for number in (700, 730, 760):
        with day(number):
            purge()
    assert len(people()) == 1
    assert box.mails == []
    box.says = lambda _mail: "250 kept"
    with day(761):
        purge()
    assert len(box.mails) == 1
    with day(784):
        purge()
    with day(790):
        purge()
    assert len(people()) == 1
    with day(791):
        purge()
    assert people() == []


def test_administrators_guests_and_who_is_here_are_left_alone(context: Flask, box: Mailbox) -> None:
    admin = person("admin@example.org", role="admin")
    with day(2000):
        here = make_user("here@example.org", last_seen_at=utc_now())
        guest = accounts.create_guest().id
        for _ in range(2):
            purge()
        assert people() == sorted([admin, here, guest])
    assert box.mails == []


def test_the_command_does_what_the_worker_does(context: Flask) -> None:
    user_id = make_user()
    with transaction() as session:
        for age in (364, 366):
            when = utc_now() - timedelta(days=age)
            session.add(SearchHistory(user_id=user_id, search_key=f"{age}", results_count=1, created_at=when))
        for age in (30, 32):
            when = utc_now() - timedelta(days=age)
            session.add(UserSession(user_id=user_id, token_hash=f"{age}", seen_at=when))
        session.add(UserSession(user_id=user_id, token_hash="older epoch", epoch=-1))
        guest = User(is_guest=True, last_seen_at=utc_now() - timedelta(hours=25))
        session.add(guest)
    for said in ("1 guests removed, 1 searches", "0 guests removed, 0 searches"):
        result = context.test_cli_runner().invoke(command)
        assert result.exit_code == 0
        assert said in result.output
    assert db.session.scalars(select(SearchHistory.search_key)).all() == ["364"]
    assert db.session.scalars(select(UserSession.token_hash)).all() == ["30"]
    assert people() == [user_id]
