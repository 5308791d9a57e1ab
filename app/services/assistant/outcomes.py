"""What comes of asking a model. Never an exception: who asked has an answer without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from pydantic import BaseModel

from app.ai.chat.faults import CODES

T = TypeVar("T", bound=BaseModel)
OWN_CODES: Final = (
    "needs_consent",
    "over_quota",
    "over_budget",
    "paused",
    "too_many",
    "failed",
    "gone",
    "no_text",
    "no_picture",
)
ALL_CODES: Final = (*CODES, *OWN_CODES)


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """``model`` is who to name beside the answer. ``is_kept`` when it was given before and nothing was sent.
    ``note`` is what else the page is to know, such as "7 of 10"."""

    answer: T
    model: str
    is_kept: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """``code`` is one of ALL_CODES; ``app.words.assistant`` says what to do. ``retry_after`` in seconds."""

    code: str
    retry_after: float | None = None


Outcome = Answered[T] | Unanswered
