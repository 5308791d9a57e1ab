"""Telling people of follow-ups that are due and of interviews on the day before, each once.

Whoever sets ``reminded_at`` first tells: the notice, the line in the timeline and the task that sends the mail are
written in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select, update

from app.core.tracker.status import ENDED
from app.extensions import db
from app.models import Application, ApplicationEvent, Interview, Task, User, utc_now
from app.services import notifications, tasks
from app.services.tracker.reminder_mails import TASK, wants_mail
from app.services.transaction import end_reading, rows_of, transaction

AHEAD: Final = timedelta(hours=24)
AT_ONCE: Final = 500


def tell_due() -> int:
    """How many people were told of something. What is left over is due at the next call."""
    now = utc_now()
    follow_ups = db.session.scalars(
        select(Application.id).where(*_due_follow_up(now)).order_by(Application.follow_up_at).limit(AT_ONCE)
    ).all()
    interviews = db.session.scalars(
        select(Interview.id)
        .join(Application)
        .where(*_due_interview(now), Application.status.not_in(ENDED))
        .order_by(Interview.starts_at)
        .limit(AT_ONCE)
    ).all()
    end_reading()
    told = [_tell_follow_up(id_, now) for id_ in follow_ups] + [
        _tell_interview(id_, now) for id_ in interviews
    ]
    return sum(told)


def _due_follow_up(now: datetime) -> tuple[Any, ...]:
    return (
        Application.follow_up_at <= now,
        Application.reminded_at.is_(None),
        Application.status.not_in(ENDED),
    )


def _due_interview(now: datetime) -> tuple[Any, ...]:
    return (
        Interview.starts_at > now,
        Interview.starts_at <= now + AHEAD,
        Interview.reminded_at.is_(None),
        Interview.outcome.is_(None),
    )


def _tell_follow_up(application_id: int, now: datetime) -> bool:
    with transaction() as session:
        claimed = session.execute(
            update(Application)
            .where(Application.id == application_id, *_due_follow_up(now))
            .values(reminded_at=now, updated_at=Application.updated_at)
            .execution_options(synchronize_session=False)
        )
        if not rows_of(claimed):
            return False
        one = session.get_one(Application, application_id, populate_existing=True)
        assert one.follow_up_at
        values = {"title": one.title, "company": one.company, "text": one.follow_up_text}
        task = _write_down(one, "follow_up_due", one.id, one.follow_up_at, values)
    if task:
        tasks.start(task)
    return True


def _tell_interview(interview_id: int, now: datetime) -> bool:
    with transaction() as session:
        claimed = session.execute(
            update(Interview)
            .where(Interview.id == interview_id, *_due_interview(now))
            .values(reminded_at=now)
            .execution_options(synchronize_session=False)
        )
        if not rows_of(claimed):
            return False
        interview = session.get_one(Interview, interview_id, populate_existing=True)
        one = session.get_one(Application, interview.application_id)
        starts = interview.starts_at
        values = {"title": one.title, "company": one.company, "starts_at": starts.isoformat()}
        task = _write_down(one, "interview_tomorrow", interview.id, starts, values)
    if task:
        tasks.start(task)
    return True


def _write_down(
    one: Application, kind: str, row_id: int, when: datetime, values: Mapping[str, Any]
) -> Task | None:
    """Inside of a transaction. The task that sends the mail, for who wants mails."""
    session = db.session()
    stamp = when.isoformat()
    notifications.add(
        session, one.user_id, kind, f"{kind}:{row_id}:{stamp}", values, f"/applications/{one.id}"
    )
    session.add(ApplicationEvent(application_id=one.id, kind="reminder", before=kind, after=stamp))
    if not wants_mail(session.get_one(User, one.user_id)):
        return None
    arguments = {"kind": kind, "row_id": row_id, "when": stamp}
    return tasks.add(session, TASK, arguments, asked_by_id=one.user_id)
