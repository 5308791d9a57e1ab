"""Invented offers to try the product with: marked as such, loaded and removed by one command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import delete, exists, select
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.models import CopyPair, Job, utc_now
from app.services import copies, ingest, revisions
from app.services.search.follower import offers_counter
from app.services.transaction import rows_of, transaction
from app.settings import ROOT
from job_scraper.record import posting_from_record

SOURCE = "demo"
OFFERS = ROOT / "demo_data" / "offers.jsonl"
SAMPLE_CVS = ROOT / "demo_data" / "cvs"


def load(path: Path = OFFERS) -> ingest.Saved:
    """Store the demo offers with dates counted back from now; loading twice changes nothing else."""
    saved = ingest.Saved()
    now = utc_now()
    batch = []
    for record in _records(path):
        batch.append(posting_from_record(record, record.get("source") or SOURCE, now))
        if len(batch) == ingest.BATCH:
            saved += ingest.save(batch, is_demo=True)
            batch = []
    saved += ingest.save(batch, is_demo=True)
    return saved


def remove() -> int:
    with transaction() as session:
        demo = select(Job.id).where(Job.is_demo).scalar_subquery()
        left = copies.neighbours(session, CopyPair.job_id.in_(demo) | CopyPair.other_id.in_(demo))
        gone = rows_of(session.execute(delete(Job).where(Job.is_demo)))
        if gone:
            copies.settle(session, left, revisions.rows_went_away(session))
    return gone


def has_any_offer() -> bool:
    return bool(db.session.scalar(select(exists().where(Job.id > 0))))


def has_demo_data() -> bool:
    """Asked on every page, so the answer is kept while the offers do not change."""
    kept = current_app.extensions.get("demo_state")
    try:
        state = offers_counter()
    except OperationalError:  # the page that says so asks this too
        return bool(kept and kept[1])
    if kept is None or kept[0] != state:
        kept = (state, bool(db.session.scalar(select(exists().where(Job.is_demo)))))
        current_app.extensions["demo_state"] = kept
    return bool(kept[1])


def _records(path: Path) -> Iterator[dict[str, Any]]:
    today = utc_now().replace(hour=8, minute=0, second=0, microsecond=0)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            record["date"] = (today - timedelta(days=record.pop("age_days"))).isoformat()
            days = record.pop("expires_in_days", None)
            if days is not None:
                record["expires_at"] = (today + timedelta(days=days)).isoformat()
            yield record
