"""Questions for a quiz out of what a course teaches. Each quotes the words of the course that its answer rests on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import Field, ValidationError, field_validator

from app.ai.answer_model import StrictAnswer
from app.ai.question import MAX_PART, Part, Question
from app.ai.quotes import is_quoted

PURPOSE: Final = "quiz"
MOST: Final = 20  # more than are asked for is cut
TOKENS: Final = 4000


class ProposedQuestion(StrictAnswer):
    """Bounds are wide: what is too long costs this one question, not all of them."""

    question: str
    options: list[str] = Field(max_length=12)
    right: str
    explanation: str
    difficulty: str
    quote: str


class ProposedQuestions(StrictAnswer):
    """Entries of another shape are left out one by one."""

    questions: list[ProposedQuestion] = Field(max_length=MOST)

    @field_validator("questions", mode="before")
    @classmethod
    def _of_this_shape(cls, given: Any) -> Any:
        if not isinstance(given, list):
            return given
        return [one for one in map(_read, given[:MOST]) if one is not None]


def question(
    skill: str, count: int, language: str, course: str, known: Sequence[str]
) -> Question[ProposedQuestions]:
    """``course`` is one line for each outcome, module and topic; ``known`` is what is asked already."""
    parts = (
        Part("skill", skill, "public"),
        Part("number", str(count), "public"),
        Part("course", course[:MAX_PART], "public"),
        Part("known", "\n".join(known)[:MAX_PART], "public"),
    )
    return Question(
        PURPOSE, PURPOSE, parts, ProposedQuestions, check=_complaints, language=language, max_tokens=TOKENS
    )


def _read(given: Any) -> ProposedQuestion | None:
    if isinstance(given, ProposedQuestion):
        return given
    try:
        return ProposedQuestion.model_validate_json(json.dumps(given))
    except (TypeError, ValidationError):
        return None


def _complaints(answer: ProposedQuestions, sent: Mapping[str, str]) -> list[str]:
    if any(is_quoted(one.quote, sent["course"]) for one in answer.questions):
        return []
    return ["no question has the asked shape and quotes the course word for word"]
