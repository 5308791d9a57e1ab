"""Advice on a CV for one offer: what to add if it is true, what to say otherwise, what to move. It invents nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import Field

from app.ai.answer_model import StrictAnswer
from app.ai.question import Part, Question
from app.ai.quotes import is_quoted, numbers, says_only, words

PURPOSE: Final = "advise"


class Suggestion(StrictAnswer):
    """``quote`` is words of the offer for "add", a line of the CV otherwise; ``proposed`` is the new wording."""

    kind: Literal["add", "reword", "reorder"]
    quote: str = Field(max_length=300)
    text: str = Field(max_length=400)
    proposed: str = Field(max_length=400)


class Advice(StrictAnswer):
    suggestions: list[Suggestion] = Field(max_length=10)


def question(cv: str, offer: str, language: str) -> Question[Advice]:
    parts = (Part("cv", cv, "person"), Part("offer", offer, "public"))
    return Question(PURPOSE, PURPOSE, parts, Advice, check=_complaints, language=language)


def supported(answer: Advice, cv: str, offer: str) -> Advice:
    """Without suggestions that quote nothing, or whose wording says more than the CV."""
    return Advice(suggestions=[one for one in answer.suggestions if _is_supported(one, cv, offer)])


def _is_supported(one: Suggestion, cv: str, offer: str) -> bool:
    if one.kind == "add":
        return is_quoted(one.quote, offer) and not numbers(one.proposed) - numbers(cv) - numbers(one.quote)
    return is_quoted(one.quote, cv) and says_only(one.proposed, numbers(cv), words(cv), with_names=False)


def _complaints(answer: Advice, sent: Mapping[str, str]) -> list[str]:
    if supported(answer, sent["cv"], sent["offer"]).suggestions:
        return []
    return ["no suggestion quotes the data word for word without adding numbers"]
