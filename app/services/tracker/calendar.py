"""What of a person's applications belongs into a calendar, and the secret address under which a program reads it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from app.core.tracker.status import ENDED
from app.extensions import db
from app.models import Application, Interview, User
from app.services.transaction import transaction


@dataclass(frozen=True, slots=True)
class Entry:
    """``kind`` is follow_up or the kind of an interview; ``sequence`` rises with every change; ``key`` names it
    for ever. ``text`` is what to do, or the notes of an interview."""

    key: str
    kind: str
    sequence: int
    starts_at: datetime
    minutes: int
    title: str
    company: str
    place: str
    text: str
    application_id: int
    changed_at: datetime
    is_cancelled: bool


def entries(user_id: int) -> tuple[Entry, ...]:
    """In order of time."""
    found = [*_follow_ups(user_id), *_interviews(user_id)]
    return tuple(sorted(found, key=lambda entry: (entry.starts_at, entry.key)))


def make_address(user_id: int) -> str:
    """A new secret; the one before it no longer works. Only its hash is kept."""
    secret = secrets.token_urlsafe(32)
    _set_hash(user_id, _hash(secret))
    return secret


def forget_address(user_id: int) -> None:
    _set_hash(user_id, None)


def has_address(user_id: int) -> bool:
    return db.session.scalar(select(User.calendar_hash).where(User.id == user_id)) is not None


def find_reader(secret: str) -> User | None:
    """Whose calendar a secret opens."""
    if not 20 <= len(secret) <= 100:
        return None
    return db.session.scalar(
        select(User).where(User.calendar_hash == _hash(secret), User.is_active, User.is_guest.is_(False))
    )


def _set_hash(user_id: int, value: str | None) -> None:
    with transaction() as session:
        session.execute(update(User).where(User.id == user_id).values(calendar_hash=value))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _follow_ups(user_id: int) -> list[Entry]:
    query = select(Application).where(
        Application.user_id == user_id,
        Application.follow_up_at.is_not(None),
        Application.status.not_in(ENDED),
    )
    return [
        Entry(
            key=f"follow-up-{one.id}",
            kind="follow_up",
            sequence=one.version,
            starts_at=one.follow_up_at,
            minutes=15,
            title=one.title,
            company=one.company,
            place="",
            text=one.follow_up_text,
            application_id=one.id,
            changed_at=one.updated_at,
            is_cancelled=False,
        )
        for one in db.session.scalars(query)
        if one.follow_up_at
    ]


def _interviews(user_id: int) -> list[Entry]:
    query = select(Interview, Application).join(Application).where(Application.user_id == user_id)
    return [
        Entry(
            key=f"interview-{interview.id}",
            kind=interview.kind,
            sequence=interview.sequence + one.version,
            starts_at=interview.starts_at,
            minutes=interview.minutes,
            title=one.title,
            company=one.company,
            place=interview.place,
            text=interview.notes,
            application_id=one.id,
            changed_at=one.updated_at,
            is_cancelled=interview.outcome == "cancelled" or one.status == "withdrawn",
        )
        for interview, one in db.session.execute(query)
    ]
