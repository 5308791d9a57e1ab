"""What stands on the pictures of a document, as a model reads it. Whether that agrees with a claim, code decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pydantic import Field

from app.ai.answer_model import StrictAnswer
from app.ai.question import Part, Question

PURPOSE: Final = "read_proof"
LONGEST: Final = 300


class ProofReading(StrictAnswer):
    """Each as it is printed, "" for what does not stand there."""

    name: str = Field(max_length=LONGEST)
    title: str = Field(max_length=LONGEST)
    issuer: str = Field(max_length=LONGEST)
    date: str = Field(max_length=LONGEST)
    identifier: str = Field(max_length=LONGEST)
    url: str = Field(max_length=LONGEST)
    level: str = Field(max_length=LONGEST)


def question(images: Sequence[str]) -> Question[ProofReading]:
    """``images`` are data URLs of the pages in order. What the CV claims is not sent: it would be repeated."""
    parts = (Part("document", f"{len(images)} pictures: the pages of one document, in order", "public"),)
    return Question(
        PURPOSE, PURPOSE, parts, ProofReading, images=tuple(images), max_tokens=800, keeps_links=True
    )
