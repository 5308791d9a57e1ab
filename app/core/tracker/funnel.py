"""How many applications got an answer, an interview, an offer, over all and by where they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.core.tracker.status import Reached

LEAST: Final = 5  # a share of fewer says nothing
BY_HAND: Final = "by_hand"


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the applications that were sent; each number is part of the one before but ``answers``."""

    sent: int = 0
    answers: int = 0
    interviews: int = 0
    offers: int = 0

    def rate(self, count: int) -> float | None:
        """0 to 1; None for fewer than ``LEAST``."""
        return count / self.sent if self.sent >= LEAST else None

    @property
    def answer_rate(self) -> float | None:
        return self.rate(self.answers)

    @property
    def interview_rate(self) -> float | None:
        return self.rate(self.interviews)

    @property
    def offer_rate(self) -> float | None:
        return self.rate(self.offers)


@dataclass(frozen=True, slots=True)
class Funnel:
    """``saved`` were not sent. ``by_source`` is in order of how many were sent."""

    saved: int
    total: Counts
    by_source: tuple[tuple[str, Counts], ...]


def funnel(applications: Iterable[tuple[str, Reached]]) -> Funnel:
    """Of (source, how far it came); an empty source is one that was put in by hand."""
    grouped: dict[str, list[Reached]] = defaultdict(list)
    everything: list[Reached] = []
    for source, one in applications:
        everything.append(one)
        grouped[source or BY_HAND].append(one)
    counted = [(source, _count(ones)) for source, ones in grouped.items()]
    listed = sorted((pair for pair in counted if pair[1].sent), key=lambda pair: (-pair[1].sent, pair[0]))
    total = _count(everything)
    return Funnel(len(everything) - total.sent, total, tuple(listed))


def _count(ones: Iterable[Reached]) -> Counts:
    sent = [one for one in ones if one.was_sent]
    return Counts(
        sent=len(sent),
        answers=sum(one.answered for one in sent),
        interviews=sum(one.got("interview") for one in sent),
        offers=sum(one.got("offer") for one in sent),
    )
