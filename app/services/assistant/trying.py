"""An admin's tries: one short question, and the list of models. Both are logged like every other call."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pydantic import Field
from sqlalchemy import select

from app.ai.answer_model import StrictAnswer
from app.ai.chat.faults import ChatFault
from app.ai.question import Part, Question
from app.extensions import db
from app.models import AiCall, utc_now
from app.services.assistant import asking, breakers
from app.services.assistant.outcomes import Answered, Unanswered
from app.services.assistant.set_up import current, engine_of
from app.services.transaction import transaction

PURPOSE: Final = "test"
QUESTION, MODELS = "question", "models"
WORD: Final = "yes"
SECONDS: Final = 15.0


class TestAnswer(StrictAnswer):
    __test__ = False  # its name makes pytest curious

    reply: str = Field(max_length=200)


class ModelList(StrictAnswer):
    names: list[str] = Field(max_length=500)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of the newest try. ``answer`` is what the model said, or the names of models."""

    state: str
    fault: str
    detail: str
    provider: str
    model: str
    milliseconds: int
    at: datetime
    answer: Any


def run(
    _user_id: int | None, subject: str, _arguments: Mapping[str, Any], task_id: int
) -> Answered[Any] | Unanswered:
    return _list_models(task_id) if subject == MODELS else asking.ask(None, question(), QUESTION, task_id)


def question() -> Question[TestAnswer]:
    return Question(PURPOSE, "test", (Part("word", WORD, "public"),), TestAnswer, max_tokens=300)


def newest(subject: str) -> Tried | None:
    row = db.session.scalars(
        select(AiCall)
        .where(AiCall.user_id.is_(None), AiCall.purpose == PURPOSE, AiCall.subject == subject)
        .order_by(AiCall.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return Tried(
        row.state,
        row.fault,
        row.detail,
        row.provider,
        row.model,
        row.milliseconds,
        row.created_at,
        row.answer,
    )


def _list_models(task_id: int) -> Answered[ModelList] | Unanswered:
    set_up = current()
    if not set_up.provider:
        return Unanswered("off")
    engine = engine_of(set_up, set_up.model)
    db.session.commit()
    started, fault, names = time.monotonic(), None, []
    try:
        names = engine.available_models(SECONDS)
    except ChatFault as error:
        fault = error
    with transaction() as session:
        if fault is not None:
            breakers.failed(session, set_up.provider, fault)
        session.add(
            AiCall(
                purpose=PURPOSE,
                subject=MODELS,
                provider=set_up.provider,
                model=set_up.model,
                content_hash="",
                sent=json.dumps([]),
                answer=None if fault else {"names": names},
                state="failed" if fault else "ok",
                fault=fault.code if fault else "",
                detail=fault.detail[:300] if fault else "",
                requests=1,
                milliseconds=int((time.monotonic() - started) * 1000),
                task_id=task_id,
                finished_at=utc_now(),
            )
        )
    return (
        Unanswered(fault.code, fault.retry_after) if fault else Answered(ModelList(names=names), set_up.model)
    )
