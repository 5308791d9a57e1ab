"""Moving an application to another status, or to another place in its column."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.tracker.positions import between, placed, renumbered
from app.core.tracker.status import UnknownStatus, move
from app.errors import BadInput
from app.models import CV, Application, Job, utc_now
from app.services.tracker import rows
from app.services.tracker.creating import score
from app.services.transaction import transaction


@dataclass(frozen=True, slots=True)
class Placed:
    """``number`` counts from 1 among the ``count`` cards of its column."""

    id: int
    title: str
    before: str
    status: str
    number: int
    count: int


def move_to(user_id: int, application_id: int, status: str | None, place: str = "first") -> Placed:
    """``status`` None leaves it where it is. ``place`` is first, last, up, down or before:<id>.

    Raises NotFound, BadInput.
    """
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        before = application.status
        status = status or before
        if status != before:
            _change_status(session, application, status)
        column = _column(session, user_id, status)
        try:
            following = placed([one.id for one in column], application.id, place)
        except ValueError as error:
            raise BadInput(_("Choose one of the offered values."), code="bad_place") from error
        number, count = _put(column, application, following)
        return Placed(application.id, application.title, before, status, number, count)


def _change_status(session: Session, application: Application, status: str) -> None:
    try:
        moved = move(application.status, status, application.applied_at, utc_now())
    except UnknownStatus as error:
        raise BadInput(_("Choose one of the offered values."), code="bad_status") from error
    rows.note(session, application, "status", application.status, status)
    application.status, application.applied_at = moved.status, moved.applied_at
    if moved.newly_sent and application.cv_id and application.job_id:
        score(application, session.get(CV, application.cv_id), session.get(Job, application.job_id))


def _column(session: Session, user_id: int, status: str) -> list[Application]:
    """The cards of a column in their order, as they stood before this move."""
    with session.no_autoflush:
        query = select(Application).where(Application.user_id == user_id, Application.status == status)
        return list(session.scalars(query.order_by(Application.position, Application.id)))


def _put(column: list[Application], moving: Application, following: int | None) -> tuple[int, int]:
    others = [one for one in column if one.id != moving.id]
    index = next((at for at, one in enumerate(others) if one.id == following), len(others))
    above = others[index - 1].position if index else None
    below = others[index].position if index < len(others) else None
    position = between(above, below)
    wanted = [*others[:index], moving, *others[index:]]
    if position is not None:
        moving.position = position
    else:
        for one, number in zip(wanted, renumbered(len(wanted)), strict=True):
            one.position = number
    return index + 1, len(wanted)
