"""My courses, one course, and learning plans, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.services.course_effects import OfferEffect
from app.services.course_page import CoursePage
from app.services.courses.kept import KeptCourse
from app.services.learning_plan import COUNTS, LearningPlan
from app.web.pages.courses import CourseView, course_view, duration
from app.words.skills import skill_name

MOST_OFFERS = 3


@dataclass(frozen=True, slots=True)
class KeptView:
    """``view`` is None for a course that is not offered any more."""

    kept: KeptCourse
    view: CourseView | None


@dataclass(frozen=True, slots=True)
class ModuleView:
    """``hours`` in words, "" when unknown."""

    name: str
    hours: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneCourse:
    """``outcomes`` and ``modules`` are empty while nobody read the page of the course, or where it says nothing."""

    page: CoursePage
    view: CourseView
    taught: tuple[str, ...]
    job_id: int | None
    outcomes: tuple[str, ...]
    modules: tuple[ModuleView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """``hours`` and ``hours_so_far`` are in words; ``effects`` the few offers that move most."""

    course: CourseView
    hours: str
    is_assumed: bool
    closes: tuple[str, ...]
    asked_by: int
    unlocked: tuple[OfferEffect, ...]
    hours_so_far: str
    effects: tuple[OfferEffect, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    plan: LearningPlan
    steps: tuple[StepView, ...]
    open_skills: tuple[str, ...]
    hours: str
    choices: tuple[tuple[int, bool], ...]

    @property
    def outcome(self) -> tuple[OfferEffect, ...]:
        return tuple(sorted(self.plan.outcome, key=lambda one: (-one.gain, one.job_id)))


def kept_views(kept: Sequence[KeptCourse]) -> tuple[KeptView, ...]:
    states = {one.course_id: one.state for one in kept}
    return tuple(KeptView(one, course_view(one.course, states) if one.course else None) for one in kept)


def one_course(page: CoursePage) -> OneCourse:
    view = course_view(page.course, {page.course.course_id: page.state})
    taught = tuple(skill_name(skill) for skill in page.taught)
    syllabus = page.syllabus or {}
    modules = tuple(map(_module, syllabus.get("modules", ())))
    outcomes = tuple(syllabus.get("outcomes", ()))
    return OneCourse(page, view, taught, page.job.id if page.job else None, outcomes, modules)


def _module(told: Mapping[str, Any]) -> ModuleView:
    hours = told.get("hours")
    return ModuleView(told["name"], duration(hours) if hours else "", tuple(told.get("topics", ())))


def plan_page(plan: LearningPlan, chosen: int) -> PlanPage:
    return PlanPage(
        plan=plan,
        steps=tuple(
            StepView(
                course=course_view(step.course, {step.course.course_id: step.state}),
                hours=duration(step.hours),
                is_assumed=step.is_assumed,
                closes=tuple(map(skill_name, step.closes)),
                asked_by=step.asked_by,
                unlocked=step.unlocked,
                hours_so_far=duration(step.hours_so_far),
                effects=step.effects[:MOST_OFFERS],
            )
            for step in plan.steps
        ),
        open_skills=tuple(map(skill_name, plan.open_skills)),
        hours=duration(plan.hours) if plan.hours else _("none"),
        choices=tuple((count, count == chosen) for count in COUNTS),
    )
