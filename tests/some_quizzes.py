"""A small question bank of its own, whatever the shipped one holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from app.core.quizzes.question import Question, texts_json, texts_of
from app.core.quizzes.rules import MIX, POINTS
from app.core.skills.lexicon import default_lexicon
from app.models import QuizAttempt
from app.services.quizzes import bank
from app.services.quizzes.bank import Loaded

SPARE = 2
RIGHT, WRONG = "the option that is right", "a wrong option"


def question(number: int, difficulty: str = "easy", skill: str = "python", **changes: Any) -> Question:
    """Every right option says so, in both languages, which only tests may read."""
    texts = {
        "en": {
            "question": f"Which of these is right in `{skill}` number {number}, <b>bold</b>?",
            "options": [f"{RIGHT} {number}", *(f"{WRONG} {place} of {number}" for place in "abc")],
            "explanation": f"EXPLANATION {number} in `code` because of <i>that</i>.",
        },
        "fr": {
            "question": f"Laquelle est juste pour `{skill}` numéro {number} ?",
            "options": [f"FR {RIGHT} {number}", *(f"FR {WRONG} {place} of {number}" for place in "abc")],
            "explanation": f"EXPLICATION {number} à cause de cela.",
        },
    }
    given = {
        "key": f"{skill}-{number:02}",
        "skill": default_lexicon().label(skill),
        "difficulty": difficulty,
        "topic": f"topic {number}",
        "source": f"Handbook, § {number}",
        **changes,
    }
    return Question(**given, texts=texts_of(texts))


def some_bank(skill: str = "python", spare: int = SPARE) -> list[Question]:
    """As many questions of each difficulty as a quiz has, and some to spare."""
    wanted = [name for name, count in MIX.items() for _ in range(count + spare)]
    return [question(number, difficulty, skill) for number, difficulty in enumerate(wanted, 1)]


def load_some(*skills: str) -> Loaded:
    return bank.bring_in([one for skill in skills or ("python",) for one in some_bank(skill)])


def write_bank(folder: Path, given: Sequence[Question], name: str = "python", /, **changes: object) -> Path:
    """As the shipped files are."""
    said = [
        {
            "key": one.key,
            "difficulty": one.difficulty,
            "topic": one.topic,
            "source": one.source,
            **texts_json(one.texts),
        }
        for one in given
    ]
    file = folder / f"{name}.json"
    file.write_text(json.dumps({"skill": given[0].skill, "questions": said, **changes}), "utf-8")
    return file


def right_places(attempt: QuizAttempt) -> list[int]:
    return [one["order"].index(0) for one in attempt.questions]


def places_for(attempt: QuizAttempt, percent: int) -> list[int | None]:
    """Answers that reach just this many points."""
    left = next(
        dict(zip(MIX, counts, strict=True))
        for counts in product(*(range(count + 1) for count in MIX.values()))
        if sum(POINTS[name] * count for name, count in zip(MIX, counts, strict=True)) == percent
    )
    chosen: list[int | None] = []
    for one in attempt.questions:
        right = left[one["difficulty"]] > 0
        left[one["difficulty"]] -= right
        chosen.append(one["order"].index(0 if right else 1))
    return chosen


def as_form(chosen: list[int | None]) -> Mapping[str, str]:
    return {f"q_{number}": str(place) for number, place in enumerate(chosen) if place is not None}


def leaks(text: str) -> list[str]:
    """What only the end may show, found in an answer."""
    signs = (
        "EXPLANATION",
        "EXPLICATION",
        "Handbook",
        "reponse_correcte",
        "explication",
        "right_place",
        '"order"',
    )
    return [sign for sign in signs if re.search(re.escape(sign), text, re.IGNORECASE)]
