"""Background work. The queue only carries a task's id; this row is the truth about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, Json, utc_now

STATES = ("queued", "running", "done", "failed", "cancelled")


class Task(Base):
    """``slot`` makes repeated work unique: two schedulers asking for the same name and slot get
    one row. ``progress`` is counted work in percent. ``arguments`` never hold personal text. From
    ``wake_at`` on, a waiting task is pushed into the queue again."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("name", "slot"),
        CheckConstraint("state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name="state"),
        CheckConstraint("progress >= 0 AND progress <= 100", name="progress"),
        Index("ix_tasks_state_heartbeat", "state", "heartbeat_at"),
        Index("ix_tasks_state_wake", "state", "wake_at"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    slot: Mapped[str | None] = mapped_column(String(60))
    arguments: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    state: Mapped[Code] = mapped_column(default="queued")
    progress: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(Text, default="")
    attempts: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int] = mapped_column(default=3)
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    started_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]
    wake_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
