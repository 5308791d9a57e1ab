"""Applications as the API shows them."""

from __future__ import annotations

from typing import Final

from app.api.schemas.applications import (
    ApplicationResponse,
    ApplicationScore,
    CardResponse,
    ContactResponse,
    DocumentResponse,
    InterviewResponse,
)
from app.services.tracker.board import Card
from app.services.tracker.page import ApplicationPage, ContactEntry, InterviewEntry, Score

_SAME: Final = (
    "id", "title", "company", "location", "url", "source", "status", "notes", "cover_letter", "follow_up_at",
    "follow_up_text", "applied_at", "created_at", "cv_id", "cv_name",
)  # fmt: skip


def card_of(card: Card) -> CardResponse:
    same = CardResponse.model_fields.keys() - {"match_score", "match_band"}
    values = {name: getattr(card, name) for name in same}
    return CardResponse.model_validate({**values, "match_score": card.score, "match_band": card.band})


def application_of(page: ApplicationPage) -> ApplicationResponse:
    return ApplicationResponse(
        **{name: getattr(page, name) for name in _SAME},
        version=page.notes_seen.version,
        notes_seen=page.notes_seen.digest,
        cover_letter_seen=page.letter_seen.digest,
        job_id=page.offer.id if page.offer else None,
        is_open=page.offer.is_active if page.offer else None,
        score_then=_score(page.score_then),
        score_now=_score(page.score_now),
        contacts=[contact_of(entry) for entry in page.contacts],
        interviews=[interview_of(entry) for entry in page.interviews],
        documents=[DocumentResponse.model_validate(entry) for entry in page.documents],
    )


def contact_of(entry: ContactEntry) -> ContactResponse:
    one = entry.record
    return ContactResponse(
        id=entry.id,
        name=one.name,
        role=one.role,
        email=one.email,
        phone=one.phone,
        notes=one.notes,
        seen=entry.seen,
    )


def interview_of(entry: InterviewEntry) -> InterviewResponse:
    one = entry.record
    return InterviewResponse.model_validate(
        {
            **{
                name: getattr(one, name)
                for name in ("starts_at", "kind", "minutes", "place", "notes", "outcome")
            },
            "id": entry.id,
            "is_past": entry.is_past,
            "seen": entry.seen,
        }
    )


def _score(score: Score | None) -> ApplicationScore | None:
    return ApplicationScore(total=score.total, band=score.band) if score else None
