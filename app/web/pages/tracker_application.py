"""One application as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.core.tracker.documents import ACCEPTED, MAX_BYTES
from app.core.tracker.record import TEXT
from app.core.tracker.status import STAGES
from app.services.tracker.documents import QUOTA
from app.services.tracker.page import ApplicationPage, Score
from app.web.pages.tracker import source_name
from app.words.labels import label, table_of
from app.words.tracker import event_text, local_clock, local_day


@dataclass(frozen=True, slots=True)
class TextView:
    """One of the long texts: ``field`` is its name in the form."""

    field: str
    title: str
    text: str
    version: int
    seen: str


@dataclass(frozen=True, slots=True)
class InterviewView:
    id: int
    kind: str
    when: str
    minutes: int
    place: str
    notes: str
    outcome: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """``page`` as the service gives it; everything else is in words."""

    page: ApplicationPage
    texts: tuple[TextView, ...]
    interviews: tuple[InterviewView, ...]
    timeline: tuple[tuple[str, str], ...]
    follow_up: str
    applied: str
    created: str
    source: str
    score_then: tuple[Score, str] | None
    statuses: tuple[tuple[str, str], ...]
    stage: int
    accepted: str = ACCEPTED
    max_mb: int = MAX_BYTES // 1024**2
    quota: int = QUOTA
    longest: int = TEXT


def application_view(page: ApplicationPage) -> ApplicationView:
    zone = page.zone
    return ApplicationView(
        page=page,
        texts=(
            TextView("notes", _("Notes"), page.notes, page.notes_seen.version, page.notes_seen.digest),
            TextView(
                "cover_letter",
                _("Cover letter"),
                page.cover_letter,
                page.letter_seen.version,
                page.letter_seen.digest,
            ),
        ),
        interviews=tuple(
            InterviewView(
                id=entry.id,
                kind=label("interview_kind", entry.record.kind),
                when=local_clock(entry.record.starts_at, zone),
                minutes=entry.record.minutes,
                place=entry.record.place,
                notes=entry.record.notes,
                outcome=label("interview_outcome", entry.record.outcome or None),
                is_past=entry.is_past,
            )
            for entry in page.interviews
        ),
        timeline=tuple(
            (event_text(one.kind, one.before, one.after, zone), local_clock(one.at, zone))
            for one in page.timeline
        ),
        follow_up=local_clock(page.follow_up_at, zone),
        applied=local_day(page.applied_at, zone),
        created=local_day(page.created_at, zone),
        source=source_name(page.source),
        score_then=(page.score_then, local_day(page.score_then.when, zone)) if page.score_then else None,
        statuses=tuple(table_of("application_status").items()),
        stage=STAGES.index(page.status) if page.status in STAGES else -1,
    )
