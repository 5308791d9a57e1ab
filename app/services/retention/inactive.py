"""Accounts that nobody uses: two mails, then they are deleted; a visit at any time stops it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, select

from app.extensions import db
from app.models import User, utc_now
from app.services import progress, tasks
from app.services.erasure import letting_go, person
from app.services.transaction import transaction

MAIL_TASK: Final = "retention_mail"
KEEP: Final = timedelta(days=730)
FIRST: Final = timedelta(days=30)  # before the end
SECOND: Final = timedelta(days=7)


def ask_mails() -> int:
    """Write down which mails are due, the first or the second; how many. Asked again the next day when one could
    not be sent."""
    now = utc_now()
    due = [(user_id, 1) for user_id in _ids(*_first(now))]
    due += [(user_id, 2) for user_id in _ids(*_second(now))]
    asked = [
        tasks.ask_once(
            MAIL_TASK, f"{user_id}-{number}-{now:%Y-%m-%d}", {"user_id": user_id, "number": number}
        )
        for user_id, number in due
    ]
    return sum(task is not None for task in asked)


def delete_over() -> int:
    """Accounts that were told twice and still not used."""
    gone = 0
    for user_id in _ids(*_over(utc_now())):
        gone += person.erase(user_id, action="retention_deleted", still=_is_over, is_one_of_many=True)
        progress.check()
    if gone:
        letting_go.let_go()
    return gone


def is_due(user: User, number: int) -> bool:
    """Whether the mail with this number (1 or 2) is still to be sent."""
    now = utc_now()
    found = db.session.scalar(select(User.id).where(User.id == user.id, *(_first, _second)[number - 1](now)))
    return found is not None


def ends_at(user: User) -> datetime:
    """When the account will be deleted, if the mails go out in time."""
    earliest = utc_now() + (FIRST if user.retention_mails == 0 else SECOND)
    return max(user.last_seen_at + KEEP, earliest)


def mark_told(user_id: int, number: int) -> bool:
    with transaction() as session:
        user = session.get(User, user_id, with_for_update=True, populate_existing=True)
        if user is None or not is_due(user, number):
            return False
        user.retention_mails, user.retention_mailed_at = number, utc_now()
        return True


def _is_over(user: User) -> bool:
    return db.session.scalar(select(User.id).where(User.id == user.id, *_over(utc_now()))) is not None


def _first(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (*_unused(now - KEEP + FIRST), User.retention_mails == 0)


def _second(now: datetime) -> tuple[ColumnElement[bool], ...]:
    told = User.retention_mailed_at <= now - (FIRST - SECOND)
    return (*_unused(now - KEEP + SECOND), User.retention_mails == 1, told)


def _over(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (*_unused(now - KEEP), User.retention_mails == 2, User.retention_mailed_at <= now - SECOND)


def _unused(since: datetime) -> tuple[ColumnElement[bool], ...]:
    """Without administrators: a site whose last one was deleted could not be looked after any more."""
    return (User.is_guest.is_(False), User.role != "admin", User.last_seen_at <= since)


def _ids(*which: ColumnElement[bool]) -> list[int]:
    return list(db.session.scalars(select(User.id).where(*which).order_by(User.id)))
