"""People: registered users, guests who have not registered yet, and the tokens mailed to them."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, utc_now

ROLES = ("user", "admin")


def email_key(email: str) -> str:
    """The form under which an address is unique: NFKC, trimmed, case-folded. NUL goes: PostgreSQL takes none."""
    return unicodedata.normalize("NFKC", email.replace("\x00", "")).strip().casefold()


class User(UserMixin, Base):  # type: ignore[misc]
    """A guest has neither e-mail nor password; registering fills them in on the same row.

    ``session_epoch`` stands in every session cookie: raising it ends all sessions at once. ``retention_mails``
    counts the warnings that the data of an account nobody uses will be deleted. ``calendar_hash`` is the hash of
    the secret in the address of their calendar, while they have one.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("role IN ('user', 'admin')", name="role"),
        CheckConstraint(
            "is_guest = (email IS NULL) AND is_guest = (email_key IS NULL) AND is_guest = (password_hash IS NULL)",
            name="guest_or_registered",
        ),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254))
    email_key: Mapped[str | None] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    is_guest: Mapped[bool] = mapped_column(default=False)
    role: Mapped[Code] = mapped_column(default="user")
    is_active: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=0)
    first_name: Mapped[str | None] = mapped_column(String(100))
    last_name: Mapped[str | None] = mapped_column(String(100))
    phone: Mapped[str | None] = mapped_column(String(32))
    profile_image: Mapped[str | None] = mapped_column(String(64))
    timezone: Mapped[str] = mapped_column(String(50), default="Africa/Tunis")
    language: Mapped[str | None] = mapped_column(String(5))
    theme: Mapped[str] = mapped_column(String(5), default="auto")
    email_notifications: Mapped[bool] = mapped_column(default=True)
    push_notifications: Mapped[bool] = mapped_column(default=False)
    reminder_mails: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    retention_mails: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    retention_mailed_at: Mapped[datetime | None]
    calendar_hash: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)
    last_seen_at: Mapped[datetime] = mapped_column(default=utc_now)

    def get_id(self) -> str:
        return f"{self.id}.{self.session_epoch}"

    @property
    def display_name(self) -> str:
        names = " ".join(part for part in (self.first_name, self.last_name) if part)
        return names or (self.email or "").split("@")[0]


class AccountToken(Base):
    """A link that is mailed: only the hash of its secret is kept, it works once and for an hour.
    ``token_hash`` is empty until the worker makes the secret.

    A ``register`` token carries the wished account in ``payload`` until it is confirmed; its
    ``user_id`` is the guest whose data the account will keep, if there was one.
    """

    __tablename__ = "account_tokens"
    __table_args__ = (CheckConstraint("purpose IN ('register', 'reset')", name="purpose"), NEVER_REUSE_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[Code]
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    email_key: Mapped[str] = mapped_column(String(254), index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
