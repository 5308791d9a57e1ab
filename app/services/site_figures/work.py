"""What the worker does: mails, tasks, questions to a language model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from app.extensions import db
from app.models import AiCall, AlertMail, Task
from app.models.alert import MAIL_STATES
from app.services.assistant.allowance import spent_this_month
from app.services.site_figures.weeks import Weeks, by_week

DAYS: Final = 30
MOST_NAMES: Final = 12


@dataclass(frozen=True, slots=True)
class TaskCount:
    name: str
    done: int
    failed: int
    open: int


@dataclass(frozen=True, slots=True)
class CallCount:
    purpose: str
    calls: int
    failed: int
    micro_dollars: int


@dataclass(frozen=True, slots=True)
class Work:
    """Mails, tasks and calls of the last DAYS days. ``queued`` and ``running`` are those of now, ``oldest`` is when
    the one that waits longest was asked for. Money in micro dollars."""

    mails: Mapping[str, int]
    mail_weeks: Weeks
    tasks: tuple[TaskCount, ...]
    queued: int
    running: int
    oldest: datetime | None
    calls: tuple[CallCount, ...]
    spent: int


def work(now: datetime) -> Work:
    since = now - timedelta(days=DAYS)
    queued, running, oldest = queue_state()
    return Work(
        mails=_mails(since),
        mail_weeks=by_week(AlertMail.sent_at, now),
        tasks=_tasks(since),
        queued=queued,
        running=running,
        oldest=oldest,
        calls=_calls(since),
        spent=spent_this_month(db.session()),
    )


def queue_state() -> tuple[int, int, datetime | None]:
    """(waiting, running, since when the first of those that wait could have been taken up)."""
    rows = db.session.execute(
        select(Task.state, func.count(), func.min(Task.created_at))
        .where(Task.state.in_(("queued", "running")))
        .group_by(Task.state)
    )
    found = {state: (count, first) for state, count, first in rows}
    return (
        found.get("queued", (0, None))[0],
        found.get("running", (0, None))[0],
        found.get("queued", (0, None))[1],
    )


def _mails(since: datetime) -> dict[str, int]:
    rows = db.session.execute(
        select(AlertMail.state, func.count()).where(AlertMail.created_at >= since).group_by(AlertMail.state)
    )
    return dict.fromkeys(MAIL_STATES, 0) | {row[0]: row[1] for row in rows}


def _tasks(since: datetime) -> tuple[TaskCount, ...]:
    """Those done most often first; "account_mail" among them are the mails with links."""
    number = func.count()
    rows = db.session.execute(
        select(
            Task.name,
            number.filter(Task.state == "done"),
            number.filter(Task.state == "failed"),
            number.filter(Task.state.in_(("queued", "running"))),
        )
        .where(Task.created_at >= since)
        .group_by(Task.name)
        .order_by(number.desc(), Task.name)
        .limit(MOST_NAMES)
    )
    return tuple(TaskCount(*row) for row in rows)


def _calls(since: datetime) -> tuple[CallCount, ...]:
    number = func.count()
    rows = db.session.execute(
        select(
            AiCall.purpose,
            number,
            number.filter(AiCall.state == "failed"),
            func.coalesce(func.sum(AiCall.micro_dollars), 0),
        )
        .where(AiCall.created_at >= since)
        .group_by(AiCall.purpose)
        .order_by(number.desc(), AiCall.purpose)
    )
    return tuple(CallCount(purpose, *map(int, numbers)) for purpose, *numbers in rows)
