"""One course with what it does for the person who looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.courses.taught import taught_skills
from app.errors import NotFound
from app.extensions import db
from app.models import Course, Job
from app.services import course_effects, cvs, jobs
from app.services.course_effects import OfferEffect
from app.services.courses import kept, marks, syllabus
from app.services.courses.cards import CourseCard
from app.services.courses.syllabus import Standing


@dataclass(frozen=True, slots=True)
class CoursePage:
    """``taught`` are the skills that it counts for once done. ``effects`` compare the scores without and with it:
    first the offer that one came from (``job``), then those that move most. ``syllabus`` as in Course,
    ``reading`` how it was or can be read."""

    course: CourseCard
    state: str
    taught: tuple[str, ...]
    effects: tuple[OfferEffect, ...]
    job: Job | None
    has_cv: bool
    syllabus: Mapping[str, Any] | None
    reading: Standing


def page(number: int, user_id: int | None, job_id: int | None = None) -> CoursePage:
    """Raises NotFound for the course; an offer that is not there is left out."""
    card = marks.get_card(number)
    number = card.id
    row = db.session.get_one(Course, number)
    taught = taught_skills(card.title, card.skills)
    cv = cvs.find_primary(user_id) if user_id else None
    job = _find_job(job_id, user_id)
    found = course_effects.of_course(cv, number, taught, job) if cv else []
    state = kept.states(user_id).get(card.course_id, "") if user_id else ""
    return CoursePage(
        card,
        state,
        taught,
        tuple(found),
        job,
        cv is not None,
        row.syllabus,
        syllabus.standing(card.course_id),
    )


def _find_job(job_id: int | None, user_id: int | None) -> Job | None:
    if job_id is None:
        return None
    try:
        return jobs.get(job_id, user_id)
    except NotFound:
        return None
