"""Which skills the offers that somebody saved or applied to ask for, against what they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Select, func, select, union

from app.core.matching.inputs import Candidate
from app.core.matching.relations import canonical, credits_of
from app.extensions import db
from app.models import Application, JobSkill, SavedJob

SHOWN: Final = 12
READ: Final = 400
HAVE: Final = "have"
NEAR: Final = "near"
LACK: Final = "lack"


@dataclass(frozen=True, slots=True)
class SkillDemand:
    """``offers`` ask for it. ``state`` is have, near (a skill close to it is shown), lack, or "" without a CV;
    ``rung`` says how it is shown where it is had."""

    skill: str
    offers: int
    state: str
    rung: str


@dataclass(frozen=True, slots=True)
class Demand:
    """``offers`` is how many say which skills they ask for; ``skills`` the most frequent, the most asked first;
    ``lacking`` the most frequent of those that are lacked, whether shown or not."""

    offers: int
    skills: tuple[SkillDemand, ...]
    lacking: tuple[SkillDemand, ...]


def demand(user_id: int, candidate: Candidate | None) -> Demand:
    mine = _offers_of(user_id)
    total = db.session.scalar(select(func.count(JobSkill.job_id.distinct())).where(JobSkill.job_id.in_(mine)))
    near = credits_of(candidate.skills) if candidate else {}
    every = [_state(skill, offers, candidate, near) for skill, offers in _counted(mine)]
    return Demand(
        offers=total or 0,
        skills=tuple(every[:SHOWN]),
        lacking=tuple(one for one in every if one.state == LACK)[:SHOWN],
    )


def _offers_of(user_id: int) -> Select[int]:
    saved = select(SavedJob.job_id).where(SavedJob.user_id == user_id, SavedJob.removed_at.is_(None))
    applied = select(Application.job_id).where(
        Application.user_id == user_id, Application.job_id.is_not(None)
    )
    both = union(saved, applied).subquery()
    column: ColumnElement[int] = both.c.job_id
    return select(column)


def _counted(mine: Select[int]) -> list[tuple[str, int]]:
    """The most frequent first; names of one skill are one."""
    number = func.count()
    rows = db.session.execute(
        select(JobSkill.skill, number)
        .where(JobSkill.job_id.in_(mine))
        .group_by(JobSkill.skill)
        .order_by(number.desc(), JobSkill.skill)
        .limit(READ)
    )
    counted: Counter[str] = Counter()
    for skill, count in rows:
        counted[canonical(skill)] += count
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _state(skill: str, offers: int, candidate: Candidate | None, near: Container[str]) -> SkillDemand:
    if candidate is None:
        return SkillDemand(skill, offers, "", "")
    held = candidate.skills.get(skill)
    if held is not None:
        return SkillDemand(skill, offers, HAVE, held.rung)
    return SkillDemand(skill, offers, NEAR if skill in near else LACK, "")
