"""The stored result of comparing one CV with one offer."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Json, utc_now


class JobMatch(Base):
    """Valid while job, CV and scorer still have the versions written here. ``match_score`` is
    0 to 100, or NULL when nothing could be compared; the parts are 0 to 1."""

    __tablename__ = "job_matches"
    __table_args__ = (
        UniqueConstraint("cv_id", "job_id"),
        CheckConstraint("match_score IS NULL OR (match_score >= 0 AND match_score <= 100)", name="score"),
        Index("ix_job_matches_user_score", "user_id", "match_score"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    cv_id: Mapped[int] = mapped_column(ForeignKey("cv.id", ondelete="CASCADE"))
    job_version: Mapped[int]
    cv_version: Mapped[int]
    scorer_version: Mapped[str] = mapped_column(String(20))
    weights: Mapped[dict[str, Any]] = mapped_column(Json)
    match_score: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    confidence: Mapped[Decimal] = mapped_column(Numeric(4, 3))
    result: Mapped[dict[str, Any]] = mapped_column(Json)
    calculated_at: Mapped[datetime] = mapped_column(default=utc_now)
