"""Offers that were posted again under a new number after the old one had ended."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Job, utc_now


def link(session: Session, jobs: Sequence[Job]) -> None:
    """Let new open offers name the latest ended one of the same source, title, employer and town."""
    new = [
        job for job in jobs if job.version == 1 and job.is_active and job.owner_id is None and job.fingerprint
    ]
    if not new:
        return
    prints = {job.fingerprint for job in new}
    ended = session.execute(
        select(Job.id, Job.source, Job.fingerprint)
        .where(Job.fingerprint.in_(prints), Job.is_active.is_(False), Job.owner_id.is_(None))
        .order_by(Job.closed_at, Job.id)
    )
    latest = {(row.source, row.fingerprint): row.id for row in ended}
    for job in new:
        before = latest.get((job.source, job.fingerprint or ""))
        if before is not None:
            job.repost_of_id, job.reposted_at = before, utc_now()
