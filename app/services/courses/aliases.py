"""What courses were known by before: ids that changed when a better catalogue came, rows that became one."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Course, CourseAlias, QuizQuestion, UserCourse
from app.models.course import COURSE_STATES


def present_ids(course_ids: Iterable[str]) -> dict[str, str]:
    """The present ``course_id`` of each that is a former one. One query."""
    wanted = list(course_ids)
    if not wanted:
        return {}
    known = select(CourseAlias.alias, Course.course_id).join(Course, Course.id == CourseAlias.course_id)
    return {
        row.alias: row.course_id for row in db.session.execute(known.where(CourseAlias.alias.in_(wanted)))
    }


def find_number(number: int) -> int | None:
    """The row that a row which is gone became."""
    return db.session.scalar(select(CourseAlias.course_id).where(CourseAlias.number == number))


def note(session: Session, alias: str, course: int, number: int | None = None) -> None:
    """``alias`` meant the row ``course``, and ``number`` too; what they meant before is forgotten."""
    session.execute(delete(CourseAlias).where(CourseAlias.alias == alias))
    session.add(CourseAlias(alias=alias, number=number, course_id=course))


def merge(session: Session, old: Course, kept: Course) -> None:
    """Two rows turn out to be one course: what people have of the old one, and its names, move."""
    session.flush()
    _move_states(session, old.id, kept.id)
    for model in (QuizQuestion, CourseAlias):
        moving = update(model).where(model.course_id == old.id).values(course_id=kept.id)
        session.execute(moving.execution_options(synchronize_session=False))
    note(session, old.course_id, kept.id, old.id)
    session.delete(old)
    session.flush()


def _move_states(session: Session, old: int, kept: int) -> None:
    """Who has both keeps the further one: done counts more than started, and that more than saved."""
    mine = {
        row.user_id: row for row in session.scalars(select(UserCourse).where(UserCourse.course_id == kept))
    }
    for row in session.scalars(select(UserCourse).where(UserCourse.course_id == old)).all():
        same = mine.get(row.user_id)
        if same is None:
            row.course_id = kept
        elif COURSE_STATES.index(row.state) > COURSE_STATES.index(same.state):
            same.state, same.done_at = row.state, row.done_at
    session.flush()
