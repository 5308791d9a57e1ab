"""One single-choice question, and what it must be like, whoever wrote it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from app.core.quizzes.rules import MIX, OPTIONS

LANGUAGES: Final = ("en", "fr")
MOST: Final[Mapping[str, int]] = {
    "question": 300,
    "option": 160,
    "explanation": 400,
    "topic": 120,
    "source": 300,
}
"""Characters."""
LEAST_QUESTION: Final = 10
_SPACES: Final = {"\n", "\u00a0", "\u202f"}


class BadQuestion(ValueError):
    """``code`` says what is wrong, ``where`` in which field, such as "fr.options"."""

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{where}: {code}")
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Texts:
    """``options`` are four, the right one first."""

    question: str
    options: tuple[str, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Question:
    """``skill`` is a canonical label of the lexicon; ``texts`` maps a language to what it says there. ``source``
    says where the right answer can be looked up."""

    key: str
    skill: str
    difficulty: str
    topic: str
    source: str
    texts: Mapping[str, Texts]

    @property
    def content_hash(self) -> str:
        said = json.dumps(
            [self.skill, self.difficulty, self.topic, self.source, texts_json(self.texts)], sort_keys=True
        )
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def texts_json(texts: Mapping[str, Texts]) -> dict[str, dict[str, Any]]:
    return {name: {**asdict(said), "options": list(said.options)} for name, said in texts.items()}


def texts_of(given: object, languages: Sequence[str] = LANGUAGES) -> dict[str, Texts]:
    """From what was read, in exactly these languages. Raises BadQuestion."""
    if not isinstance(given, Mapping):
        raise BadQuestion("missing", "texts")
    return {language: _texts(given.get(language), language) for language in languages}


def check(question: Question) -> None:
    """What holds beyond the texts. Raises BadQuestion."""
    if question.difficulty not in MIX:
        raise BadQuestion("unknown", "difficulty")
    for name, value in (("topic", question.topic), ("source", question.source)):
        _text(value, name, MOST[name])


def _texts(given: object, language: str) -> Texts:
    if not isinstance(given, Mapping):
        raise BadQuestion("missing", language)
    question = _text(given.get("question"), f"{language}.question", MOST["question"])
    if len(question) < LEAST_QUESTION:
        raise BadQuestion("too_short", f"{language}.question")
    options = _options(given.get("options"), f"{language}.options")
    explanation = _text(given.get("explanation"), f"{language}.explanation", MOST["explanation"])
    return Texts(question, options, explanation)


def _options(given: object, where: str) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or len(given) != OPTIONS:
        raise BadQuestion("not_four", where)
    options = tuple(_text(one, where, MOST["option"]) for one in given)
    if len({" ".join(one.casefold().split()) for one in options}) != OPTIONS:
        raise BadQuestion("same_twice", where)
    return options


def _text(given: object, where: str, most: int) -> str:
    if not isinstance(given, str) or not given.strip():
        raise BadQuestion("missing", where)
    if len(given) > most:
        raise BadQuestion("too_long", where)
    if any(not sign.isprintable() and sign not in _SPACES for sign in given):
        raise BadQuestion("control_sign", where)
    return given.strip()
