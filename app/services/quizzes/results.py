"""What came of a try: every question with its explanation, what to learn next, what it does to the scores."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.core.matching.relations import canonical
from app.core.quizzes.grading import Answered, grade
from app.models import QuizAttempt
from app.services import course_effects, cvs
from app.services.course_effects import OfferEffect
from app.services.courses import kept
from app.services.courses.recommend import MAX_NAME, Suggestion, recommend
from app.services.job_courses import wishes
from app.services.quizzes import attempts, snapshot, tries

COURSE_LEVEL: Final = {"intermediate": "intermediate", "advanced": "advanced", "expert": "advanced"}
MOST_COURSES: Final = 3


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """``chosen`` and ``right`` are places in ``options``."""

    number: int
    difficulty: str
    topic: str
    text: str
    options: tuple[str, ...]
    chosen: int | None
    right: int
    is_right: bool
    points: int
    most: int
    explanation: str
    source: str
    is_reported: bool


@dataclass(frozen=True, slots=True)
class QuizResult:
    """``state`` is done or late. ``questions`` is empty where no answers were handed in. ``effects`` are the totals of
    the best offers without this quiz passed, and with it; ``next_try_at`` is None when it may be now."""

    id: int
    skill: str
    state: str
    percent: float | None
    points: int
    most: int
    level: str | None
    passed: bool | None
    when: datetime
    questions: tuple[QuestionResult, ...]
    next_try_at: datetime | None
    courses: tuple[Suggestion, ...] = ()
    states: dict[str, str] | None = None
    effects: tuple[OfferEffect, ...] = ()
    has_cv: bool = False

    @property
    def missed_topics(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.topic for one in self.questions if not one.is_right and one.topic))


def graded(user_id: int, attempt_id: int, language: str) -> QuizResult | None:
    """The result alone; None while it is open. Raises NotFound."""
    tries.end_overdue(user_id)
    attempt = attempts.get(user_id, attempt_id)
    return None if attempt.state == "open" else _result(attempt, language)


def result(user_id: int, attempt_id: int, language: str) -> QuizResult | None:
    """With the courses to take and what it does to the scores. None while it is open. Raises NotFound."""
    found = graded(user_id, attempt_id, language)
    if found is None:
        return None
    cv = cvs.find_primary(user_id)
    states = kept.states(user_id)
    return replace(
        found,
        courses=_courses(found, language, states),
        states=states,
        effects=tuple(course_effects.of_quiz(cv, found.skill)) if cv else (),
        has_cv=cv is not None,
    )


def _result(attempt: QuizAttempt, language: str) -> QuizResult:
    found = grade(snapshot.asked(attempt.questions), attempt.answers) if attempt.answers else None
    answers = found.answers if found else ()
    return QuizResult(
        id=attempt.id,
        skill=canonical(attempt.skill),
        state=attempt.state,
        percent=attempt.percent,
        points=found.points if found else 0,
        most=found.most if found else 100,
        level=attempt.level,
        passed=attempt.passed,
        when=tries.ended_at(attempt),
        questions=tuple(
            _question(number, attempt, answer, language) for number, answer in enumerate(answers, 1)
        ),
        next_try_at=tries.next_try_at(
            tries.attempts_of(attempt.user_id, attempt.skill), tries.day_full_until(attempt.user_id)
        ),
    )


def _question(number: int, attempt: QuizAttempt, answer: Answered, language: str) -> QuestionResult:
    one = attempt.questions[number - 1]
    said = snapshot.said(one, language)
    return QuestionResult(
        number=number,
        difficulty=one["difficulty"],
        topic=one["topic"],
        text=said["question"],
        options=snapshot.options_of(one, language),
        chosen=answer.chosen,
        right=answer.right,
        is_right=answer.is_right,
        points=answer.points,
        most=answer.most,
        explanation=said["explanation"],
        source=one["source"],
        is_reported=bool(one.get("reported")),
    )


def _courses(found: QuizResult, language: str, states: dict[str, str]) -> tuple[Suggestion, ...]:
    """For the level reached, those first that fit it; what is done already is none."""
    if not found.skill.strip() or len(found.skill) > MAX_NAME:
        return ()
    level = COURSE_LEVEL.get(found.level or "", "beginner")
    by_skill = recommend([found.skill], level=level, wishes=wishes(language), limit=2 * MOST_COURSES).by_skill
    there = [
        one for skill in by_skill for one in skill.suggestions if states.get(one.course.course_id) != "done"
    ]
    return tuple(there[:MOST_COURSES])
