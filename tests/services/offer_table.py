"""What must hold of the offers whatever was done to them, and the table in a comparable form."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, text

from app.core.search.filters import Filters
from app.extensions import db
from app.models import Job
from app.services import revisions
from app.services.search import offers
from app.services.transaction import transaction

NOT_CONTENT = {
    "id", "doc_id", "duplicate_of_id", "version", "revision", "first_seen_at", "last_seen_at", "created_at", "updated_at",
}  # fmt: skip


def column(job_id: int, name: str) -> Any:
    """As the database has it now."""
    value = db.session.scalar(select(getattr(Job, name)).where(Job.id == job_id))
    db.session.commit()
    return value


def found(**filters: Any) -> list[int]:
    ids = sorted(offers.find(Filters(**filters), per_page=10_000).ids)
    db.session.commit()
    return ids


def content() -> list[tuple[Any, ...]]:
    """Every offer with its skills, without numbers and times that tell when it came."""
    names = [name for name in Job.__table__.columns.keys() if name not in NOT_CONTENT]  # noqa: SIM118 - a table's own mapping
    rows = db.session.scalars(select(Job).order_by(Job.source, Job.external_id)).all()
    table = [
        (
            *(getattr(job, name) for name in names),
            tuple((row.skill, row.is_required, row.position) for row in job.skills),
        )
        for job in rows
    ]
    db.session.rollback()
    return table


def check() -> None:
    """One open offer of each fingerprint is listed, the oldest, and the others point to it; the index
    in memory and the full-text index hold what the table says."""
    db.session.expire_all()
    jobs = db.session.scalars(select(Job).order_by(Job.id)).all()
    oldest: dict[str, int] = {}
    for job in jobs:
        first = oldest.setdefault(job.fingerprint, job.id) if job.fingerprint and job.is_active else job.id
        assert job.duplicate_of_id == (None if first == job.id else first), (job.id, job.title)
    listed = sorted(job.id for job in jobs if job.is_active and job.duplicate_of_id is None)
    assert found() == listed
    assert all(job.id in found(keyword=f'"{job.title}"') for job in jobs if job.id in listed)
    check_full_text()


def check_full_text() -> None:
    """FTS5 compares its index with the rows; on PostgreSQL each vector is made again."""
    with transaction() as session:
        if db.engine.dialect.name == "sqlite":
            session.execute(text("INSERT INTO jobs_fts(jobs_fts, rank) VALUES ('integrity-check', 1)"))
            assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            return
        stale = "SELECT count(*) FROM jobs WHERE search_vector IS DISTINCT FROM jobmatch_vector(jobs)"
        assert session.execute(text(stale)).scalar() == 0


def empty() -> None:
    with transaction() as session:
        session.execute(delete(Job))
        revisions.rows_went_away(session)
