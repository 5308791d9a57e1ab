"""The one way to a model: consent, personal details, quota, budget, breaker, what was answered before, the log."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from pydantic import BaseModel

from app import database
from app.ai.answer_model import schema_of
from app.ai.chat.engine import ChatEngine
from app.ai.chat.faults import ChatFault
from app.ai.question import Answer, Question, Spent, understood
from app.ai.question import ask as ask_engine
from app.extensions import db
from app.logs import get_logger
from app.models import AiCall, utc_now
from app.services import progress
from app.services.assistant import allowance, breakers, calls, personal
from app.services.assistant.outcomes import Answered, Outcome, Unanswered
from app.services.assistant.set_up import AiSetUp, current, engine_of
from app.services.transaction import transaction

T = TypeVar("T", bound=BaseModel)
CALLS_IN_TIME: Final = 3  # calls of full length that fit into the time for one question
log = get_logger("assistant")


class NotInWorker(RuntimeError):
    """A page tried to ask a model, or a transaction: it would hold up people, or all writers."""


def ask(
    user_id: int | None, question: Question[T], subject: str = "", task_id: int | None = None
) -> Outcome[T]:
    """Ask for a person; None is an admin's try. Faults of the provider are an outcome, never an exception.

    Raises NotInWorker outside of a task, and inside of a transaction, which would hold up everybody who writes.
    """
    if progress.current() is None or database.is_writing():
        raise NotInWorker
    set_up = current()
    model = set_up.vision_model if question.images else set_up.model
    if not set_up.provider or not model:
        return Unanswered("off")
    question = personal.without_details(question, personal.person(user_id))
    request = _request(user_id, question, subject, set_up, model, task_id)
    kept = _kept(question, request, set_up)
    if kept is not None:
        return kept
    call_id = allowance.take(request, set_up)
    if isinstance(call_id, Unanswered):
        return call_id
    return _asked(engine_of(set_up, model), question, call_id, set_up)


def _request(
    user_id: int | None, question: Question[T], subject: str, set_up: AiSetUp, model: str, task_id: int | None
) -> allowance.Request:
    messages = question.messages()
    sent = calls.as_sent(messages)
    decides = [
        set_up.provider,
        model,
        question.purpose,
        sent,
        schema_of(question.answer),
        question.max_tokens,
    ]
    return allowance.Request(
        user_id=user_id,
        purpose=question.purpose,
        subject=subject,
        model=model,
        is_personal=question.is_personal,
        content_hash=hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest(),
        sent=sent,
        most_micro_dollars=allowance.most_cost(set_up, messages, question.max_tokens),
        task_id=task_id,
    )


def _kept(question: Question[T], request: allowance.Request, set_up: AiSetUp) -> Answered[T] | None:
    """What was answered before, while the consent under which it was asked still stands."""
    row = calls.find_answer(request.user_id, request.content_hash)
    if row is None or (request.is_personal and not allowance.has_consent(request, set_up)):
        return None
    value = understood(question, row.answer)
    return None if value is None else Answered(value, row.model, is_kept=True)


def _asked(engine: ChatEngine, question: Question[T], call_id: int, set_up: AiSetUp) -> Outcome[T]:
    spent, seconds = Spent(), question.seconds or float(set_up.call_seconds)
    db.session.commit()  # nothing is read any more while the model thinks
    with _noted(call_id, set_up, spent):
        try:
            answer = ask_engine(
                engine, question, seconds=seconds * CALLS_IN_TIME, call_seconds=seconds, spent=spent
            )
        except ChatFault as fault:
            log.warning("model gave no answer", purpose=question.purpose, fault=fault.code, call=call_id)
            _finish(call_id, set_up, spent, fault=fault)
            return Unanswered(fault.code, fault.retry_after)
        _finish(call_id, set_up, spent, answer=answer)
    return Answered(answer.value, answer.model)


@contextmanager
def _noted(call_id: int, set_up: AiSetUp, spent: Spent) -> Iterator[None]:
    """An error of ours, or the end of this process, does not leave the row as if the call still ran."""
    try:
        yield
    except BaseException:
        db.session.rollback()
        _finish(call_id, set_up, spent)
        raise


def _finish(
    call_id: int,
    set_up: AiSetUp,
    spent: Spent,
    *,
    answer: Answer[T] | None = None,
    fault: ChatFault | None = None,
) -> None:
    """Nothing when the person was deleted meanwhile."""
    value = None if answer is None else answer.value.model_dump(mode="json")
    with transaction() as session:
        row = session.get(AiCall, call_id, populate_existing=True)
        if answer is not None:
            breakers.succeeded(session, set_up.provider)
        elif fault is not None:
            breakers.failed(session, set_up.provider, fault)
        if row is None:
            return
        allowance.settle(session, row, allowance.cost(set_up, spent, spent.messages, json.dumps(value)))
        row.state = "failed" if answer is None else "ok"
        row.fault = fault.code if fault else "" if answer else "failed"
        row.detail = fault.detail[:300] if fault else ""
        if row.sent:
            row.answer = value
            row.sent = calls.as_sent(spent.messages) if spent.messages else row.sent
        row.requests, row.input_tokens, row.output_tokens = (
            spent.requests,
            spent.input_tokens,
            spent.output_tokens,
        )
        row.finished_at = utc_now()
        row.milliseconds = max(0, int((row.finished_at - row.created_at).total_seconds() * 1000))
