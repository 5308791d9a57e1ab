"""What a guest saved and hid goes to the account that they log in to."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core.tracker.record import TEXT
from app.models import HiddenJob, SavedJob


def adopt(session: Session, guest_id: int, user_id: int) -> None:
    """Of two for one offer the account's stays, with the notes of both."""
    mine = {row.job_id: row for row in session.scalars(select(SavedJob).where(SavedJob.user_id == user_id))}
    theirs = session.scalars(select(SavedJob).where(SavedJob.user_id == guest_id)).all()
    for row in theirs:
        known = mine.get(row.job_id)
        if known is None:
            row.user_id = user_id
        elif row.removed_at is None:
            _merge(known, row)
    session.flush()
    hidden = select(HiddenJob.job_id).where(HiddenJob.user_id == user_id)
    session.execute(
        update(HiddenJob)
        .where(HiddenJob.user_id == guest_id, HiddenJob.job_id.not_in(hidden))
        .values(user_id=user_id)
        .execution_options(synchronize_session=False)
    )


def _merge(known: SavedJob, other: SavedJob) -> None:
    known.removed_at = None
    known.is_favorite = known.is_favorite or other.is_favorite
    if other.notes and other.notes not in known.notes:
        known.notes = f"{known.notes}\n\n{other.notes}".strip()[: 2 * TEXT]
        known.version += 1
