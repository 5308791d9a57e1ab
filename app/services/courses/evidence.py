"""Courses that somebody did, as evidence of the skills that they count for."""

from __future__ import annotations

from sqlalchemy import select

from app.core.courses.taught import taught_skills
from app.extensions import db
from app.models import Course, UserCourse

RUNG = "course"


def rungs_of(user_id: int, *, without: int | None = None) -> dict[str, str]:
    """Skill to rung for all courses done; ``without`` is the row of one that is not to count."""
    done = (
        select(Course.id, Course.title, Course.skills)
        .join(UserCourse, UserCourse.course_id == Course.id)
        .where(UserCourse.user_id == user_id, UserCourse.state == "done")
        .order_by(UserCourse.id)
    )
    return {
        skill: RUNG
        for row in db.session.execute(done)
        if row.id != without
        for skill in taught_skills(row.title, row.skills)
    }
