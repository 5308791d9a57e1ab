"""Applications of a candidate, with their timeline, interviews, contacts and documents."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, OptionalCode, utc_now

APPLICATION_STATUSES = (
    "saved", "applied", "screening", "interview", "offer", "rejected", "withdrawn", "no_answer",
)  # fmt: skip
INTERVIEW_KINDS = ("phone", "video", "on_site", "test", "other")
INTERVIEW_OUTCOMES = ("passed", "failed", "cancelled")
EVENT_KINDS = (
    "created", "status", "details", "note", "interview", "follow_up", "contact", "document", "cv", "reminder",
    "imported",
)  # fmt: skip


class Application(Base):
    """What a candidate sent, or means to send. Title, company and address are its own, so that it outlives the
    offer; ``job_id`` is None for one from outside. ``cv_name`` is what the CV was called that was used, also
    after it was deleted. ``position`` orders the column of a board. ``version`` rises with every change: a writer
    says which one it read. ``reminded_at`` is when the person was told of ``follow_up_at``. ``match_score`` (0 to
    100) and ``match_confidence`` (0 to 1) are those of ``scored_at``: when it was tracked, or sent.
    """

    __tablename__ = "applications"
    __table_args__ = (
        UniqueConstraint("user_id", "job_id"),
        CheckConstraint(
            "status IN ('saved', 'applied', 'screening', 'interview', 'offer', 'rejected', 'withdrawn', "
            "'no_answer')",
            name="status",
        ),
        Index("ix_applications_user_status_position", "user_id", "status", "position"),
        Index("ix_applications_follow_up", "follow_up_at", "reminded_at"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"), index=True)
    cv_id: Mapped[int | None] = mapped_column(ForeignKey("cv.id", ondelete="SET NULL"), index=True)
    cv_name: Mapped[str] = mapped_column(String(255), default="")
    title: Mapped[str] = mapped_column(String(255))
    company: Mapped[str] = mapped_column(String(255), default="")
    location: Mapped[str] = mapped_column(String(255), default="")
    url: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(40), default="")
    status: Mapped[Code] = mapped_column(default="saved")
    position: Mapped[float] = mapped_column(default=0.0)
    cover_letter: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    follow_up_at: Mapped[datetime | None]
    follow_up_text: Mapped[str] = mapped_column(String(300), default="")
    reminded_at: Mapped[datetime | None]
    match_score: Mapped[float | None]
    match_confidence: Mapped[float | None]
    scored_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    applied_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)


class ApplicationEvent(Base):
    """One line of the timeline; never changed. ``before`` and ``after`` are codes or short texts by ``kind``."""

    __tablename__ = "application_events"
    __table_args__ = (NEVER_REUSE_IDS,)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Code]
    before: Mapped[str] = mapped_column(String(300), default="")
    after: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[datetime] = mapped_column(default=utc_now)


class Interview(Base):
    __tablename__ = "interviews"
    __table_args__ = (
        CheckConstraint("kind IN ('phone', 'video', 'on_site', 'test', 'other')", name="kind"),
        CheckConstraint("outcome IN ('passed', 'failed', 'cancelled')", name="outcome"),
        CheckConstraint("minutes > 0 AND minutes <= 1440", name="minutes"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Code] = mapped_column(default="video")
    starts_at: Mapped[datetime]
    minutes: Mapped[int] = mapped_column(default=60)
    place: Mapped[str] = mapped_column(String(300), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[OptionalCode]
    reminded_at: Mapped[datetime | None]
    sequence: Mapped[int] = mapped_column(default=0)


class ApplicationContact(Base):
    __tablename__ = "application_contacts"
    __table_args__ = (NEVER_REUSE_IDS,)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(32), default="")
    notes: Mapped[str] = mapped_column(Text, default="")


class ApplicationDocument(Base):
    """A file that belongs to an application; ``file_path`` is the server-made name under its folder."""

    __tablename__ = "application_documents"
    __table_args__ = (NEVER_REUSE_IDS,)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    file_path: Mapped[str] = mapped_column(String(64), unique=True)
    content_type: Mapped[str] = mapped_column(String(100))
    size_bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime] = mapped_column(default=utc_now)
