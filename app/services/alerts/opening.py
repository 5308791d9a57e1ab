"""Alerts that fell due become one mail each, with its offers and its Message-ID fixed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, not_, select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import AlertMail, HiddenJob, Job, JobAlert, MatchingJob, User, utc_now
from app.services import notifications
from app.services.alerts.clock import next_time
from app.services.alerts.families import families
from app.services.comparing import in_chunks
from app.services.transaction import end_reading, rows_of, transaction

AT_ONCE = 20
MOST_OFFERS = 200  # of one mail; the others come with the next
OPEN = ("waiting", "sending")
NO_MAIL = "mails are off"


@dataclass(frozen=True, slots=True)
class Choice:
    """Rows of what an alert found: those of its next mail, best first, and those that never come into one."""

    mailed: Sequence[int]
    never: Sequence[int]


def is_due() -> bool:
    return db.session.scalar(select(exists().where(*_due()))) or False


def open_due() -> int:
    """How many fell due. Several processes may do this at once: each alert is opened by one. What a mail holds is
    chosen before its transaction: choosing takes longer than writing, and nobody else could write to SQLite."""
    opened = 0
    while count := _open_some():
        opened += count
    return opened


def _open_some() -> int:
    due = (
        select(JobAlert.id, JobAlert.user_id, JobAlert.next_send_at)
        .where(*_due())
        .order_by(JobAlert.next_send_at, JobAlert.id)
        .limit(AT_ONCE)
    )
    end_reading()
    rows = db.session.execute(due).all()
    return sum(_open(id_, due_at, _choose(db.session(), id_, user_id)) for id_, user_id, due_at in rows)


def _open(alert_id: int, due_at: datetime | None, choice: Choice) -> bool:
    """False when somebody else opened or changed it since it was seen to be due."""
    same = select(JobAlert).where(JobAlert.id == alert_id, JobAlert.next_send_at == due_at, *_due())
    with transaction() as session:
        alert = session.scalar(
            same.with_for_update(skip_locked=True).execution_options(populate_existing=True)
        )
        if alert is None or due_at is None:
            return False
        user = session.get_one(User, alert.user_id)
        alert.next_send_at = next_time(alert, user.timezone, utc_now())
        _write(session, alert, user, due_at, choice)
    return True


def _write(session: Session, alert: JobAlert, user: User, due_at: datetime, choice: Choice) -> None:
    is_told = user.email_notifications and user.email is not None
    mail = AlertMail(
        job_alert_id=alert.id,
        due_at=due_at,
        message_id=f"<alert.{uuid.uuid4().hex}@jobmatch.invalid>",
        state="nothing",
    )
    session.add(mail)
    session.flush()
    _mark(session, choice.never, sent=True)
    mail.offers = _mark(session, choice.mailed, mail_id=mail.id, sent=not is_told)
    if not mail.offers:
        return
    if is_told:
        mail.state = "waiting"
    else:
        mail.fault = NO_MAIL
    values = {"name": alert.name, "count": mail.offers}
    notifications.add(
        session, user.id, "alert_offers", f"alert mail {mail.id}", values, f"/alerts/{alert.id}"
    )


def _mark(session: Session, found: Sequence[int], **values: Any) -> int:
    """How many of them still wait to be mailed."""
    return sum(
        rows_of(
            session.execute(
                update(MatchingJob).where(MatchingJob.id.in_(chunk), MatchingJob.is_waiting).values(**values)
            )
        )
        for chunk in in_chunks(found)
    )


def _choose(session: Session, alert_id: int, user_id: int) -> Choice:
    """What was found and never mailed, without what closed, was hidden or turned out to be a copy meanwhile."""
    waiting = session.execute(
        select(MatchingJob.id, MatchingJob.job_id)
        .where(MatchingJob.job_alert_id == alert_id, MatchingJob.is_waiting)
        .order_by(MatchingJob.match_score.desc().nulls_last(), MatchingJob.job_id.desc())
    ).all()
    if not waiting:
        return Choice((), ())
    family = families(session, [row.job_id for row in waiting])
    is_open = is_open_to(session, user_id, [row.job_id for row in waiting])
    had = select(MatchingJob.job_id).where(
        MatchingJob.job_alert_id == alert_id,
        MatchingJob.job_id.in_(family),
        not_(MatchingJob.is_waiting),
    )
    hidden = select(HiddenJob.job_id).where(HiddenJob.user_id == user_id, HiddenJob.job_id.in_(family))
    taken = {family[job_id] for query in (had, hidden) for job_id in session.scalars(query)}
    mailed: list[int] = []
    never: list[int] = []
    for row in waiting:
        if row.job_id not in is_open or family[row.job_id] in taken:
            never.append(row.id)
        elif len(mailed) < MOST_OFFERS:
            taken.add(family[row.job_id])
            mailed.append(row.id)
    return Choice(mailed, never)


def is_open_to(session: Session, user_id: int, job_ids: list[int]) -> set[int]:
    """Those that are still open and that this person did not hide."""
    hidden = select(HiddenJob.job_id).where(HiddenJob.user_id == user_id)
    found: set[int] = set()
    for chunk in in_chunks(job_ids):
        open_ones = select(Job.id).where(Job.id.in_(chunk), Job.is_active, Job.id.not_in(hidden))
        found.update(session.scalars(open_ones))
    return found


def _due() -> tuple[ColumnElement[bool], ...]:
    """One mail of an alert at a time: the next waits until the one before was sent or given up."""
    is_open = exists().where(AlertMail.job_alert_id == JobAlert.id, AlertMail.state.in_(OPEN))
    return JobAlert.is_active.is_(True), JobAlert.next_send_at <= utc_now(), ~is_open
