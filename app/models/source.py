"""How an admin set a source up: every change is a version of its own, so that it can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Json, utc_now


class SourceConfig(Base):
    """The highest version of a source counts. ``secrets`` is one encrypted JSON object, "" when none is set."""

    __tablename__ = "source_configs"
    __table_args__ = (
        UniqueConstraint("source", "version"),
        CheckConstraint("every_hours >= 1 AND every_hours <= 720", name="every_hours"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    is_on: Mapped[bool] = mapped_column(default=False)
    every_hours: Mapped[int] = mapped_column(default=4)
    max_offers: Mapped[int] = mapped_column(default=1000)
    values: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    secrets: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(String(200), default="")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
