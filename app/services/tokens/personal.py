"""Personal tokens for scripts: named, with scopes, shown once."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import OperationalError

from app.errors import BadInput, NotFound
from app.extensions import db
from app.logs import get_logger
from app.models import ApiToken, User, utc_now
from app.services import audit
from app.services.tokens.caller import SCOPES, Caller, caller_of
from app.services.tokens.signing_in import hashed
from app.services.transaction import rows_of, transaction

log = get_logger("tokens")
PREFIX: Final = "jm_"  # so that scanners of leaked secrets can know one
MOST: Final = 20
LONGEST_NAME: Final = 80
LONGEST_LIFE: Final = 366  # days
HINT: Final = 9
SEEN_EVERY: Final = timedelta(minutes=10)


def create(user_id: int, name: str, scopes: Collection[str], days: int | None) -> tuple[ApiToken, str]:
    """The row and the secret, which nobody can read again. ``days`` is how long it lives, None for ever.
    Raises BadInput."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadInput(
            _("Give the token a name of up to 80 characters."), fields={"name": _("Missing or too long.")}
        )
    if not scopes or not set(scopes) <= set(SCOPES):
        raise BadInput(_("Choose what the token may do."), fields={"scopes": _("Unknown value.")})
    if days is not None and not 0 < days <= LONGEST_LIFE:
        raise BadInput(_("A token may live a year at most."), fields={"days": _("Out of range.")})
    secret = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(
        user_id=user_id,
        name=name,
        token_hash=hashed(secret),
        hint=secret[:HINT],
        scopes=[scope for scope in SCOPES if scope in scopes],
        expires_at=utc_now() + timedelta(days=days) if days else None,
    )
    with transaction() as session:
        session.scalar(select(User.id).where(User.id == user_id).with_for_update())
        if (session.scalar(select(func.count()).where(ApiToken.user_id == user_id)) or 0) >= MOST:
            raise BadInput(_("You have 20 tokens. Delete one that you do not use."), code="too_many")
        session.add(row)
        audit.note(session, "token_made", actor_id=user_id, user_id=user_id)
    return row, secret


def of_person(user_id: int) -> tuple[ApiToken, ...]:
    """Newest first."""
    query = select(ApiToken).where(ApiToken.user_id == user_id).order_by(ApiToken.id.desc())
    return tuple(db.session.scalars(query))


def revoke(user_id: int, token_id: int) -> None:
    """Raises NotFound, also for another person's."""
    with transaction() as session:
        gone = session.execute(delete(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == user_id))
        if not rows_of(gone):
            raise NotFound(_("There is no such token."))
        audit.note(session, "token_revoked", actor_id=user_id, user_id=user_id)


def read(secret: str) -> Caller | None:
    """None for one that is unknown, too old, or of somebody who may not enter."""
    now = utc_now()
    found = db.session.execute(
        select(ApiToken, User)
        .join(User, User.id == ApiToken.user_id)
        .where(
            ApiToken.token_hash == hashed(secret),
            User.is_active,
            (ApiToken.expires_at.is_(None)) | (ApiToken.expires_at > now),
        )
    ).first()
    if found is None:
        return None
    token, user = found
    caller = caller_of(user, frozenset(token.scopes), token_id=token.id)
    _note_use(token.id, token.last_used_at, now)
    return caller


def _note_use(token_id: int, last: datetime | None, now: datetime) -> None:
    """At most every ten minutes; a busy database is no reason to keep a script waiting."""
    if last is not None and now - last < SEEN_EVERY:
        return
    try:
        with transaction() as session:
            session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=now))
    except OperationalError as error:
        log.warning("the use of a token was not noted", fault=type(error).__name__)
