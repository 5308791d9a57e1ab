"""Stored skills and the full-text index of the offers, made afresh while people search: nothing is ever empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import current_app
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.core.skills.offer import OfferSkill, offer_skills
from app.database import one_at_a_time
from app.extensions import db
from app.models import Job
from app.models.search_index import NextIndex
from app.services import ingest, nearness
from app.services.revisions import next_revision
from app.services.transaction import end_reading, transaction

SKILLS_AT_ONCE: Final = 50
WORDS_AT_ONCE: Final = 200
Told = Callable[[str, int], object]
"""Called with what is done, and of how many offers since the last call."""


@dataclass(frozen=True, slots=True)
class Reindexed:
    """``offers`` is how many open ones are in the index, ``changed`` of how many the skills became others."""

    offers: int
    changed: int


def reindex(told: Told) -> Reindexed:
    """May be killed and repeated. Offers that come meanwhile are read by the present lexicon anyway."""
    with one_at_a_time(db.engine, current_app.extensions["settings"].data_dir):
        changed = _read_skills(told)
        _fill_sqlite(told) if db.engine.dialect.name == "sqlite" else _fill_postgresql(told)
    count = db.session.scalar(select(func.count()).select_from(Job).where(Job.is_active)) or 0
    end_reading()
    return Reindexed(count, changed)


def count() -> int:
    """How many offers are gone through, twice."""
    found = db.session.scalar(select(func.count()).select_from(Job)) or 0
    end_reading()
    return found


def _read_skills(told: Told) -> int:
    """What the present lexicon finds in each text is added to what is stored: names that only the source gave
    stay."""
    changed = 0
    for ids in _ids(SKILLS_AT_ONCE):
        jobs = db.session.scalars(select(Job).where(Job.id.in_(ids)))
        read = {
            job.id: (job.content_hash, found)
            for job in jobs
            if (found := _skills_of(job))
            != tuple(OfferSkill(r.skill, r.is_required, r.years) for r in job.skills)
        }
        end_reading()
        changed += _store(read) if read else 0
        told("skills", len(ids))
    return changed


def _skills_of(job: Job) -> tuple[OfferSkill, ...]:
    return offer_skills(job.title, job.description or "", [row.skill for row in job.skills], job.language)


def _store(read: dict[int, tuple[str, tuple[OfferSkill, ...]]]) -> int:
    """Those whose text changed since it was read were read afresh by who changed it."""
    with transaction() as session:
        revision = next_revision(session)
        jobs = session.scalars(
            select(Job).where(Job.id.in_(read)).execution_options(populate_existing=True).with_for_update()
        )
        stored = [job for job in jobs if job.content_hash == read[job.id][0]]
        for job in stored:
            ingest.put_skills(job, read[job.id][1])
            job.version, job.revision = job.version + 1, revision
        session.flush()
        nearness.remember_names(session, (row.skill for job in stored for row in job.skills), revision)
    return len(stored)


def _fill_sqlite(told: Told) -> None:
    with transaction() as session:
        NextIndex.begin(session.connection())
    while added := _fill_some():
        told("words", added)


def _fill_some() -> int:
    """0 when all were in, and the new index has taken the place of the old one."""
    with transaction() as session:
        added = NextIndex.fill(session.connection(), WORDS_AT_ONCE)
        if not added:
            NextIndex.take_place(session.connection())
        return added


def _fill_postgresql(told: Told) -> None:
    for ids in _ids(WORDS_AT_ONCE):
        with transaction() as session:
            _set_vectors(session, ids)
        told("words", len(ids))


def _set_vectors(session: Session, ids: Sequence[int]) -> None:
    session.execute(
        text(
            "UPDATE jobs SET search_vector = jobmatch_vector(jobs) WHERE id = ANY(:ids) "
            "AND search_vector IS DISTINCT FROM jobmatch_vector(jobs)"
        ),
        {"ids": list(ids)},
    )


def _ids(most: int) -> Sequence[Sequence[int]]:
    ids = db.session.scalars(select(Job.id).order_by(Job.id)).all()
    end_reading()
    return [ids[start : start + most] for start in range(0, len(ids), most)]
