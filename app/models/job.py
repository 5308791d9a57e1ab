"""Offers, and the skills that each asks for."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    Computed,
    ForeignKey,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    and_,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import NEVER_REUSE_IDS, Base, Json, OptionalCode, utc_now


class Job(Base):
    """One offer as one source gave it.

    ``doc_id`` is its place in the full-text index: ``day`` (days since 1970 of publication, or
    of arrival) times 2**31 plus the id, so that index order is date order. ``facets`` holds the
    skills as unbreakable words for the index. ``revision`` is the value of the ``offers`` counter
    when the row last changed: a reader asks for rows above the revision it has seen.
    ``version`` rises when the content that a match depends on changed. ``raw_data`` never
    leaves the server. An offer with an ``owner_id`` was brought in by that person and is shown to nobody else:
    it is never listed, never a copy of another offer and none is a copy of it.
    ``listing`` names the whole list of the source that it came in; ``unseen_runs`` counts good runs without
    it. ``closed_reason`` says why an offer that is not active ended. ``copy_reason`` says why an offer with
    ``duplicate_of_id`` is taken for a copy, ``copy_similarity`` (0 to 1) how alike the two are.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        CheckConstraint(
            "salary_min IS NULL OR salary_max IS NULL OR salary_min <= salary_max", name="salary"
        ),
        CheckConstraint("closed_reason IN ('expired', 'gone', 'unseen', 'removed')", name="closed_reason"),
        CheckConstraint("copy_reason IN ('same', 'similar', 'decided')", name="copy_reason"),
        Index("ix_jobs_published", "is_active", "published_at"),
        Index("ix_jobs_listing", "source", "listing"),
        Index("ix_jobs_job_url", "job_url"),
        Index(
            "ix_jobs_counted",  # what statistics group by: without it each count reads all texts
            "owner_id",
            "source",
            "country",
            "day",
            "is_active",
            "duplicate_of_id",
            "company",
        ),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(40))
    external_id: Mapped[str] = mapped_column(String(255))
    title: Mapped[str] = mapped_column(String(255))
    company: Mapped[str | None] = mapped_column(String(255), index=True)
    location: Mapped[str | None] = mapped_column(String(255))
    city: Mapped[str | None] = mapped_column(String(100))
    country: Mapped[str | None] = mapped_column(String(2))
    description_html: Mapped[str | None] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, default="")
    job_url: Mapped[str | None] = mapped_column(Text)
    application_url: Mapped[str | None] = mapped_column(Text)
    company_logo_url: Mapped[str | None] = mapped_column(Text)
    company_size: Mapped[str | None] = mapped_column(String(50))
    company_industry: Mapped[str | None] = mapped_column(String(100))
    contract_type: Mapped[OptionalCode]
    work_time: Mapped[OptionalCode]
    experience_level: Mapped[OptionalCode]
    years_min: Mapped[float | None]
    remote_policy: Mapped[OptionalCode]
    language: Mapped[str | None] = mapped_column(String(5))
    salary_min: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    salary_max: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    salary_currency: Mapped[str | None] = mapped_column(String(3))
    salary_period: Mapped[OptionalCode]
    salary_text: Mapped[str | None] = mapped_column(String(120))
    salary_year_eur_min: Mapped[int | None]
    salary_year_eur_max: Mapped[int | None]
    published_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    first_seen_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_seen_at: Mapped[datetime] = mapped_column(default=utc_now)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    duplicate_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("jobs.id", ondelete="SET NULL"), index=True
    )
    copy_reason: Mapped[OptionalCode]
    copy_similarity: Mapped[float | None]
    listing: Mapped[str | None] = mapped_column(String(160))
    unseen_runs: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[OptionalCode]
    reposted_at: Mapped[datetime | None]
    repost_of_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    fingerprint: Mapped[str | None] = mapped_column(String(64), index=True)
    version: Mapped[int] = mapped_column(default=1)
    day: Mapped[int]
    doc_id: Mapped[int] = mapped_column(
        BigInteger, Computed("day * 2147483648 + id", persisted=True), unique=True
    )
    skill_codes: Mapped[str] = mapped_column(Text, default="")
    skill_text: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(BigInteger, index=True)
    view_count: Mapped[int] = mapped_column(default=0)
    languages: Mapped[dict[str, Any] | None] = mapped_column(Json)
    raw_data: Mapped[dict[str, Any] | None] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)

    skills: Mapped[list[JobSkill]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="JobSkill.position"
    )

    @hybrid_property
    def is_listed(self) -> bool:
        """Whether everybody finds it: open, not a copy of another, nobody's own."""
        return self.is_active and self.duplicate_of_id is None and self.owner_id is None

    @is_listed.inplace.expression
    @classmethod
    def _is_listed(cls) -> ColumnElement[bool]:
        return and_(cls.is_active, cls.duplicate_of_id.is_(None), cls.owner_id.is_(None))


class JobSkill(Base):
    """A skill that the offer asks for: an id of the lexicon, or the offer's own word where that has none.

    ``position`` is the order of first mention, ``years`` the experience asked for in this skill.
    """

    __tablename__ = "job_skills"
    __table_args__ = (Index("ix_job_skills_skill", "skill", "job_id"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    skill: Mapped[str] = mapped_column(String(80), primary_key=True)
    is_required: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    years: Mapped[float | None]


class Counter(Base):
    """A number that rises by one with every commit that changes ``name``.

    ``epoch`` rises instead when rows went away, which tells readers to load everything afresh. Others are sums,
    such as what models cost in a month.
    """

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger, default=0)
    epoch: Mapped[int] = mapped_column(default=0)
