"""What is missing, and the courses that close it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from flask_babel import gettext as _
from pydantic import Field

from app.errors import Conflict
from app.mcp.calls import user_id
from app.mcp.schemas import Course, Effect, Gap, Gaps, JobId, Plan, Step
from app.services import job_courses, learning_plan
from app.services.courses.cards import CourseCard
from app.words.language import current_language
from app.words.skills import skill_name


def list_gaps(job_id: JobId) -> Gaps:
    """What one offer asks for and the person's CV lacks, with courses for each gap."""
    found = job_courses.of_job(job_id, user_id(), current_language())
    if found is None:
        raise _no_cv()
    gaps = [
        Gap(
            name=skill_name(gap.missing.skill),
            required=gap.missing.required,
            gain=gap.missing.gain,
            courses=[_course(one.course, found.states) for one in gap.found.suggestions],
        )
        for gap in found.gaps
    ]
    return Gaps(job_id=job_id, gaps=gaps, compares_meaning=found.compares_meaning)


def plan_learning(
    job_id: Annotated[JobId | None, Field(description="One offer; without it the best offers.")] = None,
    offers: Annotated[
        Literal[5, 10, 20], Field(description="Without job_id: over how many of the best offers.")
    ] = 20,
) -> Plan:
    """The courses that close the gaps of one offer, or of the offers that fit best, in the fewest hours, in their
    order, with the scores before and after."""
    language = current_language()
    if job_id is None:
        found = learning_plan.of_best(user_id(), offers, language)
    else:
        found = learning_plan.of_job(job_id, user_id(), language)
    if found is None:
        raise _no_cv()
    return Plan(
        **{name: getattr(found, name) for name in ("gaps", "hours")},
        job_id=found.job.id if found.job else None,
        offers=found.count,
        steps=[_step(step) for step in found.steps],
        open_skills=[skill_name(skill) for skill in found.open_skills],
        outcome=[Effect.model_validate(effect) for effect in found.outcome],
    )


def _step(step: learning_plan.PlanStep) -> Step:
    same = ("hours", "is_assumed", "asked_by", "hours_so_far")
    return Step(
        **{name: getattr(step, name) for name in same},
        course=_course(step.course, {step.course.course_id: step.state}),
        closes=[skill_name(skill) for skill in step.closes],
    )


def _course(card: CourseCard, states: Mapping[str, str]) -> Course:
    values = {name: getattr(card, name) for name in _SAME}
    return Course(**values, state=states.get(card.course_id) or None)


def _no_cv() -> Conflict:
    return Conflict(_("Upload a CV first: then it is known which skills are missing."), code="no_cv")


_SAME: Final = ("id", "title", "partner", "url", "kind", "level", "hours", "language", "rating")
