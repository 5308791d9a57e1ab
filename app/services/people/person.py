"""One account as an administrator sees it: dates, counts, and what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import func, or_, select

from app.errors import NotFound
from app.extensions import db
from app.models import (
    CV,
    Application,
    AuditEntry,
    Consent,
    Job,
    JobAlert,
    Proof,
    QuizAttempt,
    SavedJob,
    SearchHistory,
    SearchPreference,
    Task,
    User,
    UserSession,
)
from app.services.people.listing import BIGGEST_ID, name_of

LAST_ENTRIES: Final = 10
COUNTED: Final = {
    "cvs": CV.user_id,
    "applications": Application.user_id,
    "saved_jobs": SavedJob.user_id,
    "saved_searches": SearchPreference.user_id,
    "alerts": JobAlert.user_id,
    "searches": SearchHistory.user_id,
    "quizzes": QuizAttempt.user_id,
    "proofs": Proof.user_id,
    "imported_jobs": Job.owner_id,
    "consents": Consent.user_id,
    "tasks": Task.asked_by_id,
    "devices": UserSession.user_id,
}
ONLY: Final = {
    "saved_jobs": (SavedJob.removed_at.is_(None),),
    "consents": (Consent.withdrawn_at.is_(None),),
}


@dataclass(frozen=True, slots=True)
class Person:
    """``counts`` by the names of COUNTED. ``sessions_ended`` is how often all sessions were ended at once."""

    id: int
    email: str
    name: str
    is_guest: bool
    role: str
    is_active: bool
    language: str
    timezone: str
    created_at: datetime
    last_seen_at: datetime
    sessions_ended: int
    counts: Mapping[str, int]
    entries: tuple[AuditEntry, ...]

    @property
    def is_admin(self) -> bool:
        return self.role == "admin" and not self.is_guest


def get(user_id: int) -> Person:
    """Raises NotFound."""
    user = get_user(user_id)
    parts = [
        select(func.count()).where(column == user_id, *ONLY.get(name, ())).scalar_subquery()
        for name, column in COUNTED.items()
    ]
    counts = dict(zip(COUNTED, db.session.execute(select(*parts)).one(), strict=True))
    return Person(
        id=user.id,
        email=user.email or "",
        name=name_of(user.first_name, user.last_name),
        is_guest=user.is_guest,
        role=user.role,
        is_active=user.is_active,
        language=user.language or "",
        timezone=user.timezone,
        created_at=user.created_at,
        last_seen_at=user.last_seen_at,
        sessions_ended=user.session_epoch,
        counts=counts,
        entries=_entries(user_id),
    )


def get_user(user_id: int) -> User:
    """Raises NotFound, also for numbers no id can have."""
    user = db.session.get(User, user_id) if user_id <= BIGGEST_ID else None
    if user is None:
        raise NotFound(_("There is no such account."))
    return user


def _entries(user_id: int) -> tuple[AuditEntry, ...]:
    about = or_(AuditEntry.user_id == user_id, AuditEntry.actor_id == user_id)
    query = select(AuditEntry).where(about).order_by(AuditEntry.id.desc()).limit(LAST_ENTRIES)
    return tuple(db.session.scalars(query))
