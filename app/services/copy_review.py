"""Pairs of offers that a person may look at: doubtful ones first, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, case, exists, func, select

from app.extensions import db
from app.models import CopyDecision, CopyPair, Job
from app.services.comparing import in_chunks

EXCERPT = 400


@dataclass(frozen=True, slots=True)
class OfferSide:
    id: int
    source: str
    title: str
    company: str | None
    location: str | None
    city: str | None
    country: str | None
    contract_type: str | None
    experience_level: str | None
    salary_text: str | None
    job_url: str | None
    published_at: datetime | None
    first_seen_at: datetime
    is_active: bool
    duplicate_of_id: int | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class PairToReview:
    """``is_copy`` is what the rules say, or what was decided, at ``decided_at``. ``similarity`` 0 to 1."""

    one: OfferSide
    other: OfferSide
    is_copy: bool
    similarity: float | None
    decided_at: datetime | None = None
    decided_by_id: int | None = None


_SIDE = (
    Job.id, Job.source, Job.title, Job.company, Job.location, Job.city, Job.country, Job.contract_type,
    Job.experience_level, Job.salary_text, Job.job_url, Job.published_at, Job.first_seen_at, Job.is_active,
    Job.duplicate_of_id, func.substr(Job.description, 1, EXCERPT).label("excerpt"),
)  # fmt: skip


def pairs_to_review(limit: int = 20, *, offset: int = 0, is_copy: bool | None = None) -> list[PairToReview]:
    """Open pairs nobody decided: first what the rules left apart though alike, most alike first, then what
    they joined, least alike first. ``is_copy`` chooses one of the two."""
    doubt = (CopyPair.is_copy, case((CopyPair.is_copy, CopyPair.similarity), else_=-CopyPair.similarity))
    query = _undecided(
        select(CopyPair.job_id, CopyPair.other_id, CopyPair.is_copy, CopyPair.similarity), is_copy
    )
    ordered = query.order_by(*doubt, CopyPair.job_id, CopyPair.other_id).limit(limit).offset(offset)
    return _pairs(db.session.execute(ordered).all())


def count_to_review(is_copy: bool | None = None) -> int:
    return db.session.scalar(_undecided(select(func.count()).select_from(CopyPair), is_copy)) or 0


def decisions(limit: int = 20, *, offset: int = 0) -> list[PairToReview]:
    """What people decided, the latest first."""
    rows = db.session.execute(
        select(
            CopyDecision.job_id,
            CopyDecision.other_id,
            CopyDecision.is_copy,
            CopyPair.similarity,
            CopyDecision.decided_at,
            CopyDecision.decided_by_id,
        )
        .outerjoin(
            CopyPair, (CopyPair.job_id == CopyDecision.job_id) & (CopyPair.other_id == CopyDecision.other_id)
        )
        .order_by(CopyDecision.decided_at.desc(), CopyDecision.job_id, CopyDecision.other_id)
        .limit(limit)
        .offset(offset)
    )
    return _pairs(rows.all())


def _undecided(query: Select[*tuple[Any, ...]], is_copy: bool | None) -> Select[*tuple[Any, ...]]:
    decided = exists().where(
        CopyDecision.job_id == CopyPair.job_id, CopyDecision.other_id == CopyPair.other_id
    )
    closed = exists().where(Job.id.in_((CopyPair.job_id, CopyPair.other_id)), ~Job.is_active)
    query = query.where(~decided, ~closed)
    return query if is_copy is None else query.where(CopyPair.is_copy.is_(is_copy))


def _pairs(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[PairToReview]:
    ids = sorted({id_ for row in rows for id_ in row[:2]})
    sides = {
        row.id: OfferSide(**row._mapping)
        for chunk in in_chunks(ids)
        for row in db.session.execute(select(*_SIDE).where(Job.id.in_(chunk)))
    }
    return [PairToReview(sides[one], sides[other], *said) for one, other, *said in map(tuple, rows)]
