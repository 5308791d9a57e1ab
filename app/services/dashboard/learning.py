"""How far somebody is with courses, and what their learning plan holds next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app

from app.core.matching.inputs import Candidate
from app.models import CV
from app.services import learning_plan
from app.services.courses import kept
from app.services.courses.kept import KeptCourse
from app.services.courses.revision import current_revision
from app.services.courses.shelf import shelf
from app.services.learning_plan import ASSUMED_HOURS
from app.services.recent import Recent
from app.services.search.follower import offers_counter

OFFERS: Final = 20
NEXT: Final = 3
REMEMBERED: Final = 128


@dataclass(frozen=True, slots=True)
class Step:
    """A course of the plan; ``number`` is its row, ``closes`` the skills that it closes."""

    number: int
    course_id: str
    title: str
    hours: float
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanLeft:
    """What is left of the plan over the best ``offers``: how many courses and hours, and the first steps."""

    offers: int
    courses: int
    hours: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Learning:
    """``courses`` counts by state (saved, started, done), ``hours_done`` those of the done ones as providers give
    them. ``under_way`` are titles of started courses with their row, None for one that is not offered any more.
    ``plan`` is None without a CV. ``rungs`` counts skills by how they are shown."""

    courses: Mapping[str, int]
    hours_done: float
    under_way: tuple[tuple[int | None, str], ...]
    plan: PlanLeft | None
    rungs: Mapping[str, int]

    @property
    def done(self) -> int:
        return self.courses.get("done", 0)


def init_app(app: Flask) -> None:
    app.extensions["dashboard_plans"] = Recent[Hashable, PlanLeft](REMEMBERED)


def learning(user_id: int, cv: CV | None, candidate: Candidate | None, language: str) -> Learning:
    courses = kept.kept_courses(user_id)
    under_way = [one for one in courses if one.state == "started"]
    return Learning(
        courses=Counter(one.state for one in courses),
        hours_done=sum(map(_hours, (one for one in courses if one.state == "done"))),
        under_way=tuple((one.course.id if one.course else None, one.title) for one in under_way[:NEXT]),
        plan=_plan(cv, language) if cv else None,
        rungs=Counter(one.rung for one in candidate.skills.values()) if candidate else {},
    )


def _hours(one: KeptCourse) -> float:
    """Nothing is known of a course that is gone."""
    return (one.course.hours or ASSUMED_HOURS[one.course.kind]) if one.course else 0.0


def _plan(cv: CV, language: str) -> PlanLeft:
    """A done course, a passed quiz and a proof raise the CV's version, so the key knows of them."""
    cache: Recent[Hashable, PlanLeft] = current_app.extensions["dashboard_plans"]
    key = (cv.id, cv.version, offers_counter(), shelf().generation, current_revision(), language)
    found = cache.find(key)
    if found is None:
        found = _made(cv, language)
        cache.put(key, found)
    return found


def _made(cv: CV, language: str) -> PlanLeft:
    plan = learning_plan.of_best(cv.user_id, OFFERS, language)
    if plan is None:
        return PlanLeft(0, 0, 0.0, ())
    steps = tuple(
        Step(one.course.id, one.course.course_id, one.course.title, one.hours, one.closes)
        for one in plan.steps[:NEXT]
    )
    return PlanLeft(plan.count, len(plan.steps) + plan.left_out, plan.hours, steps)
