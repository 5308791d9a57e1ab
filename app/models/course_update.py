"""What each weekly update of the courses did, counted while it ran."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, Json, utc_now

UPDATE_STATES = ("running", "ok", "blocked", "quota", "changed", "failed", "interrupted", "cancelled")
_STATES = ", ".join(f"'{state}'" for state in UPDATE_STATES)


class CourseUpdate(Base):
    """At most one of a source is under way, held by a unique index over those without an end.

    ``counts`` are courses by what became of them, ``samples`` some addresses by what was wrong with them.
    ``cursor`` is the last new address that was asked for: the next update begins behind it.
    """

    __tablename__ = "course_updates"
    __table_args__ = (
        CheckConstraint(f"status IN ({_STATES})", name="status"),
        Index(
            "uq_course_updates_under_way",
            "source",
            unique=True,
            sqlite_where=text("completed_at IS NULL"),
            postgresql_where=text("completed_at IS NULL"),
        ),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(40))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id", ondelete="SET NULL"), index=True)
    status: Mapped[Code] = mapped_column(default="running")
    counts: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    samples: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    notes: Mapped[list[str]] = mapped_column(default=list)
    cursor: Mapped[str] = mapped_column(Text, default="")
    error: Mapped[str] = mapped_column(Text, default="")
    started_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    heartbeat_at: Mapped[datetime] = mapped_column(default=utc_now)
    completed_at: Mapped[datetime | None]
