"""Courses for what one offer asks for and one CV lacks, in one look-up for all of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.matching.outcome import MissingSkill
from app.models import Job
from app.services import cvs, jobs, matching
from app.services.courses import kept
from app.services.courses.recommend import MAX_NAME, Recommendations, SkillCourses, recommend
from course_scraper.filters import Filters

MOST_SKILLS = 30
SENIOR = {"senior", "lead", "executive"}


@dataclass(frozen=True, slots=True)
class SkillGap:
    missing: MissingSkill
    found: SkillCourses


@dataclass(frozen=True, slots=True)
class JobCourses:
    """``gaps`` come in the order of the match, the largest gain first. ``states`` says by ``course_id`` what the
    person keeps."""

    job: Job
    gaps: tuple[SkillGap, ...]
    states: dict[str, str]
    compares_meaning: bool


def of_job(job_id: int, user_id: int | None, language: str) -> JobCourses | None:
    """None without a CV to compare. ``language`` is preferred, then English. Raises NotFound."""
    job = jobs.get(job_id, user_id)
    cv = cvs.find_primary(user_id) if user_id else None
    if cv is None or user_id is None:
        return None
    missing = [one for one in matching.stored_or_new(cv, job).missing if _can_be_asked(one.skill)]
    found = _found([one.skill for one in missing[:MOST_SKILLS]], job, language)
    by_skill = {one.skill: one for one in found.by_skill}
    gaps = [
        SkillGap(one, by_skill[name]) for one in missing if (name := " ".join(one.skill.split())) in by_skill
    ]
    return JobCourses(job, tuple(gaps), kept.states(user_id), found.compares_meaning)


def wishes(language: str) -> Filters:
    return Filters(languages=tuple(dict.fromkeys((language, "en"))))


def _found(skills: list[str], job: Job, language: str) -> Recommendations:
    """Who lacks a skill begins with it, unless the offer is for people who know the field."""
    level = "intermediate" if job.experience_level in SENIOR else "beginner"
    return recommend(skills, level=level, wishes=wishes(language))


def _can_be_asked(skill: str) -> bool:
    return 0 < len(skill.strip()) <= MAX_NAME
