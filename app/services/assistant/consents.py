"""Who said yes to what: one purpose, one provider, one version of the text that was shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.errors import BadInput, Conflict
from app.extensions import db
from app.models import Consent, utc_now
from app.services import audit
from app.services.assistant.set_up import current
from app.services.transaction import insert_once, rows_of, transaction

# Purposes that send something of a person, each with the version of the text that is shown: who changes what a text
# says raises its version, and people are asked again.
TEXT_VERSIONS: Final = {
    "read_cv": "1",
    "explain_match": "1",
    "advise": "1",
    "cover_letter": "1",
    "read_proof": "1",
}


@dataclass(frozen=True, slots=True)
class ConsentState:
    """``granted_at`` is None without a standing consent for the present provider and text."""

    purpose: str
    granted_at: datetime | None


@dataclass(frozen=True, slots=True)
class PastConsent:
    purpose: str
    provider: str
    text_version: str
    granted_at: datetime
    withdrawn_at: datetime | None


def states(user_id: int | None) -> tuple[ConsentState, ...]:
    """One for each purpose, for the provider that is set up now."""
    provider = current().provider
    rows = db.session.scalars(
        select(Consent).where(
            Consent.user_id == user_id, Consent.provider == provider, Consent.withdrawn_at.is_(None)
        )
    )
    since = {
        row.purpose: row.granted_at for row in rows if row.text_version == TEXT_VERSIONS.get(row.purpose)
    }
    return tuple(ConsentState(purpose, since.get(purpose)) for purpose in TEXT_VERSIONS)


def history(user_id: int | None, most: int = 50) -> tuple[PastConsent, ...]:
    """The newest first."""
    rows = db.session.scalars(
        select(Consent).where(Consent.user_id == user_id).order_by(Consent.id.desc()).limit(most)
    )
    return tuple(
        PastConsent(row.purpose, row.provider, row.text_version, row.granted_at, row.withdrawn_at)
        for row in rows
    )


def stands(session: Session, user_id: int | None, purpose: str, provider: str) -> bool:
    return (
        session.scalar(
            select(Consent.id).where(
                Consent.user_id == user_id,
                Consent.purpose == purpose,
                Consent.provider == provider,
                Consent.text_version == TEXT_VERSIONS.get(purpose, ""),
                Consent.withdrawn_at.is_(None),
            )
        )
        is not None
    )


def check(purpose: str, provider: str, text_version: str) -> None:
    """Whether what a person was shown is what counts now. Raises BadInput, Conflict."""
    if purpose not in TEXT_VERSIONS:
        raise BadInput(_("There is no such purpose."))
    now = current().provider
    if not now or provider != now or text_version != TEXT_VERSIONS[purpose]:
        raise Conflict(
            _("The provider or the text changed in the meantime. Read it again."), code="consent_changed"
        )


def grant(user_id: int, purpose: str, provider: str, text_version: str) -> None:
    """``provider`` and ``text_version`` are what the person was shown. Raises what ``check`` raises."""
    check(purpose, provider, text_version)
    values = {
        "user_id": user_id,
        "purpose": purpose,
        "provider": provider,
        "text_version": text_version,
        "granted_at": utc_now(),
    }
    with transaction() as session:
        older = (
            Consent.text_version != text_version,
            *_standing(user_id, purpose),
            Consent.provider == provider,
        )
        session.execute(update(Consent).where(*older).values(withdrawn_at=utc_now()))
        if insert_once(session, Consent, values):
            _note(session, "consent_given", user_id, purpose, {"text_version": text_version})


def withdraw(user_id: int, purpose: str) -> bool:
    """Whoever the provider is. False when none stood."""
    with transaction() as session:
        ended = session.execute(
            update(Consent).where(*_standing(user_id, purpose)).values(withdrawn_at=utc_now())
        )
        if rows_of(ended):
            _note(session, "consent_withdrawn", user_id, purpose)
    return bool(rows_of(ended))


def _note(
    session: Session, action: str, user_id: int, purpose: str, details: audit.Details | None = None
) -> None:
    subject = f"purpose:{purpose}"
    audit.note(session, action, actor_id=user_id, user_id=user_id, subject=subject, details=details)


def _standing(user_id: int, purpose: str) -> tuple[ColumnElement[bool], ...]:
    return (Consent.user_id == user_id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
