"""What came of a person's applications, and what is due."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.core.tracker.funnel import Funnel, funnel
from app.core.tracker.status import ENDED, STATUSES, reached
from app.extensions import db
from app.models import Application, ApplicationEvent, utc_now


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up whose time has come."""

    id: int
    title: str
    company: str
    text: str
    when: datetime


def funnel_of(user_id: int) -> Funnel:
    """From everything that the timelines say."""
    history: dict[int, list[str]] = defaultdict(list)
    events = (
        select(ApplicationEvent.application_id, ApplicationEvent.after)
        .join(Application)
        .where(Application.user_id == user_id, ApplicationEvent.kind.in_(("created", "status", "imported")))
        .order_by(ApplicationEvent.id)
    )
    for application_id, after in db.session.execute(events):
        history[application_id].append(after)
    query = select(Application.id, Application.source, Application.status).where(
        Application.user_id == user_id
    )
    return funnel(
        (source, reached([*(one for one in history[id_] if one in STATUSES), status]))
        for id_, source, status in db.session.execute(query)
    )


def by_status(user_id: int) -> dict[str, int]:
    """How many stand where, for every status."""
    query = select(Application.status, func.count()).where(Application.user_id == user_id)
    counted = {row[0]: row[1] for row in db.session.execute(query.group_by(Application.status))}
    return {status: counted.get(status, 0) for status in STATUSES}


def due_follow_ups(user_id: int, most: int = 20) -> tuple[Due, ...]:
    """The longest overdue first."""
    query = (
        select(
            Application.id,
            Application.title,
            Application.company,
            Application.follow_up_text.label("text"),
            Application.follow_up_at.label("when"),
        )
        .where(
            Application.user_id == user_id,
            Application.follow_up_at <= utc_now(),
            Application.status.not_in(ENDED),
        )
        .order_by(Application.follow_up_at, Application.id)
        .limit(most)
    )
    return tuple(Due(**row._mapping) for row in db.session.execute(query))
