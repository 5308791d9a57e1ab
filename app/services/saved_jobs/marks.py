"""Which offers a person saved and which they hide: what lists of offers need to know."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import literal, select, union_all

from app.extensions import db
from app.models import HiddenJob, SavedJob


@dataclass(frozen=True, slots=True)
class Marks:
    """Ids of offers."""

    saved: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()


NONE = Marks()


def marks_of(user_id: int | None) -> Marks:
    """One query; none for somebody without data."""
    if user_id is None:
        return NONE
    saved = select(SavedJob.job_id, literal(1).label("is_saved")).where(
        SavedJob.user_id == user_id, SavedJob.removed_at.is_(None)
    )
    hidden = select(HiddenJob.job_id, literal(0)).where(HiddenJob.user_id == user_id)
    rows = db.session.execute(union_all(saved, hidden)).all()
    if not rows:
        return NONE
    return Marks(frozenset(row[0] for row in rows if row[1]), frozenset(row[0] for row in rows if not row[1]))
