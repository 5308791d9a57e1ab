"""What a CV claims and the documents that shall show it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, Json, OptionalCode, utc_now

CLAIM_CATEGORIES = ("certifications", "courses", "diplomas", "languages")
PROOF_STATES = ("waiting", "checking", "checked", "failed")
VERDICTS = ("confirmed", "partly_confirmed", "not_confirmed", "cannot_tell")


class CvClaim(Base):
    """A claim that the rules did not read out of a CV, but its owner added or a model proposed; or one that its
    owner hid, because the rules read it wrongly.

    ``line`` is the line of the CV that it quotes, -1 for none.
    """

    __tablename__ = "cv_claims"
    __table_args__ = (
        CheckConstraint(
            "category IN ('certifications', 'courses', 'diplomas', 'languages')", name="category"
        ),
        CheckConstraint("origin IN ('person', 'model')", name="origin"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cv_id: Mapped[int] = mapped_column(ForeignKey("cv.id", ondelete="CASCADE"), index=True)
    category: Mapped[Code]
    origin: Mapped[Code] = mapped_column(default="person")
    claim: Mapped[dict[str, Any]] = mapped_column(Json)
    line: Mapped[int] = mapped_column(default=-1)
    is_hidden: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Proof(Base):
    """An uploaded document for one claim; another upload for the same claim takes its place.

    ``claim_key`` recognises the claim in the list that the CV gives, ``claim`` is what it said at upload.
    ``file_path`` is a server-made name under the folder of proofs. ``findings`` holds the lists "confirmed",
    "missing" and "diverging" of codes with what was claimed and read, and what was noticed about the document.
    ``confidence`` is 0 to 100. ``skills`` are those that a confirmed proof is evidence of.
    """

    __tablename__ = "proofs"
    __table_args__ = (
        UniqueConstraint("cv_id", "category", "claim_key"),
        CheckConstraint(
            "category IN ('certifications', 'courses', 'diplomas', 'languages')", name="category"
        ),
        CheckConstraint("state IN ('waiting', 'checking', 'checked', 'failed')", name="state"),
        CheckConstraint(
            "verdict IN ('confirmed', 'partly_confirmed', 'not_confirmed', 'cannot_tell')", name="verdict"
        ),
        CheckConstraint("confidence >= 0 AND confidence <= 100", name="confidence"),
        Index("ix_proofs_user_verdict", "user_id", "verdict"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    cv_id: Mapped[int] = mapped_column(ForeignKey("cv.id", ondelete="CASCADE"))
    category: Mapped[Code]
    claim_key: Mapped[str] = mapped_column(String(64))
    claim: Mapped[dict[str, Any]] = mapped_column(Json)
    file_name: Mapped[str] = mapped_column(String(255))
    file_path: Mapped[str] = mapped_column(String(64), unique=True)
    content_type: Mapped[str] = mapped_column(String(100))
    size_bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int] = mapped_column(default=1)
    state: Mapped[Code] = mapped_column(default="waiting")
    verdict: Mapped[OptionalCode]
    confidence: Mapped[int | None]
    findings: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    skills: Mapped[list[str]] = mapped_column(default=list)
    engine: Mapped[Code] = mapped_column(default="rules")
    fault: Mapped[str] = mapped_column(Text, default="")
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id", ondelete="SET NULL"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(default=utc_now)
    checked_at: Mapped[datetime | None]
