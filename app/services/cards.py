"""Offers as cards of a list: twenty rows, their skills, and their match when there is a CV."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from flask import current_app
from sqlalchemy import func, select

from app.core.matching.inputs import RUNGS
from app.core.matching.layered import Totals
from app.core.matching.match import Reason, band_of
from app.core.matching.relations import credits_of
from app.extensions import db
from app.models import CV, Job, JobSkill, utc_now
from app.services import matching
from app.services.search.follower import offers_counter

NEW_FOR = timedelta(days=2)
EXCERPT = 320
MAX_SKILLS = 6
MAX_MATCHED = 3
MAX_REASONS = 3
MAX_KEPT = 4000

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
    Job.reposted_at,
)


@dataclass(frozen=True, slots=True)
class CardMatch:
    """``matched`` and ``missing`` are skills; ``total`` is 0 to 100, None when nothing could be compared. ``rungs`` say
    how each of ``matched`` is shown."""

    total: float | None
    band: str
    confidence: float
    matched: tuple[str, ...]
    missing: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    rungs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobCard:
    """``skills`` are in the order of the offer; ``match`` is None without a CV."""

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
    reposted_at: datetime | None = None

    @property
    def is_for_all(self) -> bool:
        return self.match is None


def load_cards(
    ids: Sequence[int], cv: CV | None, scores: Totals | None, *, with_reasons: bool = False
) -> tuple[JobCard, ...]:
    """Cards in the order of ``ids``; ids that are gone are left out."""
    if not ids:
        return ()
    cards = [card for card in _plain_cards(ids) if card is not None]
    if cv is None or scores is None:
        return tuple(cards)
    matches = _matches(ids, _skills(ids), cv, scores, with_reasons)
    return tuple(replace(card, match=matches.get(card.id)) for card in cards)


def _plain_cards(ids: Sequence[int]) -> list[JobCard | None]:
    """Without a match. They are kept until any offer changes, for an hour at most: they say what is new."""
    now = utc_now()
    state = (*offers_counter(), now.date(), now.hour)
    kept: tuple[Hashable, dict[int, JobCard]] = current_app.extensions.get("plain_cards", (None, {}))
    if kept[0] != state or len(kept[1]) > MAX_KEPT:
        kept = current_app.extensions["plain_cards"] = (state, {})
    known = kept[1]
    new = [job_id for job_id in ids if job_id not in known]
    if new:
        known.update(_loaded(new, now))
    return [known.get(job_id) for job_id in ids]


def _loaded(ids: Sequence[int], now: datetime) -> dict[int, JobCard]:
    skills = _skills(ids)
    newer_than = now - NEW_FOR
    return {
        row.id: JobCard(
            **row._mapping,
            is_new=(row.published_at or row.first_seen_at) > newer_than,
            skills=tuple(skills.get(row.id, ())[:MAX_SKILLS]),
            match=None,
        )
        for row in db.session.execute(_QUERY.where(Job.id.in_(ids)))
    }


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
    scores: Totals,
    with_reasons: bool,
) -> dict[int, CardMatch]:
    held = matching.candidate_of(cv).skills
    owned = {*cv.extracted_skills, *held}  # courses show skills that the CV does not name
    covered = owned | credits_of(held).keys()  # a close skill is not missing
    reasons = _reasons(cv, ids) if with_reasons else {}
    matches = {}
    for job_id, (total, confidence) in scores.of(ids).items():
        asked = skills.get(job_id, ())
        matched = tuple(skill for skill in asked if skill in owned)[:MAX_MATCHED]
        matches[job_id] = CardMatch(
            total=total,
            band=band_of(total, confidence),
            confidence=confidence,
            matched=matched,
            missing=tuple(skill for skill in asked if skill not in covered)[:MAX_MATCHED],
            reasons=reasons.get(job_id, ()),
            rungs=tuple(held[skill].rung if skill in held else RUNGS[0] for skill in matched),
        )
    return matches


def _reasons(cv: CV, ids: Sequence[int]) -> dict[int, tuple[Reason, ...]]:
    jobs = db.session.scalars(select(Job).where(Job.id.in_(ids)))
    return {job_id: found.reasons[:MAX_REASONS] for job_id, found in matching.explain_many(cv, jobs).items()}
