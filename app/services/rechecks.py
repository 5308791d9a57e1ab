"""Offers of sources that oblige us to look at what we stored again: each in time, and none kept that is gone.

A source says so with ``recheck_hours``. Its stored offers are asked for one by one, the longest unseen first,
before that time is over. What it no longer has is closed at once; what could not be looked at in twice that
time is closed too. Of a closed offer only what the source does not own stays: who posted it, where, its text
and its addresses go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select, tuple_, update

from app.extensions import db
from app.models import Job, utc_now
from app.outgoing import outgoing_client
from app.services import ingest, lifecycle, progress, source_configs, sources, tasks
from app.services.collecting import Watched
from app.services.transaction import end_reading, rows_of, transaction
from job_scraper.posting import JobPosting
from job_scraper.query import Query
from job_scraper.record import posting_from_record
from job_scraper.rejected import Rejected
from job_scraper.source import Find, Source
from outgoing.endings import SourceFault, from_refusal
from outgoing.faults import Fault

TASK = "recheck"
EARLY = 0.75  # of recheck_hours after which an offer is due
TOO_LATE = 2  # times recheck_hours after which an unchecked offer may no longer be shown
LONGEST = timedelta(minutes=55)  # the next hour has a task of its own


@dataclass(slots=True)
class _Slice:
    seen: list[JobPosting] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unread: int = 0


def ask_due(hour: str) -> int:
    """A task for every source that has to look again and may; how many."""
    asked = [
        tasks.ask_once(TASK, f"{set_up.source}/{hour}", {"source": set_up.source})
        for set_up in source_configs.all_current()
        if _finder(set_up.source) and set_up.is_on and not set_up.missing
    ]
    return sum(task is not None for task in asked)


def run(source: str) -> str:
    """The work of a task: look again at all offers that are due, fifty at a time."""
    found = sources.find(source)
    find = _finder(source)
    if found is None or find is None:
        return f"nothing to look at again for {source}"
    checked = closed = unread = 0
    until = utc_now() + LONGEST
    try:
        query, _set_up = source_configs.query(source)
        for due in _due(found):
            part = _Slice()
            try:
                _look(found, find, due, query, part)
            finally:
                closed += _settle(source, part)
            checked, unread = checked + len(part.seen) + len(part.gone), unread + part.unread
            progress.report(0, f"{checked} looked at, {closed} gone")
            if utc_now() >= until:
                break
    except (SourceFault, Fault) as error:
        fault = error if isinstance(error, SourceFault) else from_refusal(error)
        return f"{fault.status} after {checked} looked at, {closed} gone"
    return f"{checked} looked at, {closed} gone, {unread} could not be read"


def keep_promises() -> int:
    """Close what was not looked at in time, and forget what must not be kept of closed offers; how many closed."""
    closed = 0
    for name, source in sources.every_source().items():
        if source.recheck_hours is not None:
            too_late = utc_now() - timedelta(hours=TOO_LATE * source.recheck_hours)
            closed += lifecycle.close_unchecked(name, too_late)
            _forget_closed(name)
    return closed


def _finder(name: str) -> Find | None:
    source = sources.find(name)
    return source.find if source and source.recheck_hours is not None else None


def _due(source: Source) -> Iterator[Sequence[str]]:
    """External ids, fifty at a time, the longest unseen first; each once."""
    due_before = utc_now() - timedelta(hours=EARLY * (source.recheck_hours or 0))
    after: tuple[datetime, int] | None = None
    while True:
        query = select(Job.last_seen_at, Job.id, Job.external_id).where(
            Job.source == source.name, Job.is_active, Job.owner_id.is_(None), Job.last_seen_at < due_before
        )
        if after:
            query = query.where(tuple_(Job.last_seen_at, Job.id) > after)
        rows = db.session.execute(query.order_by(Job.last_seen_at, Job.id).limit(ingest.BATCH)).all()
        end_reading()
        if not rows:
            return
        after = (rows[-1].last_seen_at, rows[-1].id)
        yield [row.external_id for row in rows]


def _look(source: Source, find: Find, ids: Sequence[str], query: Query, part: _Slice) -> None:
    """Fills ``part`` as far as it comes. Raises what the source raises."""
    client = Watched(outgoing_client())
    for external_id in ids:
        answer = find(external_id, query, client)
        if answer is None:
            part.gone.append(external_id)
            continue
        try:
            records = answer.records[:1]
            postings = [posting_from_record(one, source.name, utc_now(), source.habits) for one in records]
        except Rejected:
            postings = []
        part.seen += [posting for posting in postings if posting.external_id == external_id]
        part.unread += not postings


def _settle(source: str, part: _Slice) -> int:
    with transaction():
        ingest.save(part.seen)
        closed = lifecycle.close_gone(source, part.gone)
    _forget_closed(source)
    return closed


def _forget_closed(source: str) -> int:
    """Without its hash the offer is taken for changed, and whole again, when it comes back."""
    nothing = {
        "company": None, "location": None, "city": None, "description": "", "description_html": None,
        "job_url": None, "application_url": None, "company_logo_url": None, "raw_data": None, "content_hash": "",
    }  # fmt: skip
    with transaction() as session:
        closed = (Job.source == source, ~Job.is_active, Job.content_hash != "", Job.owner_id.is_(None))
        return rows_of(session.execute(update(Job).where(*closed).values(**nothing)))
