"""Offers that a person keeps, and those that they do not want to see again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Json, utc_now


class SavedJob(Base):
    """``snapshot`` is what the card showed when it was saved, so that changes can be named. ``version`` rises
    with every change of the notes: a writer says which one it read. ``removed_at`` is when its person took it off
    the list: it can be brought back for a day, then it is deleted. Who counts saved offers asks for None."""

    __tablename__ = "saved_jobs"
    __table_args__ = (UniqueConstraint("user_id", "job_id"), NEVER_REUSE_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    notes: Mapped[str] = mapped_column(Text, default="")
    is_favorite: Mapped[bool] = mapped_column(default=False)
    snapshot: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime] = mapped_column(default=utc_now)
    removed_at: Mapped[datetime | None]


class HiddenJob(Base):
    """An offer that its person marked as not interesting."""

    __tablename__ = "hidden_jobs"
    __table_args__ = (UniqueConstraint("user_id", "job_id"), NEVER_REUSE_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    hidden_at: Mapped[datetime] = mapped_column(default=utc_now)
