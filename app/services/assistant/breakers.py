"""A provider that failed several times in a row is left alone for a while, by all workers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.ai.chat.faults import ChatFault, QuotaUsedUp, RateLimited
from app.models import AiBreaker, utc_now
from app.services.transaction import insert_once

FAILURES: Final = 5
OFF: Final = timedelta(seconds=60)
LONGEST_WAIT: Final = timedelta(hours=1)
PROBE: Final = timedelta(seconds=30)


def wait(session: Session, provider: str, now: datetime) -> float | None:
    """Seconds until it may be asked again; None when it may now."""
    row = session.get(AiBreaker, provider, populate_existing=True)
    if row is None or row.open_until is None or row.open_until <= now:
        return None
    return (row.open_until - now).total_seconds()


def probe(session: Session, provider: str, now: datetime) -> None:
    """After a pause one question goes first; others wait to see how it fares."""
    session.execute(
        update(AiBreaker)
        .where(AiBreaker.provider == provider, AiBreaker.failures >= FAILURES)
        .values(open_until=now + PROBE)
    )


def succeeded(session: Session, provider: str) -> None:
    session.execute(
        update(AiBreaker)
        .where(AiBreaker.provider == provider)
        .values(failures=0, open_until=None, fault="", changed_at=utc_now())
    )


def failed(session: Session, provider: str, fault: ChatFault) -> None:
    """Faults that say nothing about the provider count as a sign of life."""
    if not fault.is_providers:
        return succeeded(session, provider)
    now = utc_now()
    insert_once(session, AiBreaker, {"provider": provider, "failures": 0, "fault": "", "changed_at": now})
    row = session.get(AiBreaker, provider, populate_existing=True, with_for_update=True)
    if row is None:
        return None
    row.failures += 1
    row.fault, row.changed_at = fault.code, now
    if fault.retry_after is not None and isinstance(fault, RateLimited | QuotaUsedUp):
        row.open_until = now + min(timedelta(seconds=fault.retry_after), LONGEST_WAIT)
    elif row.failures >= FAILURES:
        row.open_until = now + OFF
    return None
