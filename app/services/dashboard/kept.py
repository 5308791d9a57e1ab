"""Saved offers: how many, and which changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from app.core.saved_jobs.changes import Change, changes, from_json
from app.extensions import db
from app.models import Job, SavedJob
from app.services.saved_jobs import listing
from app.services.saved_jobs.facts import facts_of
from app.services.saved_jobs.listing import SavedOffer

SHOWN: Final = 5
WEIGHTY: Final = ("closed", "reopened", "salary", "reposted")  # what may call for doing something, first
_FACTS = select(
    SavedJob.job_id, SavedJob.snapshot, SavedJob.is_favorite, SavedJob.saved_at, Job.title, Job.company, Job.location,
    Job.city, Job.country, Job.salary_min, Job.salary_max, Job.salary_currency, Job.salary_period, Job.is_active,
    Job.reposted_at, Job.duplicate_of_id, Job.version,
).join(Job, Job.id == SavedJob.job_id)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """``changed`` counts all that changed, ``shown`` are the weightiest of them."""

    total: int
    open: int
    favorites: int
    changed: int
    shown: tuple[SavedOffer, ...]


def kept(user_id: int) -> Kept:
    """What a list of offers says is loaded only for those that are shown."""
    mine = (SavedJob.user_id == user_id, SavedJob.removed_at.is_(None))
    rows = db.session.execute(_FACTS.where(*mine)).all()
    found = ((row, changes(from_json(row.snapshot), facts_of(row))) for row in rows)
    changed = sorted(_order(row, changed) for row, changed in found if changed)
    first = [job_id for *_weight, job_id in changed[:SHOWN]]
    return Kept(
        total=len(rows),
        open=sum(row.is_active for row in rows),
        favorites=sum(row.is_favorite for row in rows),
        changed=len(changed),
        shown=tuple(sorted(listing.of_person(user_id, first), key=lambda offer: first.index(offer.job_id))),
    )


def _order(row: Any, found: Sequence[Change]) -> tuple[int, bool, float, int]:
    """By the weightiest change; favourites first, then what was saved last; the id at the end."""
    weights = [WEIGHTY.index(one.code) if one.code in WEIGHTY else len(WEIGHTY) for one in found]
    return min(weights), not row.is_favorite, -row.saved_at.timestamp(), row.job_id
