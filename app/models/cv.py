"""An uploaded CV and what was read from it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, utc_now


class CV(Base):
    """``parsed_data`` is the profile as read, ``profile`` the same with the person's corrections.

    ``file_path`` is the server-made name under the uploads folder. ``lines`` is the text that
    evidence points into. ``version`` rises with every correction, so that stored matches know
    that they are old.
    """

    __tablename__ = "cv"
    __table_args__ = (
        Index(
            "uq_cv_primary",
            "user_id",
            unique=True,
            sqlite_where=text("is_primary"),
            postgresql_where=text("is_primary"),
        ),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    file_path: Mapped[str] = mapped_column(String(64), unique=True)
    file_size_bytes: Mapped[int]
    content_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int] = mapped_column(default=1)
    was_ocr: Mapped[bool] = mapped_column(default=False)
    lines: Mapped[list[str]] = mapped_column(default=list)
    parsed_data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    profile: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)
    extracted_skills: Mapped[list[str]] = mapped_column(default=list)
    total_experience_years: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    education_level: Mapped[str | None] = mapped_column(String(100))
    desired_job_titles: Mapped[list[str]] = mapped_column(default=list)
    desired_locations: Mapped[list[str]] = mapped_column(default=list)
    desired_contract_types: Mapped[list[str]] = mapped_column(default=list)
    salary_expectation_min: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    salary_expectation_max: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    summary: Mapped[str | None] = mapped_column(Text)
    parse_quality: Mapped[float] = mapped_column(default=0.0)
    is_primary: Mapped[bool] = mapped_column(default=False)
    uploaded_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)
