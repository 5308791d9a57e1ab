"""What a person searched for. No address and no browser name is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Json, utc_now


class SearchHistory(Base):
    """One entry per person and search; repeating it moves the date instead of adding a row."""

    __tablename__ = "search_history"
    __table_args__ = (UniqueConstraint("user_id", "search_key"), NEVER_REUSE_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    search_key: Mapped[str] = mapped_column(String(64))
    query_text: Mapped[str | None] = mapped_column(String(200))
    filters: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    results_count: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
