"""The evidence ladder: what somebody has shown of each skill, and where that comes from.

A skill stands on the highest rung that anything shows of it: named in the CV, used in a dated job, a course
done, a quiz passed, a proof that is consistent with its claim. A quiz once passed stands, whatever later tries
give; its best result is the one that counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select

from app.core.courses.taught import taught_skills
from app.core.cv.profile import Experience, Profile
from app.core.matching.inputs import RUNGS
from app.core.matching.relations import canonical
from app.extensions import db
from app.models import CV, Course, Proof, QuizAttempt, UserCourse, utc_now
from app.services import cvs
from app.services.courses import evidence as courses

QUIZ: Final = "quiz"
PROOF: Final = "proof"


@dataclass(frozen=True, slots=True)
class Source:
    """``rung`` is one of RUNGS. ``title`` is that of the job, course or document, "" where there is none. ``lines``
    are line numbers of the CV from 0. ``id`` is that of the course, attempt or proof."""

    rung: str
    title: str = ""
    lines: tuple[int, ...] = ()
    when: date | datetime | None = None
    level: str | None = None
    percent: float | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class SkillSources:
    """``rung`` is the highest of the sources, which come lowest first."""

    skill: str
    rung: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class QuizPassed:
    """The best of the tries that were passed, of equals the first."""

    id: int
    skill: str
    level: str
    percent: float
    when: datetime


def rungs_of(
    user_id: int,
    *,
    without_course: int | None = None,
    without_quiz: str | None = None,
    without_proof: int | None = None,
) -> dict[str, str]:
    """Canonical name of each skill shown outside the CV to its rung. Left out are the course with this row, the
    quizzes on this skill, the proof with this id."""
    left_out = canonical(without_quiz) if without_quiz else None
    quizzes = {skill: QUIZ for skill in quizzes_passed(user_id) if skill != left_out}
    proofs = {skill: PROOF for proof, skill in _proven(user_id) if proof.id != without_proof}
    return strongest(courses.rungs_of(user_id, without=without_course), quizzes, proofs)


def strongest(*shown: Mapping[str, str]) -> dict[str, str]:
    """For each skill the highest of its rungs."""
    found: dict[str, str] = {}
    for rungs in shown:
        for skill, rung in rungs.items():
            name = canonical(skill)
            found[name] = max(found.get(name, rung), rung, key=RUNGS.index)
    return found


def quizzes_passed(user_id: int) -> dict[str, QuizPassed]:
    """By canonical name of the skill."""
    passed = (
        select(
            QuizAttempt.id,
            QuizAttempt.skill,
            QuizAttempt.level,
            QuizAttempt.percent,
            QuizAttempt.submitted_at,
        )
        .where(QuizAttempt.user_id == user_id, QuizAttempt.state == "done", QuizAttempt.passed.is_(True))
        .order_by(QuizAttempt.percent.desc(), QuizAttempt.id)
    )
    found: dict[str, QuizPassed] = {}
    for id_, skill, level, percent, when in db.session.execute(passed):
        best = QuizPassed(id_, canonical(skill), level or "", percent or 0.0, when or utc_now())
        found.setdefault(best.skill, best)
    return found


def sources_of(user_id: int, cv: CV) -> dict[str, SkillSources]:
    """By canonical name, everything that shows each skill of the CV or of what was done outside it."""
    found: dict[str, list[Source]] = {}
    for skill, source in (*_in_cv(cvs.profile_of(cv)), *_outside(user_id)):
        found.setdefault(canonical(skill), []).append(source)
    return {skill: _ordered(skill, sources) for skill, sources in found.items()}


def _ordered(skill: str, sources: list[Source]) -> SkillSources:
    ordered = sorted(sources, key=lambda source: RUNGS.index(source.rung))
    return SkillSources(skill, ordered[-1].rung, tuple(ordered))


def _in_cv(profile: Profile) -> Iterator[tuple[str, Source]]:
    """A dated job for each that the lines of a skill stand in, when its years were counted; else the lines."""
    for skill in profile.skills:
        jobs = (
            [job for job in profile.experiences if job.start and _within(job, skill.lines)]
            if skill.years
            else []
        )
        elsewhere = tuple(line for line in skill.lines if not any(_within(job, (line,)) for job in jobs))
        if elsewhere or not jobs:
            rung = "used" if skill.years and not jobs else "mentioned"
            yield skill.skill, Source(rung, lines=elsewhere)
        for job in jobs:
            title = ", ".join(part for part in (job.title, job.company) if part)
            lines = tuple(line for line in skill.lines if _within(job, (line,)))
            yield skill.skill, Source("used", title, lines, job.end or job.start)


def _within(job: Experience, lines: tuple[int, ...]) -> bool:
    return any(job.line <= line <= max(job.line, job.last_line) for line in lines if job.line >= 0)


def _outside(user_id: int) -> Iterator[tuple[str, Source]]:
    done = (
        select(Course.id, Course.title, Course.skills, UserCourse.done_at)
        .join(UserCourse, UserCourse.course_id == Course.id)
        .where(UserCourse.user_id == user_id, UserCourse.state == "done")
        .order_by(UserCourse.id)
    )
    for id_, title, skills, when in db.session.execute(done):
        for skill in taught_skills(title, skills):
            yield skill, Source(courses.RUNG, title, when=when, id=id_)
    for quiz in quizzes_passed(user_id).values():
        yield quiz.skill, Source(QUIZ, when=quiz.when, level=quiz.level, percent=quiz.percent, id=quiz.id)
    for proof, skill in _proven(user_id):
        yield skill, Source(PROOF, _title(proof), when=proof.checked_at, id=proof.id)


def _proven(user_id: int) -> list[tuple[Proof, str]]:
    confirmed = (
        select(Proof)
        .where(Proof.user_id == user_id, Proof.verdict == "confirmed", Proof.state == "checked")
        .order_by(Proof.id)
    )
    rows = db.session.scalars(confirmed)
    return [(proof, skill) for proof in rows for skill in dict.fromkeys(map(canonical, proof.skills))]


def _title(proof: Proof) -> str:
    said = (proof.claim.get(name) for name in ("title", "name", "text"))
    return next((value for value in said if isinstance(value, str) and value), proof.file_name)
