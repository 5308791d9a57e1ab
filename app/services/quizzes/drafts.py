"""Questions that come from elsewhere than the bank wait here until an administrator activates them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from app.core.quizzes.question import Question, check
from app.core.skills.lexicon import default_lexicon
from app.models import QuizQuestion
from app.services.quizzes.bank import values_of
from app.services.transaction import insert_once, transaction


def add(questions: Iterable[Question], *, origin: str = "model", course_id: int | None = None) -> int:
    """Store what is new as drafts; how many that were. A question that the skill has already, in any state and by
    its wording in any language, is left out. ``key`` is made here. Raises BadQuestion."""
    added = 0
    with transaction() as session:
        for given in questions:
            check(given)
            question = replace(given, skill=default_lexicon().name(given.skill))
            rows = session.scalars(select(QuizQuestion.texts).where(QuizQuestion.skill == question.skill))
            if _wordings(question) & {_folded(said["question"]) for texts in rows for said in texts.values()}:
                continue
            values = values_of(question)
            key = f"{origin}-{question.content_hash}"
            values |= {"key": key, "state": "draft", "origin": origin, "course_id": course_id}
            added += insert_once(session, QuizQuestion, values)
    return added


def _wordings(question: Question) -> set[str]:
    return {_folded(said.question) for said in question.texts.values()}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
