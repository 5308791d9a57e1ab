"""Courses: the catalogue, one of them, those one keeps, those for the gaps of an offer, learning plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response
from flask_babel import gettext as _

from app.api.answers import answer, listed, paging_of
from app.api.caller import caller
from app.api.operation import answers, group
from app.api.schemas import courses as schemas
from app.api.schemas.paths import CoursePath, JobPath
from app.errors import Conflict
from app.services import course_effects, course_page, job_courses, learning_plan
from app.services.courses import kept, marks
from app.services.courses.cards import CourseCard
from app.services.courses.recommend import Suggestion
from app.services.courses.search import search as search_catalogue
from app.words.language import current_language
from app.words.skills import skill_name
from course_scraper.filters import Filters

States = Mapping[str, str]
blueprint = group("courses", "/courses", "Courses that close gaps, and plans.")


@blueprint.get("", responses={200: schemas.CourseList})
def search(query: schemas.CourseSearch) -> Response:
    """Search courses"""
    found = search_catalogue(query.q, _filters(query), query.page, query.page_size)
    paging = paging_of(query, found.total)
    states = kept.states(caller().user_id)
    courses = [found_course(one, states) for one in found.found]
    return listed(
        schemas.CourseList(courses=courses, paging=paging, compares_meaning=found.compares_meaning), paging
    )


@blueprint.get("/kept", responses={200: schemas.KeptCourses})
def mine() -> Response:
    """Courses that I keep"""
    found = [
        schemas.KeptCourse(
            **{name: getattr(one, name) for name in ("course_id", "title", "state", "saved_at", "done_at")},
            course=_course(one.course, {one.course.course_id: one.state}) if one.course else None,
        )
        for one in kept.kept_courses(caller().user_id)
    ]
    return answer(schemas.KeptCourses(courses=found))


@blueprint.get("/plan", responses=answers(200, schemas.LearningPlan, 409))
def plan(query: schemas.PlanQuery) -> Response:
    """A plan over the offers that fit best"""
    return _plan(learning_plan.of_best(caller().user_id, int(query.offers), current_language()))


@blueprint.get("/jobs/<int:job_id>", responses=answers(200, schemas.JobCourses, 409))
def of_job(path: JobPath) -> Response:
    """Courses for what one offer asks for and I lack"""
    found = job_courses.of_job(path.job_id, caller().user_id, current_language())
    if found is None:
        raise _no_cv()
    gaps = [
        schemas.Gap(
            id=gap.missing.skill,
            name=skill_name(gap.missing.skill),
            required=gap.missing.required,
            gain=gap.missing.gain,
            courses=[found_course(one, found.states) for one in gap.found.suggestions],
        )
        for gap in found.gaps
    ]
    return answer(schemas.JobCourses(job_id=found.job.id, gaps=gaps, compares_meaning=found.compares_meaning))


@blueprint.get("/jobs/<int:job_id>/plan", responses=answers(200, schemas.LearningPlan, 409))
def plan_of_job(path: JobPath) -> Response:
    """A plan for one offer"""
    return _plan(learning_plan.of_job(path.job_id, caller().user_id, current_language()))


@blueprint.get("/<int:course_id>", responses={200: schemas.CourseDetail})
def show(path: CoursePath, query: schemas.CourseQuery) -> Response:
    """One course, and what it does to my scores"""
    page = course_page.page(path.course_id, caller().user_id, query.job)
    return answer(
        schemas.CourseDetail(
            **_values(page.course, {page.course.course_id: page.state}),
            taught=[skill_name(skill) for skill in page.taught],
            effects=effects_of(page.effects),
        )
    )


@blueprint.put("/<int:course_id>/state", responses={200: schemas.CourseDetail})
def mark(path: CoursePath, body: schemas.Mark) -> Response:
    """Save a course, start it, have done it, or none of these"""
    card = marks.mark(caller().user_id, path.course_id, body.state)
    return show(path=CoursePath(course_id=card.id), query=schemas.CourseQuery(job=None))


def _filters(query: schemas.CourseSearch) -> Filters:
    return Filters(
        languages=(query.language.lower(),) if query.language else (),
        only_languages=bool(query.language),
        kinds=(query.kind,) if query.kind else (),
        levels=(query.level,) if query.level else (),
        max_hours=query.hours,
        partners=(query.partner,) if query.partner else (),
    )


def _plan(found: learning_plan.LearningPlan | None) -> Response:
    if found is None:
        raise _no_cv()
    same = ("gaps", "hours", "left_out", "bound")
    return answer(
        schemas.LearningPlan(
            **{name: getattr(found, name) for name in same},
            job_id=found.job.id if found.job else None,
            offers=found.count,
            steps=[_step(step) for step in found.steps],
            open_skills=[skill_name(skill) for skill in found.open_skills],
            outcome=effects_of(found.outcome),
        )
    )


def _step(step: learning_plan.PlanStep) -> schemas.PlanStep:
    same = ("hours", "is_assumed", "asked_by", "hours_so_far")
    return schemas.PlanStep(
        **{name: getattr(step, name) for name in same},
        course=_course(step.course, {step.course.course_id: step.state}),
        closes=[skill_name(skill) for skill in step.closes],
        unlocked=effects_of(step.unlocked),
        effects=effects_of(step.effects),
    )


def _values(card: CourseCard, states: States) -> dict[str, Any]:
    same = {name: getattr(card, name) for name in CourseCard.__slots__}
    return {**same, "state": states.get(card.course_id) or None}


def _course(card: CourseCard, states: States) -> schemas.CourseResponse:
    return schemas.CourseResponse(**_values(card, states))


def found_course(one: Suggestion, states: States) -> schemas.FoundCourse:
    values = _values(one.course, states)
    return schemas.FoundCourse(**values, score=one.score, similarity=one.similarity, why=list(one.why))


def effects_of(found: Iterable[course_effects.OfferEffect]) -> list[schemas.OfferEffect]:
    return [schemas.OfferEffect.model_validate(one) for one in found]


def _no_cv() -> Conflict:
    return Conflict(_("Upload a CV first: then it is known which skills are missing."), code="no_cv")
