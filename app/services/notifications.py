"""Notices inside the site: what happened to a person's alerts, follow-ups and saved offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import delete as sql_delete
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.extensions import db
from app.models import Notification, utc_now
from app.services.transaction import insert_once, rows_of, transaction

# Each kind with the values that its sentence needs.
KINDS: Mapping[str, frozenset[str]] = {
    "alert_offers": frozenset({"name", "count"}),
    "alert_failed": frozenset({"name"}),
    "follow_up_due": frozenset({"title", "company"}),
    "interview_tomorrow": frozenset({"title", "company", "starts_at"}),
    "saved_offer_closed": frozenset({"title", "company"}),
    "saved_offer_changed": frozenset({"title", "company"}),
}
SHOWN = 100
KEEP = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Notice:
    """``path`` leads to what it is about; "" when it leads nowhere."""

    id: int
    kind: str
    values: Mapping[str, Any]
    path: str
    when: datetime
    is_read: bool


def add(
    session: Session, user_id: int, kind: str, key: str, values: Mapping[str, Any], path: str = ""
) -> bool:
    """Tell a person something once, inside the caller's transaction; False when ``key`` was told before.

    ``values`` are JSON (times as ISO text) and hold what ``KINDS`` names; ``path`` is a path of this site.
    Raises ValueError for anything else.
    """
    if kind not in KINDS or not values.keys() >= KINDS[kind]:
        raise ValueError(f"a notice of kind {kind!r} cannot be told with {sorted(values)}")
    if path and (not path.startswith("/") or path[1:2] in {"/", "\\"}):
        raise ValueError(f"not a path of this site: {path!r}")
    row = {
        "user_id": user_id,
        "kind": kind,
        "key": key[:120],
        "values": dict(values),
        "path": path,
        "created_at": utc_now(),
    }
    return insert_once(session, Notification, row)


def count_unread(user_id: int) -> int:
    """From the index alone."""
    return db.session.scalar(select(func.count()).where(*_unread(user_id))) or 0


def of_person(user_id: int) -> tuple[Notice, ...]:
    """The newest hundred, newest first."""
    rows = db.session.scalars(
        select(Notification)
        .where(Notification.user_id == user_id)
        .order_by(Notification.created_at.desc(), Notification.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        Notice(row.id, row.kind, row.values, row.path, row.created_at, row.read_at is not None)
        for row in rows
    )


def read(user_id: int, notice_id: int) -> str:
    """Mark one as read and give its path. Raises NotFound."""
    with transaction() as session:
        notice = session.scalar(
            select(Notification).where(Notification.id == notice_id, Notification.user_id == user_id)
        )
        if notice is None:
            raise NotFound(_("There is no such page."))
        notice.read_at = notice.read_at or utc_now()
        return notice.path


def read_all(user_id: int) -> int:
    with transaction() as session:
        return rows_of(
            session.execute(update(Notification).where(*_unread(user_id)).values(read_at=utc_now()))
        )


def forget_old() -> int:
    """Delete what was told three months ago."""
    with transaction() as session:
        old = sql_delete(Notification).where(Notification.created_at < utc_now() - KEEP)
        return rows_of(session.execute(old))


def _unread(user_id: int) -> tuple[Any, ...]:
    return Notification.user_id == user_id, Notification.read_at.is_(None)
