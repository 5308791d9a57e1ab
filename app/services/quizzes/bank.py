"""Bringing the question bank into the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.quizzes.bank import BANK, read_bank
from app.core.quizzes.question import Question, texts_json
from app.models import QuizQuestion
from app.services.transaction import transaction

NO_SUMS: Final = {
    "times_asked": 0, "times_right": 0, "percent_sum": 0.0, "percent_square_sum": 0.0, "right_percent_sum": 0.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """``kept`` differ from the bank because an administrator decided about them."""

    new: int = 0
    updated: int = 0
    retired: int = 0
    unchanged: int = 0
    kept: int = 0

    @property
    def changed(self) -> int:
        return self.new + self.updated + self.retired


def load(folder: Path = BANK) -> Loaded:
    """What the bank says, except where an administrator decided otherwise; what left it is retired. May be repeated.
    Raises BankFault, and then nothing has changed."""
    return bring_in(read_bank(folder))


def bring_in(questions: Iterable[Question]) -> Loaded:
    with transaction() as session:
        there = {
            row.key: row for row in session.scalars(select(QuizQuestion).where(QuizQuestion.origin == "bank"))
        }
        done = Loaded()
        for question in questions:
            row = there.pop(question.key, None)
            done = _one(session, row, question, done)
        for row in there.values():
            if row.edited_at is None and row.state != "retired":
                row.state = "retired"
                done = replace(done, retired=done.retired + 1)
    return done


def values_of(question: Question) -> dict[str, Any]:
    """The columns that the content fills."""
    return {
        "skill": question.skill,
        "difficulty": question.difficulty,
        "topic": question.topic,
        "source": question.source,
        "texts": texts_json(question.texts),
        "content_hash": question.content_hash,
    }


def _one(session: Session, row: QuizQuestion | None, question: Question, done: Loaded) -> Loaded:
    if row is None:
        session.add(QuizQuestion(key=question.key, **values_of(question)))
        return replace(done, new=done.new + 1)
    is_same = row.content_hash == question.content_hash
    if row.edited_at is not None:
        return (
            replace(done, kept=done.kept + 1) if not is_same else replace(done, unchanged=done.unchanged + 1)
        )
    if is_same and row.state != "retired":
        return replace(done, unchanged=done.unchanged + 1)
    changes = {"state": "active", **({} if is_same else {**values_of(question), **NO_SUMS})}
    for name, value in changes.items():
        setattr(row, name, value)
    return replace(done, updated=done.updated + 1)
