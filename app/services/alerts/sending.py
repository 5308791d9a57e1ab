"""Mails of alerts on their way: claim one, send it, write that down.

A process that dies in between leaves its claim; after ``LEASE`` another takes it over and sends the same mail,
with the same Message-ID. So none is lost, and one is sent twice only if it died after the server had taken it.
"""

from __future__ import annotations

import random
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from time import monotonic, sleep
from typing import NamedTuple, TypeVar

from flask import current_app
from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.logs import get_logger
from app.models import AlertMail, JobAlert, MatchingJob, utc_now
from app.services import notifications
from app.services.alerts import mails, opening
from app.services.transaction import transaction

log = get_logger("alerts")
T = TypeVar("T")
LEASE = timedelta(minutes=10)  # longer than any conversation with a mail server that still goes on
BACKOFF = tuple(timedelta(minutes=2**n) for n in range(1, 10))  # 17 hours in all
SECONDS = 40.0  # of one task: the next takes the rest, and account mails need not wait behind hundreds
CLAIMED = 4  # at once
TRIES = 20
STOP_AFTER = 3  # mails in a row that an address refused for good


class Claim(NamedTuple):
    mail_id: int
    attempt: int


class Failed(Exception):
    """``is_final``: the server will never take it."""

    def __init__(self, fault: str, *, is_final: bool) -> None:
        super().__init__(fault)
        self.fault, self.is_final = fault, is_final


def is_due() -> bool:
    return db.session.scalar(select(exists().where(_ready(utc_now(), LEASE)))) or False


def run_due(seconds: float = SECONDS, lease: timedelta = LEASE) -> int:
    """Open what fell due and send what waits, for as long as that; gives the number of mails sent."""
    patiently(opening.open_due)
    until, sent = monotonic() + seconds, 0
    while monotonic() < until and not current_app.extensions["stopping"].is_set():
        claims = patiently(lambda: claim(lease))
        if not claims:
            break
        sent += sum(map(send, claims))
    return sent


def claim(lease: timedelta = LEASE) -> list[Claim]:
    """A few mails that nobody else has."""
    now = utc_now()
    free = select(AlertMail.id).where(_ready(now, lease)).order_by(AlertMail.id).limit(CLAIMED)
    with transaction() as session:
        ids = session.scalars(free.with_for_update(skip_locked=True)).all()
        rows = session.execute(
            update(AlertMail)
            .where(AlertMail.id.in_(ids))
            .values(state="sending", attempts=AlertMail.attempts + 1, claimed_at=now)
            .returning(AlertMail.id, AlertMail.attempts)
        ).all()
    return [Claim(*row) for row in rows]


def patiently(write: Callable[[], T]) -> T:
    """Many who write at once can make SQLite give up on one of them, and a server may be away for a moment. What a
    mail server took has to be written down all the same, or the mail would go out again."""
    for _ in range(TRIES):
        try:
            return write()
        except OperationalError as error:
            log.warning("alerts wait for the database", fault=type(error).__name__)
            db.session.rollback()
            sleep(random.random())  # noqa: S311 - who comes next
    return write()


def send(claim: Claim) -> bool:
    """Whether the server took it. What it did is written down."""
    mail = mails.load(claim.mail_id)
    if mail is None:
        patiently(lambda: _end(claim, "nothing", fault="stopped"))
        return False
    try:
        _deliver(mail)
    except Failed as failed:
        log.warning("alert mail", mail=claim.mail_id, attempt=claim.attempt, fault=failed.fault)
        patiently(partial(_not_sent, claim, failed))
        return False
    patiently(lambda: _end(claim, "sent"))
    return True


def _deliver(mail: mails.Mail) -> None:
    db.session.commit()  # nothing is read while the server is spoken to
    try:
        mails.deliver(mail)
    except smtplib.SMTPRecipientsRefused as refused:
        code = next((code for code, _text in refused.recipients.values()), 0)
        raise Failed(f"refused: {code}", is_final=500 <= code < 600) from refused
    except smtplib.SMTPAuthenticationError as error:  # ours to mend, not the reader's
        raise Failed(f"not let in: {error.smtp_code}", is_final=False) from error
    except smtplib.SMTPResponseException as error:
        raise Failed(f"refused: {error.smtp_code}", is_final=500 <= error.smtp_code < 600) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Failed(type(error).__name__, is_final=False) from error


def _not_sent(claim: Claim, failed: Failed) -> None:
    if not failed.is_final and claim.attempt <= len(BACKOFF):
        with transaction() as session:
            session.execute(
                update(AlertMail)
                .where(*_mine(claim))
                .values(state="waiting", fault=failed.fault, claimed_at=utc_now())
            )
        return
    _end(claim, "failed", fault=failed.fault)


def _end(claim: Claim, state: str, fault: str = "") -> None:
    """Only who holds the claim may say how it ended."""
    now = utc_now()
    with transaction() as session:
        sent_at = now if state == "sent" else None
        mail_alert = session.execute(
            update(AlertMail)
            .where(*_mine(claim))
            .values(state=state, fault=fault, sent_at=sent_at)
            .returning(AlertMail.job_alert_id)
        ).scalar()
        if mail_alert is None:
            return
        session.execute(
            update(MatchingJob).where(MatchingJob.mail_id == claim.mail_id).values(sent=True, sent_at=sent_at)
        )
        alert = session.get_one(JobAlert, mail_alert)
        if state == "sent":
            alert.last_sent_at = now
        if state == "failed":
            _tell(alert, claim.mail_id)


def _tell(alert: JobAlert, mail_id: int) -> None:
    """Inside the site, where it does reach them. An address that refuses again and again is left in peace."""
    session = db.session()
    last = session.scalars(
        select(AlertMail.state)
        .where(AlertMail.job_alert_id == alert.id, AlertMail.state.in_(("sent", "failed")))
        .order_by(AlertMail.id.desc())
        .limit(STOP_AFTER)
    ).all()
    if list(last) == ["failed"] * STOP_AFTER:
        alert.is_active = False
    path = f"/alerts/{alert.id}"
    notifications.add(
        session, alert.user_id, "alert_failed", f"alert mail {mail_id} failed", {"name": alert.name}, path
    )


def _mine(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return (
        AlertMail.id == claim.mail_id,
        AlertMail.state == "sending",
        AlertMail.attempts == claim.attempt,
    )


def _ready(now: datetime, lease: timedelta) -> ColumnElement[bool]:
    """Never tried, tried long enough ago, or claimed by a process that is gone."""
    again = [
        and_(AlertMail.attempts == attempt, AlertMail.claimed_at <= now - wait)
        for attempt, wait in enumerate(BACKOFF, 1)
    ]
    waits = or_(AlertMail.attempts == 0, *again)
    lost = and_(AlertMail.state == "sending", AlertMail.claimed_at <= now - lease)
    return or_(and_(AlertMail.state == "waiting", waits), lost)
