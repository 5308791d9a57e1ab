"""A question for tests, and who asks it."""

from __future__ import annotations

from typing import Any

from pydantic import Field
from sqlalchemy import select

from app.ai.answer_model import StrictAnswer
from app.ai.question import Part, Question
from app.extensions import db
from app.models import AiCall
from app.services.assistant import asking
from app.services.assistant.outcomes import Outcome
from tests import model_site

TEXT = "Amel Trabelsi\namel@example.org, +216 20 123 456\nPython developer at Nour Systems"


class Reply(StrictAnswer):
    reply: str = Field(max_length=60)


def question(
    text: str = TEXT, owner: str = "person", purpose: str = "advise", **changes: Any
) -> Question[Reply]:
    parts = (Part("cv", text, owner),)  # type: ignore[arg-type]
    return Question(purpose, "test", changes.pop("parts", parts), Reply, **changes)


def ask(user_id: int | None, asked: Question[Reply] | None = None, subject: str = "job 1") -> Outcome[Reply]:
    with model_site.in_worker():
        return asking.ask(user_id, asked or question(), subject)


def rows() -> list[AiCall]:
    """What is logged, the oldest first."""
    db.session.remove()
    return list(db.session.scalars(select(AiCall).order_by(AiCall.id)))
