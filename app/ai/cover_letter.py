"""A draft of a cover letter, sentence by sentence, each with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import Field

from app.ai.answer_model import StrictAnswer
from app.ai.question import Part, Question
from app.ai.quotes import is_quoted, numbers, says_only, words

PURPOSE: Final = "cover_letter"
ENOUGH: Final = 3  # sentences without which it is no letter
CAPITAL_NOUNS: Final = frozenset(
    {"de", "ar"}
)  # languages where a capital, or none, says nothing about a name


class Sentence(StrictAnswer):
    """``quote`` is "" for a sentence that states no fact. Paragraphs count from 1."""

    paragraph: int = Field(ge=1, le=8)
    text: str = Field(max_length=400)
    quote: str = Field(max_length=300)


class Letter(StrictAnswer):
    sentences: list[Sentence] = Field(max_length=30)


def question(cv: str, offer: str, language: str) -> Question[Letter]:
    parts = (Part("cv", cv, "person"), Part("offer", offer, "public"))
    return Question(PURPOSE, PURPOSE, parts, Letter, check=_complaints, language=language, max_tokens=2500)


def supported(answer: Letter, cv: str, offer: str, language: str) -> Letter:
    """Without sentences whose quote is made up, or that hold a number or a name which neither text has."""
    known_numbers, known_words = numbers(cv) | numbers(offer), words(cv) | words(offer)
    kept = [
        one
        for one in answer.sentences
        if (not one.quote.strip() or is_quoted(one.quote, cv) or is_quoted(one.quote, offer))
        and says_only(one.text, known_numbers, known_words, with_names=language not in CAPITAL_NOUNS)
    ]
    return Letter(sentences=kept)


def _complaints(answer: Letter, sent: Mapping[str, str]) -> list[str]:
    kept = supported(answer, sent["cv"], sent["offer"], "de")
    if len(kept.sentences) >= ENOUGH and any(is_quoted(one.quote, sent["cv"]) for one in kept.sentences):
        return []
    return ["too few sentences rest on words of the cv, and quotes must stand in the data word for word"]
