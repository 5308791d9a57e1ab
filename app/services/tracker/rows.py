"""Rows of applications: finding one's own, writing its timeline, putting it into a column."""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.tracker.positions import between
from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import Application, ApplicationEvent, User, utc_now

MAX_APPLICATIONS: Final = 1_000
EXCERPT: Final = 300


def get(user_id: int, application_id: int) -> Application:
    """Raises NotFound, for one that belongs to somebody else too."""
    found = db.session.scalar(
        select(Application)
        .where(Application.id == application_id, Application.user_id == user_id)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(_("There is no such page."))
    return found


def find_by_job(user_id: int, job_id: int) -> int | None:
    """The id of somebody's application for an offer."""
    return db.session.scalar(
        select(Application.id).where(Application.user_id == user_id, Application.job_id == job_id)
    )


def ids_by_job(user_id: int, job_ids: list[int]) -> dict[int, int]:
    """Application by offer, for those of the offers that somebody tracks."""
    query = select(Application.job_id, Application.id).where(
        Application.user_id == user_id, Application.job_id.in_(job_ids)
    )
    return {job_id: id_ for job_id, id_ in db.session.execute(query) if job_id is not None}


def lock(session: Session, user_id: int) -> User:
    """One change of somebody's applications at a time: order and limits depend on all of them."""
    user = session.get(User, user_id, with_for_update=True, populate_existing=True)
    if user is None:
        raise NotFound(_("This account is gone."))
    return user


def get_locked(session: Session, user_id: int, application_id: int) -> Application:
    """Raises NotFound."""
    lock(session, user_id)
    return get(user_id, application_id)


def note(session: Session, application: Application, kind: str, before: str = "", after: str = "") -> None:
    """Add a line to the timeline, and say that the application changed."""
    row = ApplicationEvent(
        application_id=application.id, kind=kind, before=before[:EXCERPT], after=after[:EXCERPT]
    )
    session.add(row)
    application.version += 1
    application.updated_at = utc_now()


def refuse_too_many(session: Session, user_id: int, more: int = 1) -> None:
    """Raises BadInput."""
    if not has_room(session, user_id, more):
        raise BadInput(
            _("You can keep %(n)s applications here. Delete some to add others.", n=MAX_APPLICATIONS),
            code="too_many_applications",
        )


def has_room(session: Session, user_id: int, more: int = 1) -> bool:
    count = session.scalar(select(func.count()).where(Application.user_id == user_id)) or 0
    return count + more <= MAX_APPLICATIONS


def first_position(session: Session, user_id: int, status: str) -> float:
    """Above all others of a column."""
    column = (Application.user_id == user_id, Application.status == status)
    return between(None, session.scalar(select(func.min(Application.position)).where(*column))) or 0.0
