"""What each run of a source did, counted while it ran."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, Json, utc_now

RUN_STATES = (
    "running", "ok", "empty", "suspect", "blocked", "quota", "auth", "changed", "failed", "interrupted",
    "cancelled",
)  # fmt: skip
_STATES = ", ".join(f"'{state}'" for state in RUN_STATES)


class ScrapingRun(Base):
    """One run. At most one of a source is under way, held by a unique index over those without an end.

    ``found`` is what the source gave, ``rejected`` what could not become an offer (``samples`` by
    reason), ``duplicate`` what another source had already, ``closed`` what this run found to be gone.
    ``filled`` counts the offers that had a field, by field. ``head`` is the beginning of an answer that looked
    changed. ``progress`` in percent.
    """

    __tablename__ = "scraping_logs"
    __table_args__ = (
        CheckConstraint(f"status IN ({_STATES})", name="status"),
        Index("ix_scraping_logs_source_started", "source", "started_at"),
        Index(
            "uq_scraping_logs_under_way",
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
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    config_version: Mapped[int] = mapped_column(default=0)
    status: Mapped[Code] = mapped_column(default="running")
    jobs_found: Mapped[int] = mapped_column(default=0)
    jobs_new: Mapped[int] = mapped_column(default=0)
    jobs_updated: Mapped[int] = mapped_column(default=0)
    jobs_unchanged: Mapped[int] = mapped_column(default=0)
    jobs_duplicate: Mapped[int] = mapped_column(default=0)
    jobs_rejected: Mapped[int] = mapped_column(default=0)
    jobs_closed: Mapped[int] = mapped_column(default=0)
    samples: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    filled: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    progress: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(Text, default="")
    error_message: Mapped[str | None] = mapped_column(Text)
    head: Mapped[str | None] = mapped_column(Text)
    started_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    heartbeat_at: Mapped[datetime] = mapped_column(default=utc_now)
    completed_at: Mapped[datetime | None]


class ScrapingLine(Base):
    """A line of a run's log, in English; never a key, never text of an offer."""

    __tablename__ = "scraping_lines"
    __table_args__ = (NEVER_REUSE_IDS,)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("scraping_logs.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    level: Mapped[Code] = mapped_column(default="info")
    text: Mapped[str] = mapped_column(Text)
