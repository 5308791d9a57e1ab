"""Alerts that fell due become one mail each, with its offers and its Message-ID fixed."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import AlertMail, HiddenJob, Job, JobAlert, MatchingJob, User, utc_now
from app.services import notifications
from app.services.alerts.clock import next_time
from app.services.alerts.families import families
from app.services.comparing import in_chunks
from app.services.transaction import transaction

AT_ONCE = 20
MOST_OFFERS = 200  # of one mail; the others come with the next
OPEN = ("waiting", "sending")
NO_MAIL = "mails are off"


def is_due() -> bool:
    return db.session.scalar(select(exists().where(*_due()))) or False


def open_due() -> int:
    """How many fell due. Several processes may do this at once: each alert is opened by one."""
    opened = 0
    while count := _open_some():
        opened += count
    return opened


def _open_some() -> int:
    due = select(JobAlert).where(*_due()).order_by(JobAlert.next_send_at, JobAlert.id).limit(AT_ONCE)
    with transaction() as session:
        alerts = session.scalars(
            due.with_for_update(skip_locked=True).execution_options(populate_existing=True)
        ).all()
        for alert in alerts:
            user = session.get_one(User, alert.user_id)
            due_at = alert.next_send_at
            assert due_at is not None
            alert.next_send_at = next_time(alert, user.timezone, utc_now())
            _open(session, alert, user, due_at)
    return len(alerts)


def _open(session: Session, alert: JobAlert, user: User, due_at: datetime) -> None:
    chosen = _choose(session, alert)
    is_mailed = bool(chosen) and user.email_notifications and user.email is not None
    mail = AlertMail(
        job_alert_id=alert.id,
        due_at=due_at,
        message_id=f"<alert.{uuid.uuid4().hex}@jobmatch.invalid>",
        state="waiting" if is_mailed else "nothing",
        offers=len(chosen),
        fault=NO_MAIL if chosen and not is_mailed else "",
    )
    session.add(mail)
    session.flush()
    for row in chosen:
        row.mail_id, row.sent = mail.id, not is_mailed
    if chosen:
        values = {"name": alert.name, "count": len(chosen)}
        path = f"/alerts/{alert.id}"
        notifications.add(session, user.id, "alert_offers", f"alert mail {mail.id}", values, path)


def _choose(session: Session, alert: JobAlert) -> list[MatchingJob]:
    """What was found and never mailed, without what closed, was hidden or turned out to be a copy meanwhile."""
    waiting = session.scalars(
        select(MatchingJob)
        .where(
            MatchingJob.job_alert_id == alert.id, MatchingJob.sent.is_(False), MatchingJob.mail_id.is_(None)
        )
        .order_by(MatchingJob.match_score.desc().nulls_last(), MatchingJob.job_id.desc())
    ).all()
    if not waiting:
        return []
    family = families(session, [row.job_id for row in waiting])
    is_open = is_open_to(session, alert.user_id, [row.job_id for row in waiting])
    had = select(MatchingJob.job_id).where(
        MatchingJob.job_alert_id == alert.id,
        MatchingJob.job_id.in_(family),
        or_(MatchingJob.sent, MatchingJob.mail_id.is_not(None)),
    )
    hidden = select(HiddenJob.job_id).where(HiddenJob.user_id == alert.user_id, HiddenJob.job_id.in_(family))
    taken = {family[job_id] for query in (had, hidden) for job_id in session.scalars(query)}
    chosen: list[MatchingJob] = []
    for row in waiting:
        if row.job_id not in is_open or family[row.job_id] in taken:
            row.sent = True  # never to be mailed
        elif len(chosen) < MOST_OFFERS:
            taken.add(family[row.job_id])
            chosen.append(row)
    return chosen


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
