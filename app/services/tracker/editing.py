"""Changing what an application says: its texts, its details, its next follow-up, the CV that was used."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import lazy_gettext as _

from app.core.tracker.record import TEXT, long_text, one_line
from app.errors import BadInput, Conflict
from app.models import CV, Job
from app.services import cvs
from app.services.tracker import documents, rows
from app.services.tracker.creating import Details, cleaned, score
from app.services.transaction import forget_journal, transaction

TEXTS: Final = ("notes", "cover_letter")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a writer had before them: the version of the row, and a digest of the text."""

    version: int
    digest: str


class Edited(Conflict):
    """Somebody else, or another window, wrote meanwhile. ``stored`` and ``written`` are both texts; ``seen`` is
    what a writer who has read ``stored`` would say."""

    def __init__(self, stored: str, written: str, seen: Seen) -> None:
        super().__init__(_("This text was changed in another window meanwhile."), code="edited")
        self.stored, self.written, self.seen = stored, written, seen


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def save_text(user_id: int, application_id: int, name: str, text: str, seen: Seen) -> None:
    """``name`` is one of TEXTS. Another change of the application is no conflict while this text stayed as it
    was seen. Raises Edited, BadInput, NotFound."""
    if name not in TEXTS:
        raise BadInput(_("Choose one of the offered values."), code="bad_field")
    written = long_text(text)
    if len(written) > TEXT:
        raise BadInput(_("This text is longer than %(n)s characters.", n=TEXT), code="too_long")
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        stored: str = getattr(application, name)
        if stored == written:
            return
        if application.version != seen.version and digest(stored) != seen.digest:
            raise Edited(stored, written, Seen(application.version, digest(stored)))
        setattr(application, name, written)
        rows.note(session, application, "note", after=name)


def save_details(user_id: int, application_id: int, details: Details) -> None:
    """Raises NotFound."""
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        values = cleaned(details)
        before = _summary(application.title, application.company)
        if any(getattr(application, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(application, name, value)
            rows.note(
                session, application, "details", before, _summary(application.title, application.company)
            )


def save_follow_up(user_id: int, application_id: int, when: datetime | None, text: str = "") -> None:
    """None takes it away. A new time is told of anew. Raises NotFound."""
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        before, what = application.follow_up_at, one_line(text)[:300] if when else ""
        if (before, application.follow_up_text) == (when, what):
            return
        if before != when:
            application.reminded_at = None
        application.follow_up_at, application.follow_up_text = when, what
        rows.note(session, application, "follow_up", iso(before), iso(when))


def use_cv(user_id: int, application_id: int, cv_id: int | None) -> None:
    """Which CV was sent; its name stays when it is deleted. Raises NotFound."""
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        cv: CV | None = cvs.get(user_id, cv_id) if cv_id else None
        if application.cv_id == cv_id and (cv_id or not application.cv_name):
            return
        before = application.cv_name
        application.cv_id, application.cv_name = cv_id, cv.file_name if cv else ""
        score(application, cv, session.get(Job, application.job_id) if application.job_id else None)
        rows.note(session, application, "cv", before, application.cv_name)


def delete(user_id: int, application_id: int) -> None:
    """With all that belongs to it. Raises NotFound."""
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        names = documents.names_of(session, [application.id])
        session.delete(application)
    documents.delete_files(names)
    forget_journal()


def iso(when: datetime | None) -> str:
    return when.isoformat(timespec="minutes") if when else ""


def _summary(title: str, company: str) -> str:
    return f"{title} · {company}" if company else title
