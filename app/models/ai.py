"""The language model: how an admin set it up, who consented to what, and what was asked of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, Json, utc_now

ENGINES = ("none", "groq", "openai")
PURPOSES = ("read_cv", "explain_match", "advise", "cover_letter", "quiz", "read_proof", "test")
CALL_STATES = ("running", "ok", "failed")


class AiConfig(Base):
    """The highest version counts. ``secrets`` is one encrypted JSON object, "" when none is set. Prices are
    US dollars for a million tokens, the budget is US dollars in a calendar month (UTC), None for no limit.
    ``call_seconds`` is how long one answer may take."""

    __tablename__ = "ai_configs"
    __table_args__ = (
        CheckConstraint("engine IN ('none', 'groq', 'openai')", name="engine"),
        CheckConstraint("calls_per_day >= 0", name="calls_per_day"),
        CheckConstraint("call_seconds > 0", name="call_seconds"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(unique=True)
    engine: Mapped[Code] = mapped_column(default="none")
    base_url: Mapped[str] = mapped_column(String(300), default="")
    model: Mapped[str] = mapped_column(String(120), default="")
    vision_model: Mapped[str] = mapped_column(String(120), default="")
    secrets: Mapped[str] = mapped_column(Text, default="")
    price_in: Mapped[float] = mapped_column(default=0.0)
    price_out: Mapped[float] = mapped_column(default=0.0)
    monthly_budget: Mapped[float | None]
    calls_per_day: Mapped[int] = mapped_column(default=30)
    call_seconds: Mapped[int] = mapped_column(default=15)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Consent(Base):
    """A person's yes to one provider (its host) for one purpose, under one version of the text that was shown.
    At most one stands at a time; those withdrawn stay as a record."""

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "uq_consents_standing",
            "user_id",
            "purpose",
            "provider",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[Code]
    provider: Mapped[str] = mapped_column(String(255))
    text_version: Mapped[str] = mapped_column(String(20))
    granted_at: Mapped[datetime] = mapped_column(default=utc_now)
    withdrawn_at: Mapped[datetime | None]


class AiCall(Base):
    """One question to a model: a log that its person can read, and a cache of good answers for them alone.

    ``content_hash`` is that of everything that decides the answer. ``sent`` is what left, word for word, images
    as their size and hash. ``answer`` is the validated answer, None while there is none. ``fault`` is a code.
    ``micro_dollars`` is what it cost by the prices of then. ``user_id`` is None for an admin's try.
    """

    __tablename__ = "ai_calls"
    __table_args__ = (
        CheckConstraint("state IN ('running', 'ok', 'failed')", name="state"),
        Index("ix_ai_calls_user_hash", "user_id", "content_hash"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    purpose: Mapped[Code]
    subject: Mapped[str] = mapped_column(String(120), default="")
    provider: Mapped[str] = mapped_column(String(255))
    model: Mapped[str] = mapped_column(String(120))
    content_hash: Mapped[str] = mapped_column(String(64))
    sent: Mapped[str] = mapped_column(Text)
    answer: Mapped[Any | None] = mapped_column(Json)
    state: Mapped[Code] = mapped_column(default="running")
    fault: Mapped[str] = mapped_column(String(60), default="")
    detail: Mapped[str] = mapped_column(Text, default="")
    requests: Mapped[int] = mapped_column(default=0)
    input_tokens: Mapped[int] = mapped_column(default=0)
    output_tokens: Mapped[int] = mapped_column(default=0)
    micro_dollars: Mapped[int] = mapped_column(BigInteger, default=0)
    milliseconds: Mapped[int] = mapped_column(default=0)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    finished_at: Mapped[datetime | None]


class AiBreaker(Base):
    """Whether a provider is left alone for a while; shared by all workers."""

    __tablename__ = "ai_breakers"

    provider: Mapped[str] = mapped_column(String(255), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    open_until: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(String(60), default="")
    changed_at: Mapped[datetime] = mapped_column(default=utc_now)
