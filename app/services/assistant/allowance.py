"""The right to ask: consent, quota, budget and breaker looked at in one transaction, which also writes the log row.

The counter of the month is raised by the most that the question may cost; that row stays locked until the commit, so
who asks waits for those before, and two workers cannot both take what is left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.ai.chat.engine import Message
from app.ai.question import Spent
from app.extensions import db
from app.models import AiCall, Counter, utc_now
from app.services.assistant import breakers, consents
from app.services.assistant.outcomes import Unanswered
from app.services.assistant.set_up import AiSetUp
from app.services.transaction import insert_once, transaction

IMAGE_TOKENS: Final = 2048
LETTERS_A_TOKEN: Final = 3
CALLS: Final = 2  # the answer, and its repair
NOT_COUNTED: Final = (
    "timed_out", "server_fault", "rate_limited", "quota_used_up", "bad_key", "no_such_model", "bad_address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be asked. ``user_id`` is None for an admin's try, which neither quota nor breaker holds up."""

    user_id: int | None
    purpose: str
    subject: str
    model: str
    is_personal: bool
    content_hash: str
    sent: str
    most_micro_dollars: int
    task_id: int | None


def take(request: Request, set_up: AiSetUp) -> int | Unanswered:
    """The id of the log row, written before anything leaves."""
    now = utc_now()
    with transaction() as session:
        spent = _raise_spend(session, now, request.most_micro_dollars)
        refusal = _refusal(session, request, set_up, now, spent)
        if refusal is not None:
            _raise_spend(session, now, -request.most_micro_dollars)
            return refusal
        row = AiCall(
            user_id=request.user_id,
            purpose=request.purpose,
            subject=request.subject[:120],
            provider=set_up.provider,
            model=request.model,
            content_hash=request.content_hash,
            sent=request.sent,
            micro_dollars=request.most_micro_dollars,
            task_id=request.task_id,
        )
        session.add(row)
        session.flush()
        return row.id


def has_consent(request: Request, set_up: AiSetUp) -> bool:
    return consents.stands(db.session(), request.user_id, request.purpose, set_up.provider)


def settle(session: Session, row: AiCall, micro_dollars: int) -> None:
    """What it really cost takes the place of what was set aside."""
    _raise_spend(session, row.created_at, micro_dollars - row.micro_dollars)
    row.micro_dollars = micro_dollars


def spent_this_month(session: Session) -> int:
    """In micro dollars, with what is set aside for calls under way."""
    return session.scalar(select(Counter.value).where(Counter.name == counter_of(utc_now()))) or 0


def calls_today(session: Session, user_id: int, now: datetime) -> int:
    """Questions since midnight UTC, without those that a fault of the provider left unanswered."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    counted = select(func.count()).where(
        AiCall.user_id == user_id, AiCall.created_at >= midnight, AiCall.fault.not_in(NOT_COUNTED)
    )
    return session.scalar(counted) or 0


def most_cost(set_up: AiSetUp, messages: tuple[Message, ...], max_tokens: int) -> int:
    """Micro dollars, with a repair. A price of n dollars for a million tokens is n micro dollars a token."""
    tokens = estimated_tokens(messages)
    return math.ceil(CALLS * ((tokens + max_tokens) * set_up.price_in + max_tokens * set_up.price_out))


def cost(set_up: AiSetUp, spent: Spent, messages: tuple[Message, ...], answer: str) -> int:
    """Micro dollars; estimated where the server does not count tokens."""
    if not spent.answers:
        return 0
    tokens_in = spent.input_tokens or spent.answers * estimated_tokens(messages)
    tokens_out = spent.output_tokens or len(answer) // LETTERS_A_TOKEN
    return math.ceil(tokens_in * set_up.price_in + tokens_out * set_up.price_out)


def estimated_tokens(messages: tuple[Message, ...]) -> int:
    letters = sum(len(message.text) for message in messages)
    return letters // LETTERS_A_TOKEN + IMAGE_TOKENS * sum(len(message.images) for message in messages)


def _refusal(
    session: Session, request: Request, set_up: AiSetUp, now: datetime, spent: int
) -> Unanswered | None:
    if request.user_id is None:
        return None
    if request.is_personal and not consents.stands(
        session, request.user_id, request.purpose, set_up.provider
    ):
        return Unanswered("needs_consent")
    wait = breakers.wait(session, set_up.provider, now)
    if wait is not None:
        return Unanswered("paused", wait)
    if calls_today(session, request.user_id, now) >= set_up.calls_per_day:
        return Unanswered("over_quota")
    if set_up.monthly_budget is not None and spent > set_up.monthly_budget * 1_000_000:
        return Unanswered("over_budget")
    breakers.probe(session, set_up.provider, now)
    return None


def _raise_spend(session: Session, month: datetime, micro_dollars: int) -> int:
    name = counter_of(month)
    raised = update(Counter).where(Counter.name == name).values(value=Counter.value + micro_dollars)
    total = session.execute(raised.returning(Counter.value)).scalar()
    if total is None:
        insert_once(session, Counter, {"name": name, "value": 0, "epoch": 0})
        total = session.execute(raised.returning(Counter.value)).scalar()
    return int(total or 0)


def counter_of(moment: datetime) -> str:
    """It outlives the rows it sums up: who deletes an account gives no money back."""
    return f"ai spend {moment.astimezone(UTC):%Y-%m}"
