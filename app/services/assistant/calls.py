"""The log of what was sent, which is also what keeps answers for the person they were given to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from app.ai.chat.engine import Message
from app.errors import NotFound
from app.extensions import db
from app.models import AiCall, utc_now
from app.services.transaction import forget_journal, rows_of, transaction

KEEP: Final = timedelta(days=365)
KEEP_ANSWERS: Final = timedelta(days=30)
LOST_AFTER: Final = timedelta(minutes=15)
PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class SentMessage:
    """``images`` are lines that say size and hash of each picture."""

    role: str
    text: str
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """``answer`` is the checked answer as JSON, None while there is none."""

    id: int
    purpose: str
    provider: str
    model: str
    state: str
    fault: str
    created_at: datetime
    messages: tuple[SentMessage, ...]
    answer: Any


@dataclass(frozen=True, slots=True)
class CallPage:
    """``page`` counts from 1 and is at most ``pages``."""

    calls: tuple[LoggedCall, ...]
    total: int
    page: int
    pages: int


def as_sent(messages: tuple[Message, ...]) -> str:
    """Word for word; of a picture its size and hash."""
    return json.dumps(
        [
            {"role": each.role, "text": each.text, "images": [_image(url) for url in each.images]}
            for each in messages
        ],
        ensure_ascii=False,
    )


def page_of(user_id: int | None, number: int = 1) -> CallPage:
    """What was sent for this person, the newest first."""
    if user_id is None:
        return CallPage((), 0, 1, 1)
    total = db.session.scalar(select(func.count()).where(*_of(user_id))) or 0
    pages = max(1, -(-total // PER_PAGE))
    number = max(1, min(number, pages))
    rows = db.session.scalars(
        select(AiCall)
        .where(*_of(user_id))
        .order_by(AiCall.id.desc())
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    )
    return CallPage(tuple(map(_logged, rows)), total, number, pages)


def forget(user_id: int, call_id: int) -> None:
    """Text and answer go at once; that there was a call, and what it cost, stays for the quota until it is old.
    Raises NotFound."""
    with transaction() as session:
        gone = session.execute(update(AiCall).where(*_of(user_id), AiCall.id == call_id).values(**EMPTY))
    if not rows_of(gone):
        raise NotFound(_("There is no such page."))
    forget_journal()


def forget_all(user_id: int) -> int:
    with transaction() as session:
        gone = session.execute(update(AiCall).where(*_of(user_id)).values(**EMPTY))
    forget_journal()
    return rows_of(gone)


def forget_about(user_id: int, purpose: str, subject: str) -> int:
    """All whose subject begins so, up to a space."""
    about = (AiCall.purpose == purpose, AiCall.subject.startswith(f"{subject} ", autoescape=True))
    with transaction() as session:
        gone = session.execute(update(AiCall).where(*_of(user_id), *about).values(**EMPTY))
    return rows_of(gone)


def find_answer(user_id: int | None, content_hash: str) -> AiCall | None:
    """An answer that this very question got before, for the same person."""
    if user_id is None:
        return None
    return db.session.scalars(
        select(AiCall)
        .where(
            *_good(user_id), AiCall.content_hash == content_hash, AiCall.created_at > utc_now() - KEEP_ANSWERS
        )
        .order_by(AiCall.id.desc())
        .limit(1)
    ).first()


def newest_answer(user_id: int, purpose: str, subject: str) -> AiCall | None:
    return db.session.scalars(
        select(AiCall)
        .where(*_good(user_id), AiCall.purpose == purpose, AiCall.subject == subject)
        .order_by(AiCall.id.desc())
        .limit(1)
    ).first()


def end_lost(session: Session) -> int:
    """Calls whose worker died. What was set aside for them may have been spent: it stays counted."""
    lost = (AiCall.state == "running", AiCall.created_at < utc_now() - LOST_AFTER)
    return rows_of(
        session.execute(
            update(AiCall).where(*lost).values(state="failed", fault="lost", finished_at=utc_now())
        )
    )


def purge() -> int:
    """Rows older than 12 months."""
    with transaction() as session:
        end_lost(session)
        return rows_of(session.execute(delete(AiCall).where(AiCall.created_at < utc_now() - KEEP)))


EMPTY: Final[dict[str, Any]] = {"sent": "", "answer": None, "content_hash": "", "subject": "", "detail": ""}


def _of(user_id: int) -> tuple[ColumnElement[bool], ...]:
    return (AiCall.user_id == user_id, AiCall.sent != "")


def _good(user_id: int) -> tuple[ColumnElement[bool], ...]:
    return (AiCall.user_id == user_id, AiCall.state == "ok")


def _image(url: str) -> str:
    return f"{len(url):,} letters, SHA-256 {hashlib.sha256(url.encode()).hexdigest()}"


def _logged(row: AiCall) -> LoggedCall:
    messages = tuple(
        SentMessage(str(each["role"]), str(each["text"]), tuple(map(str, each["images"])))
        for each in json.loads(row.sent)
    )
    return LoggedCall(
        row.id,
        row.purpose,
        row.provider,
        row.model,
        row.state,
        row.fault,
        row.created_at,
        messages,
        row.answer,
    )
