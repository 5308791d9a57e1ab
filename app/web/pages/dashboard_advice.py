"""What to learn next and what to add to a CV, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString, ngettext
from flask_babel import lazy_gettext as _l

from app.core.matching.completeness import Completeness, Told
from app.services.dashboard.learning import Learning, PlanLeft
from app.web.pages.courses import duration
from app.web.words import number
from app.words.skills import skill_name


@dataclass(frozen=True, slots=True)
class Missing:
    title: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class CvAdvice:
    """``percent`` of the score's points can be compared."""

    percent: int
    missing: tuple[Missing, ...]

    @property
    def share(self) -> float:
        return self.percent / 100


@dataclass(frozen=True, slots=True)
class NextCourse:
    title: str
    url: str
    hours: str
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LearningView:
    """``share`` of the courses (done, and left in the plan) is done, None where there is none of either.
    ``under_way`` are titles with their address, "" for what is not offered any more; ``shown`` says how many skills
    courses, quizzes and proofs show, with where."""

    said: str
    share: float | None
    under_way: tuple[tuple[str, str], ...]
    steps: tuple[NextCourse, ...]
    shown: tuple[tuple[str, str], ...]


_WORDS: Final[Mapping[str, tuple[LazyString, LazyString, str]]] = {
    "skills": (
        _l("Skills"),
        _l("Offers ask for six to eight skills; those that your CV does not name count as missing."),
        "#skills",
    ),
    "experience": (
        _l("Dates of your jobs"),
        _l(
            "Without them nobody can tell how many years you have, and offers that ask for some are not compared."
        ),
        "#experience",
    ),
    "location": (
        _l("Where you want to work"),
        _l("Name towns or countries, or say that you would work remotely: then offers near them come first."),
        "#wishes",
    ),
    "salary": (
        _l("The salary you want"),
        _l("Then offers that pay less are seen as what they are. It is shown to nobody."),
        "#wishes",
    ),
    "title": (
        _l("The job you want"),
        _l("Then offers of that name come before those that only share its skills."),
        "#wishes",
    ),
    "languages": (
        _l("Your languages, with levels"),
        _l("Some offers insist on one: without a level it stays open whether you meet that."),
        "#languages",
    ),
    "evidence": (
        _l("Proof of a skill"),
        _l("A skill counts more once a quiz, a course or a document shows it than as a word in a CV."),
        "/technical-tests",
    ),
}


def advice(told: Completeness, cv_id: int) -> CvAdvice:
    return CvAdvice(told.percent, tuple(_missing(one, cv_id) for one in told.missing))


def _missing(one: Told, cv_id: int) -> Missing:
    title, why, place = _WORDS[one.code]
    points = round(one.points * (1 - one.share))
    rest = ngettext(
        "%(n)s of 100 points rests on it.", "%(n)s of 100 points rest on it.", points, n=number(points)
    )
    return Missing(
        title=str(title),
        why=f"{why} {rest}" if points else str(why),
        url=f"/cv/{cv_id}{place}" if place.startswith("#") else place,
    )


def learning_view(learning: Learning) -> LearningView | None:
    """None where there is neither a course nor anything to plan for."""
    plan, kept = learning.plan, sum(learning.courses.values())
    left = plan.courses if plan else 0
    if not (kept or left):
        return None
    return LearningView(
        said=" ".join(filter(None, (_done(learning), _left(plan) if plan and left else ""))),
        share=learning.done / (learning.done + left) if learning.done + left else None,
        under_way=tuple((title, f"/courses/{id_}" if id_ else "") for id_, title in learning.under_way),
        steps=_steps(plan) if plan else (),
        shown=_shown(learning),
    )


def _done(learning: Learning) -> str:
    done, waiting = learning.done, learning.courses.get("saved", 0) + learning.courses.get("started", 0)
    if done:
        return ngettext(
            "%(n)s course done (%(hours)s).",
            "%(n)s courses done (%(hours)s).",
            done,
            n=number(done),
            hours=duration(learning.hours_done),
        )
    if waiting:
        return ngettext(
            "%(n)s course chosen, none done yet.",
            "%(n)s courses chosen, none done yet.",
            waiting,
            n=number(waiting),
        )
    return ""


def _left(plan: PlanLeft) -> str:
    values = {"n": number(plan.courses), "hours": duration(plan.hours), "offers": number(plan.offers)}
    return ngettext(
        "%(n)s course (%(hours)s) would close what your %(offers)s best offers ask for and your CV lacks.",
        "%(n)s courses (%(hours)s) would close what your %(offers)s best offers ask for and your CV lacks.",
        plan.courses,
        **values,
    )


def _steps(plan: PlanLeft) -> tuple[NextCourse, ...]:
    return tuple(
        NextCourse(
            step.title, f"/courses/{step.number}", duration(step.hours), tuple(map(skill_name, step.closes))
        )
        for step in plan.steps
    )


def _shown(learning: Learning) -> tuple[tuple[str, str], ...]:
    texts: dict[str, tuple[Callable[[int], str], str]] = {
        "course": (lambda n: ngettext("%(num)d by a course", "%(num)d by courses", n), "/courses/mine"),
        "quiz": (lambda n: ngettext("%(num)d by a quiz", "%(num)d by quizzes", n), "/technical-tests"),
        "proof": (lambda n: ngettext("%(num)d by a document", "%(num)d by documents", n), "/verify-cv"),
    }
    counted = ((learning.rungs.get(rung, 0), say, url) for rung, (say, url) in texts.items())
    return tuple((say(count), url) for count, say, url in counted if count)
