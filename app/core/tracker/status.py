"""The statuses of an application, and what moving it from one to another means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

STATUSES: Final = (
    "saved", "applied", "screening", "interview", "offer", "rejected", "withdrawn", "no_answer",
)  # fmt: skip
STAGES: Final = STATUSES[:5]  # each further on than the one before
ENDED: Final = frozenset({"rejected", "withdrawn"})  # nothing is expected any more, so nobody is reminded
NOT_SENT: Final = frozenset({"saved"})
ANSWERED: Final = frozenset({"screening", "interview", "offer", "rejected"})


class UnknownStatus(ValueError):
    """Not one of STATUSES."""


@dataclass(frozen=True, slots=True)
class Moved:
    """``applied_at`` is when it was sent, None while it was not; ``newly_sent`` says that this move means so."""

    status: str
    applied_at: datetime | None
    newly_sent: bool


def move(before: str, after: str, applied_at: datetime | None, now: datetime) -> Moved:
    """Any status may follow any other: people correct what they set. Raises UnknownStatus.

    Leaving "saved" for anything but "withdrawn" means that it was sent; going back means that it was not.
    """
    if before not in STATUSES or after not in STATUSES:
        raise UnknownStatus(after)
    if after in NOT_SENT:
        return Moved(after, None, newly_sent=False)
    if applied_at is None and not (before in NOT_SENT and after == "withdrawn"):
        return Moved(after, now, newly_sent=True)
    return Moved(after, applied_at, newly_sent=False)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an application came. ``stage`` is the furthest of STAGES that was not taken back."""

    stage: str
    answered: bool

    @property
    def was_sent(self) -> bool:
        return self.stage != STAGES[0]

    def got(self, stage: str) -> bool:
        return STAGES.index(self.stage) >= STAGES.index(stage)


def reached(history: Iterable[str]) -> Reached:
    """From all statuses in their order. A step back to an earlier stage takes the later ones back, as it
    corrects a mistake; an end leaves what was reached before it."""
    stage, answered = STAGES[0], False
    for status in history:
        if status in STAGES:
            stage, answered = status, status in ANSWERED
        elif status != "withdrawn" and stage == STAGES[0]:
            stage = "applied"
        answered = answered or status in ANSWERED
    return Reached(stage, answered)
