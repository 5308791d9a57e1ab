"""What an attempt keeps of its questions: as they stood when it was started, and how the options were shuffled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.quizzes.grading import Asked
from app.core.quizzes.selection import Picked
from app.models import QuizQuestion


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """What may be shown before the end: nothing tells the right option. ``number`` counts from 1."""

    number: int
    difficulty: str
    text: str
    options: tuple[str, ...]


def snapshot(picked: Sequence[Picked], rows: Mapping[int, QuizQuestion]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "order": list(one.order),
            "texts": rows[one.id].texts,
            "difficulty": rows[one.id].difficulty,
            "topic": rows[one.id].topic,
            "source": rows[one.id].source,
        }
        for one in picked
    ]


def asked(questions: Sequence[Mapping[str, Any]]) -> list[Asked]:
    return [Asked(one["difficulty"], tuple(one["order"])) for one in questions]


def shown(questions: Sequence[Mapping[str, Any]], language: str) -> tuple[ShownQuestion, ...]:
    return tuple(
        ShownQuestion(number, one["difficulty"], said(one, language)["question"], options_of(one, language))
        for number, one in enumerate(questions, 1)
    )


def options_of(question: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """In the order of this attempt."""
    options = said(question, language)["options"]
    return tuple(options[place] for place in question["order"])


def said(question: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """In this language, else in English, else in any."""
    texts: Mapping[str, Any] = question["texts"]
    return texts.get(language) or texts.get("en") or next(iter(texts.values()))  # type: ignore[no-any-return]
