"""Offers that end and offers that come back: closed with a day and a reason, never deleted, reopened when seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from app.models import Job, utc_now
from app.services import copies
from app.services.revisions import next_revision
from app.services.transaction import transaction

UNSEEN_RUNS = 3
UNSEEN_FOR = timedelta(days=14)
CHUNK = 500  # offers closed in one transaction


def close_missing(source: str, listing: str, seen_since: datetime) -> int:
    """Close what a whole list of the source no longer holds: offers of ``listing`` not seen since the run began.

    To be called only after the list was read to its end. Gives the number closed.
    """
    return _close("gone", _open_of(source), Job.listing == listing, Job.last_seen_at < seen_since)


def close_gone(source: str, external_ids: Sequence[str]) -> int:
    """Close offers that the source, asked for each, says it no longer has."""
    return sum(
        _close("gone", _open_of(source), Job.external_id.in_(external_ids[start : start + CHUNK]))
        for start in range(0, len(external_ids), CHUNK)
    )


def close_unchecked(source: str, seen_before: datetime) -> int:
    """Close what was not looked at again in time, where the source obliges us to."""
    return _close("unseen", _open_of(source), Job.last_seen_at < seen_before)


def count_unseen(source: str, seen_since: datetime) -> int:
    """For a source that is searched, never read whole: one more good run went by without these offers.

    Gives the number closed, those missing in three runs and for fourteen days.
    """
    unseen = (_open_of(source), Job.last_seen_at < seen_since)
    with transaction() as session:
        session.execute(update(Job).where(*unseen).values(unseen_runs=Job.unseen_runs + 1))
    long_ago = utc_now() - UNSEEN_FOR
    return _close("unseen", *unseen, Job.unseen_runs >= UNSEEN_RUNS, Job.last_seen_at <= long_ago)


def expire() -> int:
    """Close what is past its last day. The oldest of those that repeated one of them is listed in its place."""
    return _close("expired", Job.is_active.is_(True), Job.expires_at <= utc_now())


def _open_of(source: str) -> ColumnElement[bool]:
    """Without what single persons brought in: no run speaks of those."""
    return (Job.source == source) & Job.is_active & Job.owner_id.is_(None)


def _close(reason: str, *which: ColumnElement[bool]) -> int:
    closed = 0
    while True:
        with transaction() as session:
            ids = session.scalars(select(Job.id).where(*which).order_by(Job.id).limit(CHUNK)).all()
            if ids:
                revision = next_revision(session)
                ended = Job.expires_at if reason == "expired" else utc_now()
                session.execute(
                    update(Job)
                    .where(Job.id.in_(ids))
                    .values(is_active=False, closed_at=ended, closed_reason=reason, revision=revision)
                )
                copies.withdraw(session, ids, revision)
        closed += len(ids)
        if len(ids) < CHUNK:
            return closed
