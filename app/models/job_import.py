"""Pages whose offers people asked to be brought in for themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, Json, OptionalCode, utc_now


class JobImport(Base):
    """One page that somebody asked for. ``fault`` says why a failed one failed. ``choices`` are the offers
    of a page that lists several: title, company, place, key and, where they have one, an address of their own;
    ``pick`` is the key of the one that was chosen. ``job_id`` is where it led, also to an offer that
    everybody sees. ``tracks``: its person wants to follow an application for it."""

    __tablename__ = "job_imports"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'failed')", name="state"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    url: Mapped[str] = mapped_column(Text)
    pick: Mapped[str | None] = mapped_column(String(64))
    tracks: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    state: Mapped[Code] = mapped_column(default="waiting")
    fault: Mapped[OptionalCode]
    choices: Mapped[list[dict[str, Any]] | None] = mapped_column(Json)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    finished_at: Mapped[datetime | None]
