"""Saved searches, alerts on them, the mails that they sent, and notices inside the site."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
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
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, Json, utc_now

FREQUENCIES = ("instant", "daily", "weekly")
MAIL_STATES = ("waiting", "sending", "sent", "nothing", "failed")


class SearchPreference(Base):
    """A search that a person saved under a name. ``query`` holds the pairs of its URL that the other columns do
    not. ``is_active`` marks the one that is taken when nothing is asked for. Offers above ``seen_revision`` of
    the ``offers`` counter are new to its owner."""

    __tablename__ = "search_preferences"
    __table_args__ = (
        UniqueConstraint("user_id", "name"),
        Index(
            "uq_search_preferences_active",
            "user_id",
            unique=True,
            sqlite_where=text("is_active"),
            postgresql_where=text("is_active"),
        ),
        CheckConstraint("salary_min <= salary_max", name="salary"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    keywords: Mapped[list[str]] = mapped_column(default=list)
    countries: Mapped[list[str]] = mapped_column(default=list)
    cities: Mapped[list[str]] = mapped_column(default=list)
    contract_types: Mapped[list[str]] = mapped_column(default=list)
    experience_levels: Mapped[list[str]] = mapped_column(default=list)
    salary_min: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    salary_max: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    remote_policy: Mapped[list[str]] = mapped_column(default=list)
    company_industries: Mapped[list[str]] = mapped_column(default=list)
    company_sizes: Mapped[list[str]] = mapped_column(default=list)
    skills: Mapped[list[str]] = mapped_column(default=list)
    query: Mapped[list[Any]] = mapped_column(Json, default=list)
    is_active: Mapped[bool] = mapped_column(default=False)
    seen_revision: Mapped[int] = mapped_column(BigInteger, default=0)
    seen_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)


class JobAlert(Base):
    """Mails about new offers of a saved search, or of all offers that reach ``min_score`` (0 to 100) with the
    person's primary CV, or both. ``hour`` (0 to 23) and ``weekday`` (0 is Monday) are in the person's time zone;
    ``next_send_at`` is the same in UTC. Offers up to ``high_water`` of the ``offers`` counter were looked at."""

    __tablename__ = "job_alerts"
    __table_args__ = (
        CheckConstraint("frequency IN ('instant', 'daily', 'weekly')", name="frequency"),
        CheckConstraint("min_score >= 0 AND min_score <= 100", name="min_score"),
        CheckConstraint("hour >= 0 AND hour <= 23", name="hour"),
        CheckConstraint("weekday >= 0 AND weekday <= 6", name="weekday"),
        CheckConstraint("search_preference_id IS NOT NULL OR min_score IS NOT NULL", name="about"),
        Index("ix_job_alerts_due", "is_active", "next_send_at"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    search_preference_id: Mapped[int | None] = mapped_column(
        ForeignKey("search_preferences.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(100))
    min_score: Mapped[int | None]
    frequency: Mapped[Code] = mapped_column(default="daily")
    hour: Mapped[int] = mapped_column(default=8)
    weekday: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
    high_water: Mapped[int] = mapped_column(BigInteger, default=0)
    last_sent_at: Mapped[datetime | None]
    next_send_at: Mapped[datetime | None]
    unsubscribed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)


class AlertMail(Base):
    """One mail of one alert that fell due. ``message_id`` is fixed before it is sent, so that a second try after
    a crash is the same mail. Only one is open (waiting or sending) for an alert."""

    __tablename__ = "alert_mails"
    __table_args__ = (
        UniqueConstraint("job_alert_id", "due_at"),
        CheckConstraint("state IN ('waiting', 'sending', 'sent', 'nothing', 'failed')", name="state"),
        Index("ix_alert_mails_state_claimed", "state", "claimed_at"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_alert_id: Mapped[int] = mapped_column(ForeignKey("job_alerts.id", ondelete="CASCADE"))
    due_at: Mapped[datetime]
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[Code] = mapped_column(default="waiting")
    offers: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]


class MatchingJob(Base):
    """An offer that an alert found, at most once per alert. ``reasons`` are codes and values of why."""

    __tablename__ = "matching_jobs"
    __table_args__ = (UniqueConstraint("job_alert_id", "job_id"), NEVER_REUSE_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_alert_id: Mapped[int] = mapped_column(ForeignKey("job_alerts.id", ondelete="CASCADE"))
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("alert_mails.id", ondelete="SET NULL"), index=True)
    match_score: Mapped[float | None]
    reasons: Mapped[list[Any]] = mapped_column(Json, default=list)
    sent: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    @hybrid_property
    def is_waiting(self) -> bool:
        """Whether it comes into a mail yet to be made."""
        return not self.sent and self.mail_id is None

    @is_waiting.inplace.expression
    @classmethod
    def _is_waiting(cls) -> ColumnElement[bool]:
        return and_(cls.sent.is_(False), cls.mail_id.is_(None))


class Notification(Base):
    """A notice inside the site. ``key`` keeps one thing from being told twice; ``values`` fill the sentence of
    its ``kind``, ``path`` leads to what it is about."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("user_id", "key"),
        Index("ix_notifications_user_read", "user_id", "read_at"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[Code]
    key: Mapped[str] = mapped_column(String(120))
    values: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    path: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    read_at: Mapped[datetime | None]
