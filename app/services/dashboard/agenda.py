"""What is due: follow-ups and interviews of one person, in order of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, literal, select

from app.core.tracker.status import ENDED
from app.extensions import db
from app.models import Application, Interview, utc_now

AHEAD: Final = timedelta(days=14)
BEHIND: Final = timedelta(days=14)  # for which an interview waits to be told how it went
MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """``kind`` is follow_up or the kind of an interview. ``is_past``: a follow-up that is due, or an interview of
    which nobody has said how it went. ``text`` is what to do, or where it is."""

    kind: str
    application_id: int
    title: str
    company: str
    when: datetime
    text: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """``entries`` are the first ``MOST`` of what is due and of the next fortnight."""

    entries: tuple[Entry, ...]

    @property
    def due(self) -> int:
        return sum(entry.is_past for entry in self.entries)


def agenda(user_id: int) -> Agenda:
    now = utc_now()
    found = [*_follow_ups(user_id, now), *_interviews(user_id, now)]
    return Agenda(tuple(sorted(found, key=lambda entry: (entry.when, entry.application_id))[:MOST]))


def _follow_ups(user_id: int, now: datetime) -> list[Entry]:
    when = Application.follow_up_at
    query = select(literal("follow_up"), *_of_application(), when, Application.follow_up_text).where(
        Application.user_id == user_id, when < now + AHEAD, Application.status.not_in(ENDED)
    )
    return _entries(db.session.execute(query.order_by(when, Application.id).limit(MOST)), now)


def _interviews(user_id: int, now: datetime) -> list[Entry]:
    when = Interview.starts_at
    query = (
        select(Interview.kind, *_of_application(), when, Interview.place)
        .join(Application)
        .where(
            Application.user_id == user_id,
            when.between(now - BEHIND, now + AHEAD),
            Interview.outcome.is_(None),
            Application.status.not_in(ENDED),
        )
    )
    return _entries(db.session.execute(query.order_by(when, Interview.id).limit(MOST)), now)


def _entries(rows: Iterable[Any], now: datetime) -> list[Entry]:
    return [
        Entry(kind, id_, title, company, at, text, at <= now) for kind, id_, title, company, at, text in rows
    ]


def _of_application() -> tuple[ColumnElement[int], ColumnElement[str], ColumnElement[str]]:
    return Application.id.expression, Application.title.expression, Application.company.expression
