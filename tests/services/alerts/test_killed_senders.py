"""Senders at a real mail server: many at once, and killed as they send."""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import AlertMail, MatchingJob
from app.settings import Settings
from tests.effort import times
from tests.mail_server import Mailbox, mailbox
from tests.processes import Program, python, wait_until
from tests.services.alerts.people import many_due

SENDERS, DUE = 8, times(150, 500)
KILLS, DUE_BEFORE_KILLS = times(12, 50), times(60, 200)
NURSERY = Path(__file__).with_name("nursery.py")


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


def by_state() -> dict[str, int]:
    db.session.rollback()
    return dict(db.session.execute(select(AlertMail.state, func.count()).group_by(AlertMail.state)).all())


def smtp(box: Mailbox) -> dict[str, str]:
    return {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(box.port), "LOG_LEVEL": "ERROR"}


def test_eight_senders_send_every_mail_once(context: Flask, settings: Settings, box: Mailbox) -> None:
    """They open the alerts and send the mails, all at the same time."""
    many_due(DUE)
    with nursery(settings, box) as process:
        senders = born(process, SENDERS)
        assert len(set(senders)) == SENDERS
        wait_until(lambda: by_state() == {"sent": DUE}, seconds=240)
        for sender in senders:
            os.kill(sender, signal.SIGKILL)
    assert len(box.mails) == DUE
    assert len(set(box.ids)) == DUE
    assert Counter(to for recipients in box.recipients for to in recipients) == {
        f"person{n}@example.org": 1 for n in range(DUE)
    }
    assert by_state() == {"sent": DUE}
    assert not db.session.scalar(select(func.count()).where(MatchingJob.sent.is_(False)))


def test_kills_lose_nothing(context: Flask, settings: Settings, box: Mailbox) -> None:
    """Each sender is killed while it sends. What it held is sent by another, as the same mail."""
    many_due(DUE_BEFORE_KILLS)
    chance, box.pause = random.Random(8), 0.04
    with nursery(settings, box, "impatient") as process:
        for _ in range(KILLS):
            [sender], before = born(process), len(box.mails)
            wait_until(lambda before=before: len(box.mails) > before, every=0.005)
            sleep(chance.random() * 0.06)
            os.kill(sender, signal.SIGKILL)
        assert by_state()["sent"] < DUE_BEFORE_KILLS, "nothing was left to be sent as they were killed"
        box.pause, [last] = 0, born(process)
        wait_until(lambda: by_state() == {"sent": DUE_BEFORE_KILLS}, seconds=120)
        os.kill(last, signal.SIGKILL)
    copies = Counter(box.ids)
    assert len(copies) == DUE_BEFORE_KILLS, "a mail was lost or had two Message-IDs"
    assert len(box.mails) - DUE_BEFORE_KILLS <= KILLS
    assert len({to for recipients in box.recipients for to in recipients}) == DUE_BEFORE_KILLS


@contextmanager
def nursery(settings: Settings, box: Mailbox, *arguments: str) -> Iterator[Program]:
    with python(settings, str(NURSERY), *arguments, waits=True, **smtp(box)) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == "ready"
        yield process


def born(process: Program, count: int = 1) -> list[int]:
    """The process ids of new senders."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{count}\n")
    process.stdin.flush()
    return [int(one) for one in process.stdout.readline().split()]
