"""The skills that somebody can be asked about, and how each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import defer

from app.core.matching.relations import canonical
from app.core.quizzes.categories import category_of
from app.core.quizzes.selection import enough
from app.extensions import db
from app.models import CV, QuizAttempt, QuizQuestion
from app.services import cvs, evidence
from app.services.evidence import QuizPassed
from app.services.quizzes import tries


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """``level`` and ``passed`` are None for one that was late."""

    id: int
    skill: str
    state: str
    percent: float | None
    level: str | None
    passed: bool | None
    when: datetime


@dataclass(frozen=True, slots=True)
class SkillRow:
    """``index`` is its place in its category. ``best`` is what stands, ``last`` the last try that ended.
    ``next_try_at`` is None when it may be tried now; ``open_id`` the try under way."""

    skill: str
    category: str
    index: int
    rung: str
    has_quiz: bool
    best: QuizPassed | None
    last: AttemptSummary | None
    next_try_at: datetime | None
    open_id: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    cv: CV
    skills: tuple[SkillRow, ...]

    def find(self, category: str, index: int) -> SkillRow | None:
        return next((row for row in self.skills if (row.category, row.index) == (category, index)), None)


def overview(user_id: int | None) -> Overview | None:
    """None without a CV. The skills come as the CV names them, then those shown otherwise."""
    cv = cvs.find_primary(user_id) if user_id else None
    if cv is None or user_id is None:
        return None
    tries.end_overdue(user_id)
    sources = evidence.sources_of(user_id, cv)
    quizzes, passed = skills_with_quiz(), evidence.quizzes_passed(user_id)
    attempts = _by_skill(user_id)
    full_until = tries.day_full_until(user_id)
    places: defaultdict[str, int] = defaultdict(int)
    rows = []
    for skill, shown in sources.items():
        category, mine = category_of(skill), attempts.get(skill, ())
        ended = [one for one in mine if one.state != "open"]
        rows.append(
            SkillRow(
                skill=skill,
                category=category,
                index=places[category],
                rung=shown.rung,
                has_quiz=skill in quizzes,
                best=passed.get(skill),
                last=summary(ended[0]) if ended else None,
                next_try_at=tries.next_try_at(mine, full_until),
                open_id=next((one.id for one in mine if one.state == "open"), None),
            )
        )
        places[category] += 1
    return Overview(cv, tuple(rows))


def skills_with_quiz() -> frozenset[str]:
    """Ids of those with enough active questions of each difficulty."""
    counted = (
        select(QuizQuestion.skill, QuizQuestion.difficulty, func.count())
        .where(QuizQuestion.state == "active")
        .group_by(QuizQuestion.skill, QuizQuestion.difficulty)
    )
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for skill, difficulty, count in db.session.execute(counted):
        found[skill][difficulty] = count
    return frozenset(canonical(skill) for skill, counts in found.items() if enough(counts))


def history(user_id: int) -> tuple[AttemptSummary, ...]:
    """All tries that ended, the newest first."""
    tries.end_overdue(user_id)
    return tuple(summary(one) for one in _ended(user_id))


def summary(attempt: QuizAttempt) -> AttemptSummary:
    return AttemptSummary(
        id=attempt.id,
        skill=canonical(attempt.skill),
        state=attempt.state,
        percent=attempt.percent,
        level=attempt.level,
        passed=attempt.passed,
        when=tries.ended_at(attempt),
    )


def _ended(user_id: int) -> Sequence[QuizAttempt]:
    query = (
        select(QuizAttempt)
        .where(QuizAttempt.user_id == user_id, QuizAttempt.state != "open")
        .options(defer(QuizAttempt.questions), defer(QuizAttempt.answers))
        .order_by(QuizAttempt.id.desc())
    )
    return db.session.scalars(query).all()


def _by_skill(user_id: int) -> Mapping[str, Sequence[QuizAttempt]]:
    """The newest first."""
    query = (
        select(QuizAttempt)
        .where(QuizAttempt.user_id == user_id)
        .options(defer(QuizAttempt.questions), defer(QuizAttempt.answers))
        .order_by(QuizAttempt.id.desc())
    )
    found: defaultdict[str, list[QuizAttempt]] = defaultdict(list)
    for attempt in db.session.scalars(query):
        found[canonical(attempt.skill)].append(attempt)
    return found
