"""Access tokens: signed statements of a quarter of an hour (RFC 9068), good while their session is open."""

from __future__ import annotations

import hashlib
import time
from typing import Final

from flask import current_app
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from sqlalchemy import select

from app.extensions import db
from app.models import User, UserSession
from app.services.tokens.caller import SCOPES, Caller, caller_of

ALGORITHM: Final = "HS256"
TYPE: Final = "at+jwt"
AUDIENCE: Final = "jobmatch-api"
LIFETIME: Final = 15 * 60  # seconds
LEEWAY: Final = 30  # seconds by which the clocks of two machines may differ
LONGEST: Final = 2000
LARGEST_ID: Final = 2**31


def make(user: User, session_id: int) -> str:
    now = int(time.time())
    claims = {
        "iss": _issuer(),
        "aud": AUDIENCE,
        "sub": str(user.id),
        "sid": session_id,
        "iat": now,
        "exp": now + LIFETIME,
    }
    return jwt.encode({"alg": ALGORITHM, "typ": TYPE}, claims, _key(), algorithms=[ALGORITHM])


def read(token: str) -> Caller | None:
    """None for anything but a token of ours that is still good, of somebody whose session is still open."""
    numbers = _numbers_in(token)
    if numbers is None:
        return None
    user_id, session_id = numbers
    user = db.session.scalar(
        select(User)
        .join(UserSession, UserSession.user_id == User.id)
        .where(
            User.id == user_id,
            User.is_active,
            UserSession.id == session_id,
            UserSession.epoch == User.session_epoch,
        )
    )
    return caller_of(user, frozenset(SCOPES), session_id=session_id) if user else None


def _numbers_in(token: str) -> tuple[int, int] | None:
    """(person, session) of a token whose signature and claims hold."""
    if len(token) > LONGEST:
        return None
    try:
        decoded = jwt.decode(token, _key(), algorithms=[ALGORITHM])
        if decoded.header.get("typ") != TYPE:
            return None
        _rules().validate(decoded.claims)
    except (JoseError, ValueError, TypeError):
        return None
    subject, session_id = decoded.claims["sub"], decoded.claims["sid"]
    if not (subject.isascii() and subject.isdigit() and len(subject) < 11):
        return None
    return (int(subject), session_id) if type(session_id) is int and 0 < session_id < LARGEST_ID else None


def _rules() -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": _issuer()},
        aud={"essential": True, "value": AUDIENCE},
        sub={"essential": True},
        sid={"essential": True},
        iat={"essential": True},
        exp={"essential": True},
    )


def _issuer() -> str:
    return str(current_app.extensions["settings"].site_url)


def _key() -> OctKey:
    """A key of its own, so that nothing signed for cookies or mails can pass for a token."""
    secret = str(current_app.secret_key).encode()
    return OctKey.import_key(hashlib.sha256(b"access tokens\x00" + secret).digest())
