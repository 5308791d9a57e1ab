"""Questions of the quizzes, and each person's attempts at them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, Code, Json, utc_now

DIFFICULTIES = ("easy", "medium", "hard")
QUESTION_STATES = ("active", "draft", "flagged", "retired")
ORIGINS = ("bank", "model", "admin")
QUIZ_LEVELS = ("novice", "beginner", "intermediate", "advanced", "expert")


class QuizQuestion(Base):
    """One single-choice question. Only active ones are asked.

    ``skill`` is a canonical label of the lexicon. ``texts`` maps a language to {"question", "options" (four,
    the right one first), "explanation"}. ``source`` says where the right answer can be looked up. ``content_hash``
    is that of the bank's version, so that a newer bank replaces it unless somebody edited it.
    The sums run over the attempts that count: how often it was asked, answered right, the percentages reached
    by all of them (and their squares), and by those who had it right.
    """

    __tablename__ = "quiz_questions"
    __table_args__ = (
        CheckConstraint("difficulty IN ('easy', 'medium', 'hard')", name="difficulty"),
        CheckConstraint("state IN ('active', 'draft', 'flagged', 'retired')", name="state"),
        CheckConstraint("origin IN ('bank', 'model', 'admin')", name="origin"),
        Index("ix_quiz_questions_skill_state", "skill", "state"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    skill: Mapped[str] = mapped_column(String(80))
    difficulty: Mapped[Code]
    topic: Mapped[str] = mapped_column(String(120), default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    texts: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[Code] = mapped_column(default="active", index=True)
    origin: Mapped[Code] = mapped_column(default="bank")
    course_id: Mapped[int | None] = mapped_column(ForeignKey("courses.id", ondelete="SET NULL"), index=True)
    content_hash: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(Text, default="")
    flags: Mapped[int] = mapped_column(default=0)
    times_asked: Mapped[int] = mapped_column(default=0)
    times_right: Mapped[int] = mapped_column(default=0)
    percent_sum: Mapped[float] = mapped_column(default=0.0)
    percent_square_sum: Mapped[float] = mapped_column(default=0.0)
    right_percent_sum: Mapped[float] = mapped_column(default=0.0)
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    edited_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class QuizAttempt(Base):
    """One try at a skill. ``questions`` is what was asked, as it stood then, with the order of the options
    ([{"id", "order": [...], "texts": {...}, "difficulty"}]); it never leaves the server before the attempt ended.
    ``answers`` holds the chosen position (as shown, 0 to 3) or None for each question.
    """

    __tablename__ = "quiz_attempts"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'done', 'late')", name="state"),
        CheckConstraint("percent >= 0 AND percent <= 100", name="percent"),
        CheckConstraint(
            "level IN ('novice', 'beginner', 'intermediate', 'advanced', 'expert')",
            name="level",
        ),
        Index(
            "uq_quiz_attempts_open",
            "user_id",
            "skill",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_quiz_attempts_user_skill_started", "user_id", "skill", "started_at"),
        NEVER_REUSE_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    skill: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(5))
    origin: Mapped[Code] = mapped_column(default="bank")
    state: Mapped[Code] = mapped_column(default="open")
    questions: Mapped[list[Any]] = mapped_column(Json)
    answers: Mapped[list[Any]] = mapped_column(Json, default=list)
    percent: Mapped[float | None]
    level: Mapped[str | None] = mapped_column(String(32))
    passed: Mapped[bool | None]
    seed: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[datetime] = mapped_column(default=utc_now)
    deadline_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
