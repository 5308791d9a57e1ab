"""Which courses close the gaps of one offer, or of the best offers, in the fewest hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.core.courses.plan import Choice, Gap, Plan, plan
from app.core.courses.taught import taught_skills
from app.core.matching.relations import canonical
from app.models import CV, Job
from app.services import course_effects, cvs, evidence, jobs, matching
from app.services.course_effects import OfferEffect, best_offers, loaded
from app.services.courses import kept
from app.services.courses.cards import CourseCard
from app.services.courses.evidence import RUNG
from app.services.courses.recommend import MAX_COURSES, MAX_NAME, MAX_SKILLS, recommend
from app.services.job_courses import wishes

ASSUMED_HOURS: Final = {"course": 20.0, "specialization": 120.0, "certificate": 160.0, "project": 2.0}
"""Where the catalogue does not say how long a course takes; pages say that it is an assumption."""
COUNTS: Final = (5, 10, 20)
MOST_STEPS: Final = 12


@dataclass(frozen=True, slots=True)
class PlanStep:
    """``closes`` are skills that no step before closed, ``asked_by`` how many offers ask for one of them.
    ``effects`` are the totals of the offers before and after this step, those that move most first; ``unlocked``
    those that lack nothing required from here on."""

    course: CourseCard
    state: str
    hours: float
    is_assumed: bool
    closes: tuple[str, ...]
    asked_by: int
    unlocked: tuple[OfferEffect, ...]
    hours_so_far: float
    effects: tuple[OfferEffect, ...]


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """``job`` is None for a plan over several offers. ``outcome`` has every offer with its total now and after
    all steps. ``open_skills`` are what no course of the catalogue names; ``left_out`` counts steps beyond
    MOST_STEPS. The hours of the whole cover are at most ``bound`` times the fewest possible with these courses."""

    job: Job | None
    count: int
    steps: tuple[PlanStep, ...]
    open_skills: tuple[str, ...]
    outcome: tuple[OfferEffect, ...]
    gaps: int
    left_out: int
    bound: float

    @property
    def hours(self) -> float:
        return self.steps[-1].hours_so_far if self.steps else 0.0

    @property
    def unlocked(self) -> int:
        return sum(len(step.unlocked) for step in self.steps)


def of_job(job_id: int, user_id: int | None, language: str) -> LearningPlan | None:
    """None without a CV. Raises NotFound."""
    job = jobs.get(job_id, user_id)
    cv = cvs.find_primary(user_id) if user_id else None
    return _made(cv, loaded([job.id]), language, job) if cv else None


def of_best(user_id: int | None, count: int, language: str) -> LearningPlan | None:
    """Over the ``count`` open offers that fit best; None without a CV."""
    cv = cvs.find_primary(user_id) if user_id else None
    return _made(cv, best_offers(cv, count), language, None) if cv else None


def _made(cv: CV, offers: list[Job], language: str, job: Job | None) -> LearningPlan:
    gaps = _gaps(cv, offers)
    states = kept.states(cv.user_id)
    cards = _courses(gaps, language, states)
    found = plan(gaps, [_choice(card) for card in cards.values()])
    steps, outcome = _steps(cv, offers, found, cards, states)
    return LearningPlan(
        job=job,
        count=len(offers),
        steps=steps,
        open_skills=found.open_skills,
        outcome=outcome,
        gaps=len(gaps),
        left_out=len(found.steps) - len(steps),
        bound=found.bound,
    )


def _gaps(cv: CV, offers: Sequence[Job]) -> list[Gap]:
    return [
        Gap(job_id, canonical(missing.skill), missing.required)
        for job_id, match in matching.explain_many(cv, offers).items()
        for missing in match.missing
        if 0 < len(missing.skill.strip()) <= MAX_NAME
    ]


def _courses(gaps: Sequence[Gap], language: str, states: dict[str, str]) -> dict[int, CourseCard]:
    """Candidates for all gaps in one look-up; what is done already, or taught in another language, is none."""
    asked = Counter(gap.skill for gap in gaps)
    wanted = sorted(asked, key=lambda skill: (-asked[skill], skill))[:MAX_SKILLS]
    found = recommend(wanted, wishes=wishes(language), limit=MAX_COURSES).courses if wanted else ()
    spoken = {*wishes(language).languages, None, ""}
    return {
        card.id: card for card in found if card.language in spoken and states.get(card.course_id) != "done"
    }


def _choice(card: CourseCard) -> Choice:
    return Choice(
        card.id, card.hours or ASSUMED_HOURS[card.kind], frozenset(taught_skills(card.title, card.skills))
    )


def _steps(
    cv: CV, offers: list[Job], found: Plan, cards: dict[int, CourseCard], states: dict[str, str]
) -> tuple[tuple[PlanStep, ...], tuple[OfferEffect, ...]]:
    """Each course counts for all that it teaches, as it will once it is marked as done."""
    rungs = evidence.rungs_of(cv.user_id)
    first = now = course_effects.totals(matching.candidate_of(cv, rungs), offers)
    steps = []
    for step in found.steps[:MOST_STEPS]:
        card = cards[step.course]
        rungs = evidence.strongest(rungs, dict.fromkeys(taught_skills(card.title, card.skills), RUNG))
        before, now = now, course_effects.totals(matching.candidate_of(cv, rungs), offers)
        effects = _effects(offers, before, now)
        moved = sorted((one for one in effects if one.gain), key=lambda one: (-one.gain, one.job_id))
        steps.append(
            PlanStep(
                course=card,
                state=states.get(card.course_id, ""),
                hours=step.hours,
                is_assumed=card.hours is None,
                closes=step.closes,
                asked_by=len(step.offers),
                unlocked=tuple(one for one in effects if one.job_id in step.unlocked),
                hours_so_far=step.hours_so_far,
                effects=tuple(moved),
            )
        )
    return tuple(steps), tuple(_effects(offers, first, now))


def _effects(
    offers: Sequence[Job], before: Sequence[float | None], after: Sequence[float | None]
) -> list[OfferEffect]:
    return [
        OfferEffect(job.id, job.title, job.company, old, new)
        for job, old, new in zip(offers, before, after, strict=True)
    ]
