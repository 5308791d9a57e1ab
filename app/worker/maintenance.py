"""Repeated housekeeping, one service call each."""

from __future__ import annotations

from app.services import guests, maintenance, rechecks
from app.services.quizzes import tries


def hourly() -> str:
    return (
        f"{guests.purge()} guests removed, {maintenance.expire_offers()} offers expired, "
        f"{rechecks.keep_promises()} not checked in time, {tries.end_overdue()} quizzes not finished"
    )


def daily() -> str:
    return maintenance.daily()
