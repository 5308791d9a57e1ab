"""Courses that somebody saved or marked as done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select

from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import Course, UserCourse, utc_now
from app.models.course import COURSE_STATES
from app.services.courses.cards import CourseCard, load_cards
from app.services.transaction import insert_once, rows_of, transaction


@dataclass(frozen=True, slots=True)
class KeptCourse:
    """``course`` is None when it is not offered any more."""

    course_id: str
    title: str
    state: str
    saved_at: datetime
    done_at: datetime | None
    course: CourseCard | None


def keep(user_id: int, course_id: str, state: str) -> None:
    """Save a course or mark it as done; both may be repeated. Raises NotFound and BadInput."""
    if state not in COURSE_STATES:
        raise BadInput(_("A course is saved or done."))
    with transaction() as session:
        number = session.scalar(select(Course.id).where(Course.course_id == course_id))
        if number is None:
            raise NotFound(_("There is no such course."))
        insert_once(
            session,
            UserCourse,
            {"user_id": user_id, "course_id": number, "saved_at": utc_now(), "state": state},
        )
        row = session.scalars(
            select(UserCourse).where(UserCourse.user_id == user_id, UserCourse.course_id == number)
        ).one()
        row.state = state
        row.done_at = (row.done_at or utc_now()) if state == "done" else None


def forget(user_id: int, course_id: str) -> bool:
    """False when it was not kept."""
    number = select(Course.id).where(Course.course_id == course_id).scalar_subquery()
    with transaction() as session:
        gone = delete(UserCourse).where(UserCourse.user_id == user_id, UserCourse.course_id == number)
        return rows_of(session.execute(gone)) > 0


def states(user_id: int) -> dict[str, str]:
    """saved or done, by ``course_id``."""
    kept = select(Course.course_id, UserCourse.state).join(UserCourse, UserCourse.course_id == Course.id)
    return {row.course_id: row.state for row in db.session.execute(kept.where(UserCourse.user_id == user_id))}


def kept_courses(user_id: int) -> list[KeptCourse]:
    """The newest first."""
    found = db.session.execute(
        select(Course.course_id, Course.title, UserCourse.state, UserCourse.saved_at, UserCourse.done_at)
        .join(UserCourse, UserCourse.course_id == Course.id)
        .where(UserCourse.user_id == user_id)
        .order_by(UserCourse.saved_at.desc(), UserCourse.id.desc())
    ).all()
    cards = load_cards(row.course_id for row in found)
    return [KeptCourse(**row._asdict(), course=cards.get(row.course_id)) for row in found]
