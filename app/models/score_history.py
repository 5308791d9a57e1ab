"""How well offers fit a CV, day by day."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class ScoreHistory(Base):
    """How well the open offers fitted a CV on a day: the mean of the best twenty totals, and how many offers
    reached 70. One row per CV and ``day`` (ISO, UTC). Days of another ``scorer_version`` do not compare; "" is one
    from before it was noted."""

    __tablename__ = "score_history"

    cv_id: Mapped[int] = mapped_column(ForeignKey("cv.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    best_mean: Mapped[float | None]
    good_offers: Mapped[int] = mapped_column(default=0)
    offers: Mapped[int] = mapped_column(default=0)
    skills: Mapped[int] = mapped_column(default=0)
    scorer_version: Mapped[str] = mapped_column(String(20), default="", server_default="")
