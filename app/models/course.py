"""Courses, their vectors, the generations of the index over them, and what people keep of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, Json, OptionalCode, utc_now

GENERATION_STATES = ("building", "ready", "failed", "cancelled", "removed")
COURSE_STATES = ("saved", "started", "done")


class Course(Base):
    """A course as the catalogues that named it say; what none of them says is None or empty.

    ``course_id`` is ``course~key`` or ``s12n~key``. ``url`` is as given. ``hours`` is work in all, ``rating``
    0 to 5. ``syllabus`` is {"outcomes": [text], "modules": [{"name", "topics": [text], "hours"}]}.
    ``content_hash`` is that of the text that is embedded. ``link_checked_at`` is None while nobody asked
    whether the address answers. ``revision`` is the value of the ``courses`` counter when the row last changed.
    """

    __tablename__ = "courses"
    __table_args__ = (
        CheckConstraint("kind IN ('course', 'specialization', 'certificate', 'project')", name="kind"),
        CheckConstraint("level IN ('beginner', 'intermediate', 'advanced', 'mixed')", name="level"),
        CheckConstraint("rating >= 0 AND rating <= 5", name="rating"),
        CheckConstraint("hours > 0", name="hours"),
        Index("ix_courses_url", "url"),
        Index("ix_courses_active_link_checked", "is_active", "link_checked_at"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(String(160), unique=True)
    slug: Mapped[str] = mapped_column(String(150), default="", index=True)
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    partner: Mapped[str] = mapped_column(String(301), default="")
    url: Mapped[str | None] = mapped_column(Text)
    categories: Mapped[list[str]] = mapped_column(default=list)
    skills: Mapped[list[str]] = mapped_column(default=list)
    level: Mapped[OptionalCode]
    hours: Mapped[float | None]
    language: Mapped[str | None] = mapped_column(String(3))
    rating: Mapped[float | None]
    rating_count: Mapped[int | None] = mapped_column(BigInteger)
    enrolments: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[Code] = mapped_column(default="course")
    source: Mapped[Code] = mapped_column(default="import")
    syllabus: Mapped[dict[str, Any] | None] = mapped_column(Json)
    syllabus_at: Mapped[datetime | None]
    content_hash: Mapped[str] = mapped_column(String(32))
    link_checked_at: Mapped[datetime | None]
    link_ok: Mapped[bool | None]
    first_seen_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_seen_at: Mapped[datetime] = mapped_column(default=utc_now)
    is_active: Mapped[bool] = mapped_column(default=True)
    revision: Mapped[int] = mapped_column(BigInteger, index=True)


class CourseAlias(Base):
    """What a course was known by before: ``alias`` is a former ``course_id``, ``number`` that of a row that
    turned out to be the same course."""

    __tablename__ = "course_aliases"

    alias: Mapped[str] = mapped_column(String(160), primary_key=True)
    number: Mapped[int | None] = mapped_column(unique=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)


class CourseVector(Base):
    """The vector (float32, little-endian) of a course by one model; out of date when ``content_hash`` is not
    that of the course."""

    __tablename__ = "course_vectors"

    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True)
    model: Mapped[str] = mapped_column(String(80), primary_key=True)
    content_hash: Mapped[str] = mapped_column(String(32))
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class IndexGeneration(Base):
    """One build of the index over the courses: a folder that is never changed once it is ready.

    ``name`` is that of the folder. ``model`` is "" for an index of words alone. ``revision`` is the courses
    counter whose state it holds, ``recall`` the share of the true ten nearest that Chroma found of a sample.
    """

    __tablename__ = "index_generations"
    __table_args__ = (
        CheckConstraint("state IN ('building', 'ready', 'failed', 'cancelled', 'removed')", name="state"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    state: Mapped[Code] = mapped_column(default="building")
    model: Mapped[str] = mapped_column(String(80), default="")
    courses: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(BigInteger, default=0)
    size_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    recall: Mapped[float | None]
    fault: Mapped[str] = mapped_column(String(200), default="")
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id", ondelete="SET NULL"), index=True)
    started_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    finished_at: Mapped[datetime | None]


class IndexPointer(Base):
    """The one row that says which generation is read. ``checked_at`` and the two counts are of the last probe:
    courses that were looked for by their own vector, and those that were found."""

    __tablename__ = "index_pointers"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    current_id: Mapped[int | None] = mapped_column(
        ForeignKey("index_generations.id", ondelete="SET NULL"), index=True
    )
    previous_id: Mapped[int | None] = mapped_column(
        ForeignKey("index_generations.id", ondelete="SET NULL"), index=True
    )
    moved_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    probes: Mapped[int] = mapped_column(default=0)
    probes_found: Mapped[int] = mapped_column(default=0)
    probe_fault: Mapped[str] = mapped_column(String(200), default="")


class UserCourse(Base):
    """A course that somebody saved, started or did."""

    __tablename__ = "user_courses"
    __table_args__ = (
        UniqueConstraint("user_id", "course_id"),
        CheckConstraint("state IN ('saved', 'started', 'done')", name="state"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    state: Mapped[Code] = mapped_column(default="saved")
    saved_at: Mapped[datetime] = mapped_column(default=utc_now)
    done_at: Mapped[datetime | None]
