"""Copies of their data that people asked for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, utc_now

EXPORT_STATES = ("waiting", "ready", "failed")


class AccountExport(Base):
    """``file_path`` is the server-made name of the archive, "" until it is ready. The row outlives its file for
    a while: rows are what the limit per day counts."""

    __tablename__ = "account_exports"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'ready', 'failed')", name="state"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id", ondelete="SET NULL"), index=True)
    language: Mapped[str] = mapped_column(String(5))
    state: Mapped[Code] = mapped_column(default="waiting")
    file_path: Mapped[str] = mapped_column(String(64), default="")
    size_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
