"""Where people are signed in, so that one device can be signed out alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, utc_now


class UserSession(Base):
    """One signed-in browser of a member; signing out deletes it. Only the hash of the secret in its cookie is
    kept, no address, and of the browser its kind: ``device`` is such as "Firefox, Linux". It counts while ``epoch``
    is its person's ``session_epoch``."""

    __tablename__ = "user_sessions"
    __table_args__ = (NEVER_REUSE_IDS,)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    epoch: Mapped[int] = mapped_column(default=0)
    device: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    seen_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
