"""Offers as cards of a list: twenty rows, their skills, and their match when there is a CV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import func, select

from app.core.matching.match import Reason, band_of
from app.core.skills.lexicon import default_lexicon
from app.extensions import db
from app.models import CV, Job, JobSkill, utc_now
from app.services import matching

NEW_FOR = timedelta(days=2)
EXCERPT = 320
MAX_SKILLS = 6
MAX_MATCHED = 3
MAX_REASONS = 3

_QUERY = select(
    Job.id,
    Job.title,
    Job.company,
    Job.location,
    Job.city,
    Job.country,
    Job.contract_type,
    Job.work_time,
    Job.experience_level,
    Job.remote_policy,
    Job.salary_min,
    Job.salary_max,
    Job.salary_currency,
    Job.salary_period,
    Job.salary_text,
    Job.source,
    Job.published_at,
    Job.last_seen_at,
    Job.is_demo,
    func.substr(Job.description, 1, EXCERPT).label("excerpt"),
    Job.first_seen_at,
    Job.job_url,
)


@dataclass(frozen=True, slots=True)
class CardMatch:
    """``matched`` and ``missing`` are skill labels; ``total`` is 0 to 100, None when nothing could be compared."""

    total: float | None
    band: str
    confidence: float
    matched: tuple[str, ...]
    missing: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class JobCard:
    """``skills`` are labels in the order of the offer; ``match`` is None without a CV."""

    id: int
    title: str
    company: str | None
    location: str | None
    city: str | None
    country: str | None
    contract_type: str | None
    work_time: str | None
    experience_level: str | None
    remote_policy: str | None
    salary_min: Decimal | None
    salary_max: Decimal | None
    salary_currency: str | None
    salary_period: str | None
    salary_text: str | None
    source: str
    published_at: datetime | None
    last_seen_at: datetime
    is_demo: bool
    excerpt: str
    first_seen_at: datetime
    job_url: str | None
    is_new: bool
    skills: tuple[str, ...]
    match: CardMatch | None


def load_cards(
    ids: Sequence[int], cv: CV | None, scores: matching.AllScores | None, *, with_reasons: bool = False
) -> tuple[JobCard, ...]:
    """Cards in the order of ``ids``; ids that are gone are left out."""
    if not ids:
        return ()
    rows = {row.id: row for row in db.session.execute(_QUERY.where(Job.id.in_(ids)))}
    skills = _skills(ids)
    matches = _matches(ids, skills, cv, scores, with_reasons) if cv and scores else {}
    newer_than = utc_now() - NEW_FOR
    label = default_lexicon().label
    return tuple(
        JobCard(
            **rows[job_id]._mapping,
            is_new=(rows[job_id].published_at or rows[job_id].first_seen_at) > newer_than,
            skills=tuple(label(skill) for skill in skills.get(job_id, ())[:MAX_SKILLS]),
            match=matches.get(job_id),
        )
        for job_id in ids
        if job_id in rows
    )


def _skills(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(JobSkill.job_id, JobSkill.skill).where(JobSkill.job_id.in_(ids))
    for job_id, skill in db.session.execute(query.order_by(JobSkill.job_id, JobSkill.position)):
        found.setdefault(job_id, []).append(skill)
    return found


def _matches(
    ids: Sequence[int],
    skills: Mapping[int, Sequence[str]],
    cv: CV,
    scores: matching.AllScores,
    with_reasons: bool,
) -> dict[int, CardMatch]:
    owned = set(cv.extracted_skills)
    reasons = _reasons(cv, ids) if with_reasons else {}
    label = default_lexicon().label
    matches = {}
    for job_id, (total, confidence) in scores.of(ids).items():
        asked = skills.get(job_id, ())
        matches[job_id] = CardMatch(
            total=total,
            band=band_of(total),
            confidence=confidence,
            matched=tuple(label(skill) for skill in asked if skill in owned)[:MAX_MATCHED],
            missing=tuple(label(skill) for skill in asked if skill not in owned)[:MAX_MATCHED],
            reasons=reasons.get(job_id, ()),
        )
    return matches


def _reasons(cv: CV, ids: Sequence[int]) -> dict[int, tuple[Reason, ...]]:
    jobs = db.session.scalars(select(Job).where(Job.id.in_(ids)))
    return {job_id: found.reasons[:MAX_REASONS] for job_id, found in matching.explain_many(cv, jobs).items()}
