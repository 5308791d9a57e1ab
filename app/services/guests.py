"""People who try without registering: their data moves to the account they log in to, or goes after a day."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import CV, JobMatch, SearchHistory, User, utc_now
from app.services import cvs
from app.services.transaction import transaction

SEEN_EVERY = timedelta(minutes=10)


def adopt(guest_id: int, user_id: int) -> None:
    """Give everything of a guest to a registered user and forget the guest."""
    with transaction() as session:
        guest = session.get(User, guest_id)
        if guest is None or not guest.is_guest or guest_id == user_id:
            return
        _move_cvs(session, guest_id, user_id)
        session.execute(update(JobMatch).where(JobMatch.user_id == guest_id).values(user_id=user_id))
        known = select(SearchHistory.search_key).where(SearchHistory.user_id == user_id)
        session.execute(
            update(SearchHistory)
            .where(SearchHistory.user_id == guest_id, SearchHistory.search_key.not_in(known))
            .values(user_id=user_id)
            .execution_options(synchronize_session=False)
        )
        session.expire_all()
        session.execute(delete(User).where(User.id == guest_id))


def _move_cvs(session: Session, guest_id: int, user_id: int) -> None:
    has_primary = session.scalar(select(CV.id).where(CV.user_id == user_id, CV.is_primary))
    if has_primary:
        session.execute(update(CV).where(CV.user_id == guest_id).values(is_primary=False))
    session.execute(update(CV).where(CV.user_id == guest_id).values(user_id=user_id))


def note_visit(user_id: int, last_seen_at: object) -> None:
    """Write the time of a visit at most every ten minutes."""
    now = utc_now()
    if isinstance(last_seen_at, type(now)) and now - last_seen_at < SEEN_EVERY:
        return
    with transaction() as session:
        session.execute(
            update(User).where(User.id == user_id).values(last_seen_at=now, updated_at=User.updated_at)
        )


def purge() -> int:
    """Delete guests who have not been seen for the set number of hours, with their files."""
    hours = current_app.extensions["settings"].guest_hours
    limit = utc_now() - timedelta(hours=hours)
    idle = db.session.scalars(select(User.id).where(User.is_guest, User.last_seen_at < limit)).all()
    for user_id in idle:
        cvs.delete_all(user_id)
        with transaction() as session:
            session.execute(delete(User).where(User.id == user_id, User.is_guest, User.last_seen_at < limit))
    return len(idle)
