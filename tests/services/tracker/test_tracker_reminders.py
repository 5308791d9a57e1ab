"""Reminders: told once, whoever looks, in the person's language and on their clock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import func, select

from app.core.tracker.record import InterviewRecord
from app.extensions import db, mail
from app.models import Application, ApplicationEvent, Notification, Task, User, utc_now
from app.services import accounts, tasks
from app.services.tracker import creating, editing, moving, people, reminders
from app.services.tracker.creating import Details
from app.services.transaction import transaction
from app.settings import Settings
from app.worker import HANDLERS
from tests.factories import make_user
from tests.processes import finish, let_go, python
from tests.servers import free_port

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
PROCESSES, DUE = 4, 40
TELL = """
import sys
from app import create_app
from app.services.tracker import reminders
app = create_app()
with app.app_context():
    sys.stdin.read()
    print("told", reminders.tell_due())
"""


class Keeper:
    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses = False

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.refuses:
            return "451 try later"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 kept"


@pytest.fixture
def keeper(context: Flask) -> Iterator[Keeper]:
    """A real SMTP server to which the application sends."""
    kept, port = Keeper(), free_port()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    context.config.update(MAIL_BACKEND="smtp", MAIL_SERVER="127.0.0.1", MAIL_PORT=port)
    mail.init_app(context)
    yield kept
    server.stop()


def work() -> None:
    """What a worker does with the mails that were asked for."""
    for task_id in db.session.scalars(
        select(Task.id).where(Task.state == "queued", Task.name == "reminder_mail")
    ).all():
        tasks.run(task_id, HANDLERS)


def follow_up(user_id: int, when: datetime, text: str = "Call Sami") -> int:
    application_id = creating.add(user_id, Details("Nurse", "Clinic"), "applied")
    editing.save_follow_up(user_id, application_id, when, text)
    return application_id


def notices() -> list[tuple[str, str]]:
    return [
        (one.kind, one.path) for one in db.session.scalars(select(Notification).order_by(Notification.id))
    ]


def test_a_follow_up_is_told_once(context: Flask, keeper: Keeper) -> None:
    user_id = make_user(language="fr", timezone="Europe/Paris")
    when = (utc_now() - timedelta(minutes=1)).replace(microsecond=0)
    application_id = follow_up(user_id, when)
    assert (reminders.tell_due(), reminders.tell_due()) == (1, 0)
    work()
    work()
    assert notices() == [("follow_up_due", f"/applications/{application_id}")]
    [message] = keeper.mails
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert message["To"] == "amel@example.org"
    assert message["Message-ID"] == f"<follow-up-{application_id}-{int(when.timestamp())}@jobmatch.invalid>"
    for said in (
        "Nurse · Clinic",
        "Call Sami",
        f"http://localhost/applications/{application_id}",
        "heure normale d",
    ):
        assert said in text.replace("\n", " "), said
    row = db.session.get_one(Application, application_id)
    assert row.version == 2  # telling is no change of the application
    kinds = db.session.scalars(
        select(ApplicationEvent.kind).where(ApplicationEvent.application_id == application_id)
    )
    assert list(kinds) == ["created", "follow_up", "reminder"]


def test_an_interview_is_told_on_the_day_before(context: Flask, keeper: Keeper) -> None:
    user_id = make_user()
    now = utc_now().replace(microsecond=0)
    application_id = creating.add(user_id, Details("Nurse", "Clinic"), "interview")
    soon = people.save_interview(
        user_id, application_id, InterviewRecord(now + timedelta(hours=23), place="Room 3")
    )
    people.save_interview(user_id, application_id, InterviewRecord(now + timedelta(hours=25)))
    people.save_interview(user_id, application_id, InterviewRecord(now - timedelta(hours=1)))
    people.save_interview(
        user_id, application_id, InterviewRecord(now + timedelta(hours=2), outcome="cancelled")
    )
    assert reminders.tell_due() == 1
    work()
    [message] = keeper.mails
    assert message["Subject"] == "Your interview: Nurse · Clinic"
    assert "Room 3" in message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    later = InterviewRecord(now + timedelta(hours=20), place="Room 3")
    seen = people.digest_of(InterviewRecord(now + timedelta(hours=23), place="Room 3"))
    people.save_interview(user_id, application_id, later, soon, seen)
    assert reminders.tell_due() == 1, "another time is told anew"
    work()
    assert len({message["Message-ID"] for message in keeper.mails}) == 2


@pytest.mark.parametrize("changes", [{"reminder_mails": False}, {"is_active": False}])
def test_who_wants_no_mail_gets_a_notice_alone(
    context: Flask, keeper: Keeper, changes: dict[str, bool]
) -> None:
    follow_up(make_user(**changes), utc_now() - timedelta(minutes=1))
    follow_up(accounts.create_guest().id, utc_now() - timedelta(minutes=1))
    assert reminders.tell_due() == 2
    assert db.session.scalar(select(func.count()).select_from(Task)) == 0
    assert len(notices()) == 2


def test_what_ended_or_is_not_due_is_not_told(context: Flask) -> None:
    user_id = make_user()
    ended = follow_up(user_id, utc_now() - timedelta(minutes=1))
    moving.move_to(user_id, ended, "rejected")
    follow_up(user_id, utc_now() + timedelta(minutes=5))
    assert reminders.tell_due() == 0


def test_what_changed_after_it_was_asked_for_is_not_sent(context: Flask, keeper: Keeper) -> None:
    user_id = make_user()
    changed, gone = (follow_up(user_id, utc_now() - timedelta(minutes=1)) for _ in range(2))
    assert reminders.tell_due() == 2
    editing.save_follow_up(user_id, changed, utc_now() + timedelta(days=1), "Call Sami")
    editing.delete(user_id, gone)
    work()
    assert not keeper.mails


def test_a_server_that_refuses_is_asked_again_with_the_same_mail(context: Flask, keeper: Keeper) -> None:
    follow_up(make_user(), utc_now() - timedelta(minutes=1))
    reminders.tell_due()
    keeper.refuses = True
    work()
    task = db.session.scalars(select(Task)).one()
    assert (task.state, task.attempts) == ("queued", 1)
    keeper.refuses = False
    work()
    assert len(keeper.mails) == 1


def test_a_crash_before_the_commit_leaves_it_due(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    application_id = follow_up(make_user(), utc_now() - timedelta(minutes=1))

    def crash(*_given: object, **_more: object) -> None:
        raise RuntimeError("the machine went down")

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "add", crash)
        with pytest.raises(RuntimeError):
            reminders.tell_due()
    assert db.session.get_one(Application, application_id, populate_existing=True).reminded_at is None
    assert notices() == []
    assert reminders.tell_due() == 1


def test_several_workers_at_once_tell_each_once(context: Flask, settings: Settings) -> None:
    user_id = make_user()
    with transaction() as session:
        user = session.get_one(User, user_id)
        for number in range(DUE):
            session.add(
                Application(
                    user_id=user.id,
                    title=f"Job {number}",
                    status="applied",
                    follow_up_at=datetime(2026, 1, 1, tzinfo=UTC),
                    created_at=utc_now(),
                )
            )
    db.session.commit()
    started = [python(settings, "-c", TELL, waits=True) for _number in range(PROCESSES)]
    workers = [one.__enter__() for one in started]
    try:
        let_go(*workers)
        told = [int(finish(worker).split("told ")[1].split()[0]) for worker in workers]
    finally:
        for one in started:
            one.__exit__(None, None, None)
    assert sum(told) == DUE, told
    db.session.expire_all()
    assert db.session.scalar(select(func.count()).select_from(Notification)) == DUE
    asked = [json.dumps(one.arguments) for one in db.session.scalars(select(Task))]
    assert len(asked) == len(set(asked)) == DUE
