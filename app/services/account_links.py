"""Registering and resetting a password through a mailed link.

A request only writes down what was asked, the same for known and unknown addresses; the worker
looks whether the address is known, makes the secret and mails it. So neither the answer nor its
time tells a stranger who has an account, and the database never holds a secret that works.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.errors import BadInput
from app.extensions import db
from app.models import AccountToken, User, email_key, utc_now
from app.services import audit, passwords, tasks
from app.services.transaction import transaction

LIFETIME = timedelta(hours=1)
MAIL_TASK = "account_mail"


def ask_to_register(
    email: str, password: str, names: dict[str, str | None], language: str, guest_id: int | None
) -> None:
    payload = {
        "email": email.strip(),
        "password_hash": passwords.hash_password(password),
        "language": language,
        **names,
    }
    _ask("register", email, payload, guest_id)


def ask_to_reset(email: str, language: str, asked_by_id: int | None = None) -> None:
    """``asked_by_id`` is an administrator who asks for somebody else."""
    _ask("reset", email, {"language": language}, None, asked_by_id)


def find_open(purpose: str, secret: str) -> AccountToken | None:
    """The unused, unexpired link with this secret."""
    return db.session.scalar(
        select(AccountToken).where(
            AccountToken.token_hash == _hash(secret),
            AccountToken.purpose == purpose,
            AccountToken.used_at.is_(None),
            AccountToken.expires_at > utc_now(),
        )
    )


def confirm_registration(secret: str) -> User:
    """Make the account; the guest who asked keeps everything. Raises BadInput for a link that is spent."""
    with transaction() as session:
        token = _use(session, "register", secret)
        if session.scalar(select(User.id).where(User.email_key == token.email_key)):
            raise BadInput(_("This address has an account already. Log in, or reset the password."))
        user = session.get(User, token.user_id) if token.user_id else None
        if user is None or not user.is_guest:
            user = User()
            session.add(user)
        wish = token.payload
        user.is_guest = False
        user.email, user.email_key = wish["email"], token.email_key
        user.password_hash = wish["password_hash"]
        user.first_name, user.last_name = wish.get("first_name"), wish.get("last_name")
        user.language = user.language or wish.get("language")
        user.session_epoch = (user.session_epoch or 0) + 1
        token.payload = {}
        session.flush()
        audit.note(session, "registered", actor_id=user.id, user_id=user.id)
    return user


def reset_password(secret: str, new_password: str) -> User:
    """Ends all sessions and every other open link of this person."""
    hashed = passwords.hash_password(new_password)
    with transaction() as session:
        token = _use(session, "reset", secret)
        user = session.scalar(select(User).where(User.email_key == token.email_key))
        if user is None:
            raise BadInput(_SPENT)
        user.password_hash = hashed
        user.session_epoch += 1
        _close(session, token, AccountToken.id != token.id)
        audit.note(session, "password_reset", actor_id=user.id, user_id=user.id)
    return user


def issue(token_id: int) -> tuple[AccountToken, User | None, str] | None:
    """For the worker: make the secret of a link and close older ones. None when there is nothing to mail."""
    secret = secrets.token_urlsafe(32)
    with transaction() as session:
        token = session.get(AccountToken, token_id)
        if token is None or token.used_at or token.expires_at <= utc_now():
            return None
        user = session.scalar(select(User).where(User.email_key == token.email_key))
        if token.purpose == "reset" and (user is None or not user.is_active):
            session.delete(token)
            return None
        token.token_hash = _hash(secret)
        _close_older(session, token)
    return token, user, secret


def _ask(
    purpose: str, email: str, payload: dict[str, Any], user_id: int | None, asked_by_id: int | None = None
) -> None:
    with transaction() as session:
        if asked_by_id is not None:
            known = session.scalar(select(User.id).where(User.email_key == email_key(email)))
            audit.note(session, "password_mail_asked", actor_id=asked_by_id, user_id=known)
        token = AccountToken(
            purpose=purpose,
            email_key=email_key(email),
            payload=payload,
            user_id=user_id,
            expires_at=utc_now() + LIFETIME,
        )
        session.add(token)
        session.flush()
        task = tasks.add(session, MAIL_TASK, {"token_id": token.id})
    tasks.start(task)


_SPENT = _("This link has been used or is older than an hour. Ask for a new one.")


def _use(session: Session, purpose: str, secret: str) -> AccountToken:
    token = session.scalar(
        update(AccountToken)
        .where(
            AccountToken.token_hash == _hash(secret),
            AccountToken.purpose == purpose,
            AccountToken.used_at.is_(None),
            AccountToken.expires_at > utc_now(),
        )
        .values(used_at=utc_now())
        .returning(AccountToken)
    )
    if token is None:
        raise BadInput(_SPENT)
    return token


def _close_older(session: Session, token: AccountToken) -> None:
    _close(session, token, AccountToken.id < token.id)


def _close(session: Session, token: AccountToken, which: ColumnElement[bool]) -> None:
    """Spend the other open links of the same person and purpose."""
    session.execute(
        update(AccountToken)
        .where(AccountToken.email_key == token.email_key, AccountToken.purpose == token.purpose)
        .where(AccountToken.used_at.is_(None), which)
        .values(used_at=utc_now(), payload={})
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
