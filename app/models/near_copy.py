"""What finds the same offer on another board when its words differ a little, and what an admin decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, utc_now


class JobSignature(Base):
    """One band of an open offer's signature: offers that share a band are worth comparing."""

    __tablename__ = "job_signatures"
    __table_args__ = (Index("ix_job_signatures_hash", "hash", "job_id"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    band: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[int] = mapped_column(BigInteger)


class CopyPair(Base):
    """Two offers that were compared and found alike; ``job_id`` is the smaller id.

    ``is_copy`` says whether the rules take them for one offer, else they only look like it.
    ``similarity`` (0 to 1) is that of their titles and texts.
    """

    __tablename__ = "copy_pairs"
    __table_args__ = (CheckConstraint("job_id < other_id", name="order"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(
        ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    is_copy: Mapped[bool]
    similarity: Mapped[float]


class CopyDecision(Base):
    """An admin's word on two offers, stronger than any rule. ``job_id`` is the smaller id."""

    __tablename__ = "copy_decisions"
    __table_args__ = (CheckConstraint("job_id < other_id", name="order"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(
        ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    is_copy: Mapped[bool]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime] = mapped_column(default=utc_now)
