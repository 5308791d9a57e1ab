"""A question that somebody else than the bank wrote: whether it can be one of ours, decided from its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from app.core.cv.fold import words
from app.core.quizzes.question import MOST, BadQuestion, Question, Texts, check, texts_of

SAME: Final = 88.0  # percent of letters, words in any order
LONGER: Final = 1.5
SIGNS_LONGER: Final = 15
_MARKUP = re.compile(r"</?[A-Za-z!?]")
_LABEL = re.compile(r"\(?[A-Da-d1-4][).:]\s")
_PLACE = re.compile(
    r"\b(?:all|none|both|neither) of (?:the above|these|them)\b|\bthe above\b|\bci-dessus\b"
    r"|\b(?:toutes|tous|aucune?) (?:(?:les|des|de) )?(?:ces )?(?:réponses|options|propositions)\b"
    r"|^\W*(?:both )?[A-D] (?:and|or|et|ou) [A-D]\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """``right`` is the words of the right option; ``topic`` and ``source`` come from us."""

    question: str
    options: tuple[str, ...]
    right: str
    explanation: str
    difficulty: str
    topic: str
    source: str


def question_of(given: Proposed, skill: str, language: str) -> Question:
    """With the right option first. Raises BadQuestion."""
    said = {"question": given.question, "options": given.options, "explanation": given.explanation}
    texts = texts_of({language: said}, (language,))[language]
    if any(map(_MARKUP.search, (texts.question, texts.explanation, *texts.options))):
        raise BadQuestion("markup", language)
    if any(_LABEL.match(option) or _PLACE.search(option) for option in texts.options):
        raise BadQuestion("speaks_of_places", f"{language}.options")
    options = _right_first(texts.options, given.right, f"{language}.options")
    _check_lengths(options, f"{language}.options")
    topic, source = given.topic[: MOST["topic"]], given.source[: MOST["source"]]
    wording = {language: Texts(texts.question, options, texts.explanation)}
    question = Question("", skill, given.difficulty, topic, source, wording)
    check(question)
    return question


def is_repeat(text: str, known: Iterable[str]) -> bool:
    """Whether nearly the same is asked already."""
    folded = " ".join(words(text))
    return any(fuzz.token_sort_ratio(folded, " ".join(words(one))) >= SAME for one in known)


def _right_first(options: Sequence[str], right: str, where: str) -> tuple[str, ...]:
    folded = [_folded(option) for option in options]
    if len(set(folded)) < len(folded):
        raise BadQuestion("same_twice", where)
    if _folded(right) not in folded:
        raise BadQuestion("right_is_no_option", where)
    place = folded.index(_folded(right))
    return (options[place], *options[:place], *options[place + 1 :])


def _folded(option: str) -> str:
    return " ".join(option.casefold().split()).rstrip(".")


def _check_lengths(options: Sequence[str], where: str) -> None:
    """Nobody shall find the right one, which is first, by its length."""
    right, *wrong = map(len, options)
    for long, short in ((right, max(wrong)), (min(wrong), right)):
        if long > LONGER * short and long - short > SIGNS_LONGER:
            raise BadQuestion("told_by_length", where)
