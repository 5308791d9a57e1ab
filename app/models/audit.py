"""What happened to accounts and settings, for administrators; rows are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, Json, utc_now


class AuditEntry(Base):
    """``actor_id`` and ``user_id`` are numbers without a reference, so that they stay when people go: who did
    it (None for the system) and whose account it was about. ``details`` never hold personal text."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_user_at", "user_id", "at"),
        Index("ix_audit_entries_action_at", "action", "at"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    action: Mapped[Code]
    subject: Mapped[str] = mapped_column(String(120), default="")
    details: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    request_id: Mapped[str] = mapped_column(String(64), default="")


class AppendOnly(Exception):
    """Somebody's code wanted to change or delete what was written down."""


def _refuse(_mapper: object, _connection: object, _entry: AuditEntry) -> None:
    raise AppendOnly("audit entries are only added")


for _change in ("before_update", "before_delete"):  # statements past the ORM are refused by triggers
    event.listen(AuditEntry, _change, _refuse)
