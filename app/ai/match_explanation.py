"""A match put into words. What fits quotes the CV, what is missing quotes the offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import Field

from app.ai.answer_model import StrictAnswer
from app.ai.question import Part, Question
from app.ai.quotes import is_quoted, numbers, says_only

PURPOSE: Final = "explain_match"


class Point(StrictAnswer):
    text: str = Field(max_length=300)
    quote: str = Field(max_length=300)


class Explanation(StrictAnswer):
    summary: str = Field(max_length=700)
    fits: list[Point] = Field(max_length=6)
    gaps: list[Point] = Field(max_length=6)


def question(cv: str, offer: str, language: str) -> Question[Explanation]:
    parts = (Part("cv", cv, "person"), Part("offer", offer, "public"))
    return Question(PURPOSE, PURPOSE, parts, Explanation, check=_complaints, language=language)


def supported(answer: Explanation, cv: str, offer: str) -> Explanation:
    """Without points whose quote is made up, and without numbers that nobody gave."""
    known = numbers(cv) | numbers(offer)

    def kept(points: list[Point], text: str) -> list[Point]:
        return [
            point
            for point in points
            if is_quoted(point.quote, text) and says_only(point.text, known, frozenset(), with_names=False)
        ]

    summary = answer.summary if says_only(answer.summary, known, frozenset(), with_names=False) else ""
    return Explanation(summary=summary, fits=kept(answer.fits, cv), gaps=kept(answer.gaps, offer))


def _complaints(answer: Explanation, sent: Mapping[str, str]) -> list[str]:
    kept = supported(answer, sent["cv"], sent["offer"])
    if kept.fits or kept.gaps:
        return []
    return ["no quote of a point stands word for word in the data"]
