"""How the model is doing, for the people who look after the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from app.extensions import db
from app.models import AiBreaker, AiCall, utc_now
from app.services.assistant import allowance, pending, trying
from app.services.assistant.set_up import AiSetUp, current
from app.services.assistant.trying import MODELS, PURPOSE, QUESTION, Tried

DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class FaultCount:
    code: str
    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class PurposeCount:
    """Tokens both ways; ``micro_dollars`` as they were settled."""

    purpose: str
    calls: int
    failed: int
    tokens: int
    micro_dollars: int


@dataclass(frozen=True, slots=True)
class BreakerState:
    """``wait`` in seconds while the provider is left alone, None while it may be asked."""

    failures: int
    fault: str
    wait: float | None


@dataclass(frozen=True, slots=True)
class AiStatus:
    """``spent`` in micro dollars this month. ``tried`` and ``listed`` are the newest tries, of the provider that is
    set up now. Counts are of the last DAYS days."""

    set_up: AiSetUp
    spent: int
    under_way: int
    purposes: tuple[PurposeCount, ...]
    faults: tuple[FaultCount, ...]
    breaker: BreakerState
    tried: Tried | None
    listed: Tried | None
    is_trying: bool
    is_listing: bool


def status() -> AiStatus:
    set_up, now = current(), utc_now()
    since = AiCall.created_at >= now - timedelta(days=DAYS)
    running = select(func.count()).where(AiCall.state == "running", since)
    return AiStatus(
        set_up=set_up,
        spent=allowance.spent_this_month(db.session()),
        under_way=db.session.scalar(running) or 0,
        purposes=_purposes(since),
        faults=_faults(since),
        breaker=_breaker(set_up.provider, now),
        tried=_of(trying.newest(QUESTION), set_up),
        listed=_of(trying.newest(MODELS), set_up),
        is_trying=pending.is_waiting(None, PURPOSE, QUESTION),
        is_listing=pending.is_waiting(None, PURPOSE, MODELS),
    )


def ask(subject: str) -> bool:
    """Have the worker try. False when it does already."""
    return pending.put(None, PURPOSE, subject, {})


def _purposes(since: object) -> tuple[PurposeCount, ...]:
    failed = func.count().filter(AiCall.state == "failed")
    tokens = func.sum(AiCall.input_tokens + AiCall.output_tokens)
    rows = db.session.execute(
        select(AiCall.purpose, func.count(), failed, tokens, func.sum(AiCall.micro_dollars))
        .where(since)  # type: ignore[arg-type]
        .group_by(AiCall.purpose)
        .order_by(AiCall.purpose)
    )
    return tuple(PurposeCount(purpose, *(int(number) for number in numbers)) for purpose, *numbers in rows)


def _faults(since: object) -> tuple[FaultCount, ...]:
    rows = db.session.execute(
        select(AiCall.fault, func.count(), func.max(AiCall.created_at))
        .where(since, AiCall.fault != "")  # type: ignore[arg-type]
        .group_by(AiCall.fault)
        .order_by(func.count().desc(), AiCall.fault)
    )
    return tuple(FaultCount(*row) for row in rows)


def _breaker(provider: str, now: datetime) -> BreakerState:
    row = db.session.get(AiBreaker, provider)
    if row is None:
        return BreakerState(0, "", None)
    wait = (row.open_until - now).total_seconds() if row.open_until else 0
    return BreakerState(row.failures, row.fault, wait if wait > 0 else None)


def _of(tried: Tried | None, set_up: AiSetUp) -> Tried | None:
    return tried if tried and tried.provider == set_up.provider else None
