"""People: guests, signing in, sessions, profile."""

from __future__ import annotations

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import exists, select, update

from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import CV, User, email_key, utc_now
from app.services import audit, passwords
from app.services.alerts import clock
from app.services.transaction import transaction


def find_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email_key == email_key(email)))


def get(user_id: int) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound(_("This account is gone."))
    return user


def has_cv(user_id: int) -> bool:
    return bool(db.session.scalar(select(exists().where(CV.user_id == user_id))))


def create_guest(language: str | None = None) -> User:
    with transaction() as session:
        guest = User(
            is_guest=True, language=language, timezone=current_app.extensions["settings"].default_timezone
        )
        session.add(guest)
    return guest


def authenticate(email: str, password: str) -> User | None:
    """None for an unknown address, a wrong password and a disabled account alike, after the same work; each
    leaves one audit entry, which never holds the address."""
    user = find_by_email(email)
    right = passwords.is_right(user.password_hash if user else None, password)
    is_in = bool(user and right and user.is_active)
    user_id = user.id if user else None
    with transaction() as session:
        if is_in:
            audit.note(session, "signed_in", actor_id=user_id, user_id=user_id)
        else:
            audit.note(session, "sign_in_failed", user_id=user_id)
    return user if is_in else None


def confirm_password(user_id: int, password: str) -> None:
    """For what outlives a session. Raises BadInput when it is not right."""
    if not passwords.is_right(get(user_id).password_hash, password):
        said = _("The password is not right.")
        raise BadInput(said, code="wrong_password", fields={"password": said})


def change_password(user_id: int, current: str, new: str) -> User:
    """Ends every other session. Raises BadInput when the current password is wrong."""
    user = get(user_id)
    if not passwords.is_right(user.password_hash, current):
        raise BadInput(
            _("The current password is not right."),
            fields={"current": _("The current password is not right.")},
        )
    hashed = passwords.hash_password(new)
    with transaction() as session:
        user.password_hash = hashed
        user.session_epoch = User.session_epoch + 1
        audit.note(session, "password_changed", actor_id=user_id, user_id=user_id)
    db.session.refresh(user)
    return user


def log_out_everywhere(user_id: int) -> None:
    with transaction() as session:
        session.execute(
            update(User)
            .where(User.id == user_id)
            .values(session_epoch=User.session_epoch + 1, updated_at=utc_now())
        )
        audit.note(session, "signed_out_everywhere", actor_id=user_id, user_id=user_id)


def set_preference(user_id: int, name: str, value: str) -> None:
    """``name`` is language or theme."""
    if name not in {"language", "theme"}:
        raise ValueError(name)
    with transaction() as session:
        session.execute(update(User).where(User.id == user_id).values({name: value}))


def update_profile(user_id: int, **changes: str | bool | None) -> None:
    allowed = {"first_name", "last_name", "phone", "timezone", "email_notifications", "reminder_mails"}
    if not set(changes) <= allowed:
        raise ValueError("not a profile field")
    with transaction() as session:
        session.execute(update(User).where(User.id == user_id).values(**changes, updated_at=utc_now()))
        if "timezone" in changes:
            session.expire_all()
            clock.move_to_zone(session, user_id)


def create_admin(email: str, password: str) -> User:
    """A new administrator, or an existing user made one; the password is set in both cases."""
    hashed = passwords.hash_password(password)
    with transaction() as session:
        user = session.scalar(select(User).where(User.email_key == email_key(email)))
        if user is None:
            user = User(email=email.strip(), email_key=email_key(email), is_guest=False)
            session.add(user)
        user.password_hash = hashed
        user.role = "admin"
        user.is_active = True
        user.session_epoch = (user.session_epoch or 0) + 1
        session.flush()
        audit.note(session, "role_given", user_id=user.id, details={"role": "admin", "by": "command_line"})
    return user
