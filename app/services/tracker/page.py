"""One application with everything that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.core.matching.match import band_of
from app.core.tracker.record import ContactRecord, InterviewRecord
from app.extensions import db
from app.models import (
    CV,
    Application,
    ApplicationContact,
    ApplicationDocument,
    ApplicationEvent,
    Interview,
    Job,
    utc_now,
)
from app.services import accounts, cvs, matching
from app.services.cvs import CvSummary
from app.services.tracker import rows
from app.services.tracker.editing import Seen, digest
from app.services.tracker.people import contact_record, digest_of, interview_record

MAX_EVENTS = 300


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` is 0 to 100, None where nothing could be compared."""

    total: float | None
    band: str
    when: datetime


@dataclass(frozen=True, slots=True)
class ContactEntry:
    id: int
    record: ContactRecord
    seen: str


@dataclass(frozen=True, slots=True)
class InterviewEntry:
    id: int
    record: InterviewRecord
    seen: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    id: int
    file_name: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class EventEntry:
    kind: str
    before: str
    after: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OfferState:
    id: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """``score_then`` is of when it was tracked or sent, ``score_now`` of this moment; ``offer`` is None once
    the offer is gone. ``timeline`` has the newest first. ``zone`` is where the person's clock hangs."""

    id: int
    title: str
    company: str
    location: str
    url: str | None
    source: str
    status: str
    notes: str
    cover_letter: str
    notes_seen: Seen
    letter_seen: Seen
    follow_up_at: datetime | None
    follow_up_text: str
    applied_at: datetime | None
    created_at: datetime
    cv_id: int | None
    cv_name: str
    cvs: tuple[CvSummary, ...]
    offer: OfferState | None
    score_then: Score | None
    score_now: Score | None
    contacts: tuple[ContactEntry, ...]
    interviews: tuple[InterviewEntry, ...]
    documents: tuple[DocumentEntry, ...]
    timeline: tuple[EventEntry, ...]
    zone: str


def application_page(user_id: int, application_id: int) -> ApplicationPage:
    """Raises NotFound."""
    row = rows.get(user_id, application_id)
    job = db.session.get(Job, row.job_id) if row.job_id else None
    return ApplicationPage(
        **{
            name: getattr(row, name)
            for name in (
                "id", "title", "company", "location", "url", "source", "status", "notes", "cover_letter",
                "follow_up_at", "follow_up_text", "applied_at", "created_at", "cv_id", "cv_name",
            )
        },
        notes_seen=Seen(row.version, digest(row.notes)),
        letter_seen=Seen(row.version, digest(row.cover_letter)),
        cvs=cvs.summaries(user_id),
        offer=OfferState(job.id, job.is_active) if job else None,
        score_then=_score_then(row),
        score_now=_score_now(user_id, row, job),
        contacts=_contacts(row.id),
        interviews=_interviews(row.id),
        documents=_documents(row.id),
        timeline=_timeline(row.id),
        zone=accounts.get(user_id).timezone,
    )  # fmt: skip


def _score_then(row: Application) -> Score | None:
    if row.scored_at is None or row.match_confidence is None:
        return None
    return Score(row.match_score, band_of(row.match_score, row.match_confidence), row.scored_at)


def _score_now(user_id: int, row: Application, job: Job | None) -> Score | None:
    """With the CV that was used, or the primary one once that is gone."""
    cv = db.session.get(CV, row.cv_id) if row.cv_id else cvs.find_primary(user_id)
    if cv is None or job is None:
        return None
    found = matching.scores_of(cv, [job]).get(job.id)
    return Score(found[0], band_of(*found), utc_now()) if found else None


def _contacts(application_id: int) -> tuple[ContactEntry, ...]:
    query = select(ApplicationContact).where(ApplicationContact.application_id == application_id)
    entries = (
        (row.id, contact_record(row)) for row in db.session.scalars(query.order_by(ApplicationContact.id))
    )
    return tuple(ContactEntry(id_, record, digest_of(record)) for id_, record in entries)


def _interviews(application_id: int) -> tuple[InterviewEntry, ...]:
    query = select(Interview).where(Interview.application_id == application_id)
    found = db.session.scalars(query.order_by(Interview.starts_at, Interview.id))
    entries = ((row.id, interview_record(row)) for row in found)
    now = utc_now()
    return tuple(InterviewEntry(id_, one, digest_of(one), one.starts_at < now) for id_, one in entries)


def _documents(application_id: int) -> tuple[DocumentEntry, ...]:
    query = select(ApplicationDocument).where(ApplicationDocument.application_id == application_id)
    found = db.session.scalars(query.order_by(ApplicationDocument.id))
    return tuple(DocumentEntry(row.id, row.file_name, row.size_bytes, row.added_at) for row in found)


def _timeline(application_id: int) -> tuple[EventEntry, ...]:
    query = select(ApplicationEvent).where(ApplicationEvent.application_id == application_id)
    newest = db.session.scalars(query.order_by(ApplicationEvent.id.desc()).limit(MAX_EVENTS))
    return tuple(EventEntry(row.kind, row.before, row.after, row.at) for row in newest)
