"""Skills and jobs that a CV says and that reading by rules may have missed. Each quotes its lines."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from app.ai.answer_model import StrictAnswer
from app.ai.question import Part, Question

PURPOSE: Final = "read_cv"
TOKENS: Final = 3000


class ReadSkill(StrictAnswer):
    name: str = Field(max_length=200)
    quote: str = Field(max_length=600)


class ReadJob(StrictAnswer):
    """``start`` and ``end`` are "2022-09" or "2022"; ``end`` is "now" for a job that runs; "" where none is said."""

    title: str = Field(max_length=200)
    company: str = Field(max_length=200)
    start: str = Field(max_length=20)
    end: str = Field(max_length=20)
    quotes: list[str] = Field(max_length=8)


class CvReading(StrictAnswer):
    skills: list[ReadSkill] = Field(max_length=60)
    jobs: list[ReadJob] = Field(max_length=30)


def question(cv: str) -> Question[CvReading]:
    """``cv`` with all its lines, empty ones too: where a quote stands counts."""
    return Question(PURPOSE, PURPOSE, (Part("cv", cv, "person"),), CvReading, max_tokens=TOKENS)
