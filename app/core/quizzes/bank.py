"""The question bank as it is shipped: one file a skill."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from app.core.quizzes.question import BadQuestion, Question, check, texts_of
from app.core.skills.lexicon import default_lexicon

BANK: Final = Path(__file__).parent / "bank"
LONGEST_KEY: Final = 120
LARGEST_FILE: Final = 2_000_000  # bytes


class BankFault(ValueError):
    """Names the file, and the question where it is one."""

    def __init__(self, file: Path, key: str, what: str) -> None:
        super().__init__(f"{file.name}{': ' + key if key else ''}: {what}")
        self.file = file.name
        self.key = key
        self.what = what


def read_bank(folder: Path = BANK) -> tuple[Question, ...]:
    """All questions, by file and place. Raises BankFault; a folder that is not there holds none."""
    found: dict[str, Question] = {}
    for file in sorted(folder.glob("*.json")):
        for question in read_file(file):
            if question.key in found:
                raise BankFault(file, question.key, "this key stands twice in the bank")
            found[question.key] = question
    return tuple(found.values())


def read_file(file: Path) -> tuple[Question, ...]:
    """Raises BankFault."""
    given = _json(file)
    skill = given.get("skill")
    known = default_lexicon().skills.get(file.stem)
    if known is None:
        raise BankFault(file, "", "the name of the file is no id of the lexicon")
    if skill != known.label:
        raise BankFault(file, "", f"the skill is {skill!r}, the lexicon says {known.label!r}")
    questions = given.get("questions")
    if not isinstance(questions, list):
        raise BankFault(file, "", "questions is no list")
    return tuple(_questions(file, known.label, questions))


def _questions(file: Path, skill: str, given: list[Any]) -> Iterator[Question]:
    for place, one in enumerate(given, 1):
        if not isinstance(one, dict):
            raise BankFault(file, "", f"question {place} is no object")
        key = one.get("key")
        if not isinstance(key, str) or not key.startswith(f"{file.stem}-") or len(key) > LONGEST_KEY:
            raise BankFault(file, "", f"the key of question {place} does not begin with {file.stem}-")
        try:
            yield _question(key, skill, one)
        except BadQuestion as bad:
            raise BankFault(file, key, str(bad)) from bad


def _question(key: str, skill: str, given: dict[str, Any]) -> Question:
    said = {name: given.get(name) for name in ("difficulty", "topic", "source")}
    for name, value in said.items():
        if not isinstance(value, str):
            raise BadQuestion("missing", name)
    question = Question(key, skill, **said, texts=texts_of(given))  # type: ignore[arg-type]
    check(question)
    return question


def _json(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise BankFault(file, "", "the file is too large")
        given = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        if isinstance(error, BankFault):
            raise
        raise BankFault(file, "", f"the file cannot be read: {error}") from error
    if not isinstance(given, dict):
        raise BankFault(file, "", "the file holds no object")
    return given
