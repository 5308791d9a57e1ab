"""Answers that were given, for pages to show."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from app.services.assistant import calls
from app.services.assistant.outcomes import Answered

T = TypeVar("T", bound=BaseModel)


def find(user_id: int, purpose: str, subject: str, model: type[T]) -> Answered[T] | None:
    """The newest answer for this person, purpose and subject, unless they deleted it. ``model`` is the one of the
    question; an answer of another shape, from an older version of the program, is none."""
    row = calls.newest_answer(user_id, purpose, subject)
    if row is None or row.answer is None:
        return None
    try:
        answer = model.model_validate(row.answer, strict=False)
    except ValidationError:
        return None
    return Answered(answer, row.model, is_kept=True)
