"""Signing in as a program: a session with an access token and a chain of refresh tokens."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.errors import Unauthorized
from app.models import RefreshToken, User, UserSession, utc_now
from app.services import audit, sessions
from app.services.tokens import access
from app.services.transaction import rows_of, transaction

LIFETIME: Final = timedelta(days=30)
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Granted:
    """``expires_in`` is in seconds and of the access token."""

    access_token: str
    refresh_token: str
    expires_in: int


def sign_in(user: User, device: str) -> Granted:
    with transaction() as session:
        session_id, _secret = sessions.open_device(user, device)
        return _grant(session, user, session_id)


def refresh(token: str) -> Granted:
    """New tokens for a refresh token, which is spent by that. One that was spent before ends its session: one of
    the two who hold it is a thief. Raises Unauthorized."""
    used = hashed(token)
    with transaction() as session:
        granted = _spend(session, used)
        if granted is None:
            _end_stolen(session, used)
    if granted is None:
        raise Unauthorized(_("This refresh token is not good any more. Log in again."), code="invalid_token")
    return granted


def sign_out(session_id: int, user_id: int) -> None:
    with transaction() as session:
        gone = delete(UserSession).where(UserSession.id == session_id, UserSession.user_id == user_id)
        session.execute(gone)


def hashed(token: str) -> str:
    return hashlib.sha256(token[:LONGEST].encode("utf-8", "surrogatepass")).hexdigest()


def forget_old() -> int:
    """Delete what cannot be used and whose reuse would tell nothing any more."""
    with transaction() as session:
        old = delete(RefreshToken).where(RefreshToken.expires_at < utc_now())
        return rows_of(session.execute(old))


def _spend(session: Session, used: str) -> Granted | None:
    now = utc_now()
    spent = session.execute(
        update(RefreshToken)
        .where(RefreshToken.token_hash == used, RefreshToken.used_at.is_(None), RefreshToken.expires_at > now)
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if not rows_of(spent):
        return None
    found = session.execute(
        select(User, UserSession)
        .join(UserSession, UserSession.user_id == User.id)
        .join(RefreshToken, RefreshToken.session_id == UserSession.id)
        .where(RefreshToken.token_hash == used, User.is_active, UserSession.epoch == User.session_epoch)
    ).first()
    if found is None:
        return None
    user, device = found
    device.seen_at = now
    return _grant(session, user, device.id)


def _end_stolen(session: Session, used: str) -> None:
    row = session.execute(
        select(UserSession)
        .join(RefreshToken, RefreshToken.session_id == UserSession.id)
        .where(RefreshToken.token_hash == used, RefreshToken.used_at.is_not(None))
    ).scalar()
    if row is not None:
        user_id = row.user_id
        session.delete(row)
        audit.note(session, "refresh_reused", user_id=user_id)


def _grant(session: Session, user: User, session_id: int) -> Granted:
    secret = secrets.token_urlsafe(32)
    session.add(
        RefreshToken(token_hash=hashed(secret), session_id=session_id, expires_at=utc_now() + LIFETIME)
    )
    session.flush()
    return Granted(access.make(user, session_id), secret, access.LIFETIME)
