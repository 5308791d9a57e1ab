"""Signed-in browsers of members: who holds a cookie, the list of them, signing single ones out.

The cookie holds "id.epoch.secret"; a guest has "id.epoch" alone, for there is nothing to choose between.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.exc import OperationalError

from app.errors import NotFound
from app.extensions import db
from app.logs import get_logger
from app.models import User, UserSession, utc_now
from app.services import audit
from app.services.transaction import rows_of, transaction

log = get_logger("sessions")
MOST: Final = 50  # devices of one person; the one not seen for longest makes room
LIFETIME: Final = timedelta(days=31)  # a day more than the cookie lives
SEEN_EVERY: Final = timedelta(minutes=10)
LENGTH_OF_DEVICE: Final = 60


@dataclass(frozen=True, slots=True)
class Device:
    """``is_this`` marks the browser that asks."""

    id: int
    name: str
    since: datetime
    seen_at: datetime
    is_this: bool


def find(session_id: str) -> User | None:
    """Nobody for an older epoch, a device that was signed out, and a disabled account."""
    number, epoch, secret = _parts(session_id)
    if number is None:
        return None
    query = select(User).where(User.id == number, User.session_epoch == epoch, User.is_active)
    if secret:
        query = query.join(UserSession, UserSession.user_id == User.id).where(
            UserSession.token_hash == _hash(secret), UserSession.epoch == epoch
        )
    return db.session.scalar(query)


def open_for(user: User, device: str) -> str:
    """What the cookie of a browser in which this person signs in shall hold."""
    if user.is_guest:
        return user.get_id()
    prefix = user.get_id()
    _number, secret = open_device(user, device)
    return f"{prefix}.{secret}"


def open_device(user: User, device: str) -> tuple[int, str]:
    """The number of the new device among those of this member, and its secret."""
    secret = secrets.token_urlsafe(16)
    user_id = user.id
    row = UserSession(
        user_id=user_id,
        token_hash=_hash(secret),
        epoch=user.session_epoch,
        device=device[:LENGTH_OF_DEVICE],
    )
    with transaction() as session:
        session.add(row)
        session.flush()
        newest = select(UserSession.id).where(UserSession.user_id == user_id)
        kept = newest.order_by(UserSession.seen_at.desc(), UserSession.id.desc()).limit(MOST)
        session.execute(
            delete(UserSession)
            .where(UserSession.user_id == user_id, UserSession.id.not_in(kept))
            .execution_options(synchronize_session=False)
        )
        return row.id, secret


def close(session_id: str) -> None:
    """Signing out: the cookie means nothing any more, also a copy of it."""
    _number, _epoch, secret = _parts(session_id)
    if secret:
        with transaction() as session:
            session.execute(delete(UserSession).where(UserSession.token_hash == _hash(secret)))


def of_person(user_id: int, session_id: str = "") -> tuple[Device, ...]:
    """The one that asks first, then the one seen last."""
    this = _hash(_parts(session_id)[2])
    rows = db.session.scalars(
        select(UserSession)
        .join(User, User.id == UserSession.user_id)
        .where(UserSession.user_id == user_id, UserSession.epoch == User.session_epoch)
        .order_by(UserSession.seen_at.desc(), UserSession.id.desc())
    )
    found = (
        Device(row.id, row.device, row.created_at, row.seen_at, row.token_hash == this)
        for row in rows
        if row.seen_at > utc_now() - LIFETIME
    )
    return tuple(sorted(found, key=lambda device: not device.is_this))


def end(user_id: int, device_id: int) -> None:
    """Raises NotFound, also for another person's."""
    with transaction() as session:
        gone = session.execute(
            delete(UserSession).where(UserSession.id == device_id, UserSession.user_id == user_id)
        )
    if not rows_of(gone):
        raise NotFound(_("There is no such page."))


def end_others(user_id: int) -> User:
    """All cookies of this person mean nothing any more; who asked gets a new one."""
    with transaction() as session:
        user = session.get_one(User, user_id, populate_existing=True)
        user.session_epoch += 1
        session.execute(delete(UserSession).where(UserSession.user_id == user_id))
        audit.note(session, "signed_out_everywhere", actor_id=user_id, user_id=user_id)
    return user


def note_visit(user: User, session_id: str) -> None:
    """Write down, at most every ten minutes, that somebody was here: an account that is used stays. A database
    that is busy with other things just now is no reason to keep them waiting."""
    now = utc_now()
    if now - user.last_seen_at < SEEN_EVERY:
        return
    seen = {"last_seen_at": now, "retention_mails": 0, "retention_mailed_at": None}
    user_id, secret = user.id, _parts(session_id)[2]
    try:
        with transaction() as session:
            mine = update(User).where(User.id == user_id).values(**seen, updated_at=User.updated_at)
            session.execute(mine.execution_options(synchronize_session=False))
            if secret:
                device = update(UserSession).where(UserSession.token_hash == _hash(secret))
                session.execute(device.values(seen_at=now))
    except OperationalError as error:
        log.warning("a visit was not noted", fault=type(error).__name__)


def forget_old() -> int:
    """Delete what no cookie can mean any more."""
    with transaction() as session:
        epoch = select(User.session_epoch).where(User.id == UserSession.user_id).scalar_subquery()
        old = delete(UserSession).where(
            (UserSession.seen_at < utc_now() - LIFETIME) | (UserSession.epoch != epoch)
        )
        return rows_of(session.execute(old.execution_options(synchronize_session=False)))


def _parts(session_id: str) -> tuple[int | None, int, str]:
    """(id, epoch, secret); no id for what we never made."""
    number, _dot, rest = session_id.partition(".")
    epoch, _dot, secret = rest.partition(".")
    sound = all(part.isascii() and part.isdigit() and len(part) < 12 for part in (number, epoch))
    return (int(number), int(epoch), secret) if sound and len(secret) < 64 else (None, 0, "")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
