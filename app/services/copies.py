"""The same offer told by several boards: one of them is listed, the others point to it.

Only open offers that no single person brought in take part. Each has a signature, by which it finds those worth
comparing; pairs found alike are kept, so that what closes or is decided later needs no new comparing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from app.core.copies.groups import pair_of
from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import CopyDecision, CopyPair, Job, JobSignature, utc_now
from app.services.comparing import compare, in_chunks, unsign
from app.services.copy_groups import neighbours, settle
from app.services.copy_review import PairToReview, count_to_review, decisions, pairs_to_review
from app.services.revisions import next_revision
from app.services.transaction import transaction

__all__ = [
    "PairToReview", "SeenOn", "catch_up", "count_to_review", "decide", "decisions", "neighbours", "open_twin",
    "pairs_to_review", "refresh", "seen_on", "settle", "undecide", "withdraw",
]  # fmt: skip

AT_ONCE = 50


class SeenOn(NamedTuple):
    """``url`` is None where the board gave no address."""

    source: str
    url: str | None
    first_seen: datetime


def refresh(session: Session, jobs: Sequence[Job], revision: int) -> None:
    """Compare offers that came or changed with the others, and decide anew who is listed."""
    ids = [job.id for job in jobs]
    around = set(ids)
    for chunk in in_chunks(ids):
        around |= neighbours(session, or_(CopyPair.job_id.in_(chunk), CopyPair.other_id.in_(chunk)))
    compare(session, jobs)
    settle(session, around, revision)


def withdraw(session: Session, ids: Sequence[int], revision: int) -> None:
    """For offers that were closed: the oldest of those that repeated one of them is listed in its place."""
    unsign(session, ids)
    settle(session, ids, revision)


def catch_up() -> int:
    """Compare open offers that have no signature yet; gives their number."""
    done = 0
    signed = exists().where(JobSignature.job_id == Job.id)
    query = select(Job).where(Job.is_active, Job.owner_id.is_(None), ~signed).order_by(Job.id).limit(AT_ONCE)
    last = 0
    while True:
        with transaction() as session:
            jobs = session.scalars(query.where(Job.id > last)).all()
            if jobs:
                refresh(session, jobs, next_revision(session))
                last = jobs[-1].id
        done += len(jobs)
        if len(jobs) < AT_ONCE:
            return done


def decide(job_id: int, other_id: int, is_copy: bool, admin_id: int) -> None:
    """Join two offers or part them for good. Raises NotFound, and BadInput for an offer and itself."""
    first, second = _both(job_id, other_id)
    with transaction() as session:
        found = set(
            session.scalars(select(Job.id).where(Job.id.in_((first, second)), Job.owner_id.is_(None)))
        )
        if found != {first, second}:
            raise NotFound(_("One of these offers is not here."))
        decision = session.get(CopyDecision, (first, second)) or CopyDecision(job_id=first, other_id=second)
        decision.is_copy, decision.decided_by_id, decision.decided_at = is_copy, admin_id, utc_now()
        session.add(decision)
        session.flush()
        settle(session, (first, second), next_revision(session))


def undecide(job_id: int, other_id: int) -> None:
    """Leave two offers to the rules again."""
    first, second = _both(job_id, other_id)
    with transaction() as session:
        session.execute(
            delete(CopyDecision).where(CopyDecision.job_id == first, CopyDecision.other_id == second)
        )
        settle(session, (first, second), next_revision(session))


def _both(job_id: int, other_id: int) -> tuple[int, int]:
    if job_id == other_id or not all(0 < id_ < 2**31 for id_ in (job_id, other_id)):
        raise BadInput(_("Two different offers are needed."))
    return pair_of(job_id, other_id)


def seen_on(job_id: int) -> list[SeenOn]:
    """Where else the offer is open, oldest first; the same for the listed one and for its copies."""
    original = select(Job.duplicate_of_id).where(Job.id == job_id).scalar_subquery()
    rows = db.session.execute(
        select(Job.source, Job.job_url, Job.first_seen_at)
        .where(or_(Job.duplicate_of_id == job_id, Job.id == original, Job.duplicate_of_id == original))
        .where(Job.id != job_id, Job.is_active)
        .order_by(Job.first_seen_at, Job.id)
    )
    return [SeenOn(*row) for row in rows]


def open_twin(job: Job) -> int | None:
    """The offer that is listed instead of this copy, or of this one that ended: told elsewhere, or posted again."""
    if job.duplicate_of_id is not None:
        return job.duplicate_of_id
    if job.is_active:
        return None
    again = select(Job.id).where(Job.repost_of_id == job.id, Job.is_active).order_by(Job.id.desc()).limit(1)
    pairs = select(CopyPair.job_id, CopyPair.other_id).where(
        CopyPair.is_copy, or_(CopyPair.job_id == job.id, CopyPair.other_id == job.id)
    )
    beside = {id_ for row in db.session.execute(pairs) for id_ in row} - {job.id}
    alike = select(Job.id).where(Job.id.in_(beside), Job.is_active).order_by(Job.id).limit(1)
    found = db.session.scalar(again) or (db.session.scalar(alike) if beside else None)
    if found is None:
        return None
    return db.session.scalar(select(Job.duplicate_of_id).where(Job.id == found)) or found
