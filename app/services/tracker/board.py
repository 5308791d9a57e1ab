"""All applications of a person, as cards: filtered, sorted, in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import func, select

from app.core.cv.fold import fold
from app.core.matching.match import band_of
from app.core.tracker.status import ENDED, STATUSES
from app.extensions import db
from app.models import Application, Interview, utc_now
from app.services import accounts

SORTS: Final = ("updated", "applied", "follow_up", "company", "title", "status", "score")
_FAR: Final = datetime(9999, 1, 1, tzinfo=UTC)
_COMPARED: Final = 80  # characters of a name
_COLUMNS = (
    Application.id, Application.job_id, Application.title, Application.company, Application.location, Application.url,
    Application.source, Application.status, Application.position, Application.follow_up_at,
    Application.follow_up_text, Application.match_score, Application.match_confidence, Application.applied_at,
    Application.created_at, Application.updated_at,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """``words`` must all occur in what a card says or in its notes; ``sort`` is one of SORTS or empty."""

    words: str = ""
    status: str = ""
    company: str = ""
    sort: str = ""

    @property
    def is_filtering(self) -> bool:
        return bool(self.words or self.status or self.company)


@dataclass(frozen=True, slots=True)
class Card:
    """``is_due``: its follow-up is to be done now. ``band`` is None where nothing was compared."""

    id: int
    job_id: int | None
    title: str
    company: str
    location: str
    url: str | None
    source: str
    status: str
    position: float
    follow_up_at: datetime | None
    follow_up_text: str
    score: float | None
    band: str | None
    applied_at: datetime | None
    created_at: datetime
    updated_at: datetime
    is_due: bool
    interview_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listing:
    """``total`` counts all, ``cards`` those asked for, in the order asked for. Times are shown in ``zone``."""

    asked: Asked
    total: int
    cards: tuple[Card, ...]
    companies: tuple[str, ...]
    zone: str

    def column(self, status: str) -> tuple[Card, ...]:
        """In the order of the board."""
        return tuple(
            sorted(
                (card for card in self.cards if card.status == status),
                key=lambda card: (card.position, card.id),
            )
        )


def listing(user_id: int, asked: Asked) -> Listing:
    rows = db.session.execute(select(*_COLUMNS).where(Application.user_id == user_id)).all()
    nexts = _next_interviews(user_id)
    cards = [_card(row, nexts.get(row.id), utc_now()) for row in rows]
    texts = _texts(user_id) if asked.words else {}
    chosen = [card for card in cards if _is_asked(card, asked, texts)]
    return Listing(
        asked=asked,
        total=len(cards),
        cards=tuple(_sorted(chosen, asked.sort)),
        companies=tuple(sorted({card.company for card in cards if card.company}, key=fold)),
        zone=accounts.get(user_id).timezone,
    )


def _card(row: Any, interview_at: datetime | None, now: datetime) -> Card:
    confidence = row.match_confidence
    return Card(
        **{name: value for name, value in row._mapping.items() if not name.startswith("match_")},
        score=row.match_score,
        band=None if confidence is None else band_of(row.match_score, confidence),
        is_due=row.follow_up_at is not None and row.follow_up_at <= now and row.status not in ENDED,
        interview_at=interview_at,
    )


def _next_interviews(user_id: int) -> dict[int, datetime]:
    query = (
        select(Interview.application_id, func.min(Interview.starts_at))
        .join(Application)
        .where(Application.user_id == user_id, Interview.starts_at >= utc_now(), Interview.outcome.is_(None))
        .group_by(Interview.application_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _texts(user_id: int) -> dict[int, str]:
    query = select(Application.id, Application.notes).where(Application.user_id == user_id)
    return {id_: fold(notes) for id_, notes in db.session.execute(query) if notes}


def _is_asked(card: Card, asked: Asked, texts: dict[int, str]) -> bool:
    if asked.status and card.status != asked.status:
        return False
    if asked.company and card.company != asked.company:
        return False
    said = fold(f"{card.title}\n{card.company}\n{card.location}\n{card.url or ''}")
    return all(word in said or word in texts.get(card.id, "") for word in fold(asked.words).split())


def _sorted(cards: Iterable[Card], sort: str) -> list[Card]:
    return sorted(cards, key=lambda card: place_of(card, sort))


def place_of(card: Card, sort: str) -> tuple[float | str, ...]:
    """Where a card stands in an order of SORTS, lowest first; no two stand at the same place."""
    first = _FIRST.get(sort)
    by_update = (-card.updated_at.timestamp(), -card.id)
    return (*first(card), *by_update) if first else by_update


_FIRST: Final[dict[str, Callable[[Card], tuple[float | str, ...]]]] = {
    "applied": lambda card: (-(card.applied_at.timestamp() if card.applied_at else 0.0),),
    "follow_up": lambda card: ((card.follow_up_at or _FAR).timestamp(),),
    "company": lambda card: (not card.company, fold(card.company)[:_COMPARED]),
    "title": lambda card: (fold(card.title)[:_COMPARED],),
    "status": lambda card: (STATUSES.index(card.status),),
    "score": lambda card: (-(card.score if card.score is not None else -1.0),),
}
