"""Contacts and interviews of an application."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final, TypeVar

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.tracker.record import ContactRecord, InterviewRecord
from app.errors import BadInput, Conflict, NotFound
from app.models import Application, ApplicationContact, Interview
from app.services.tracker import rows
from app.services.tracker.editing import digest, iso
from app.services.transaction import forget_journal, transaction

MOST: Final = 30
Row = TypeVar("Row", ApplicationContact, Interview)


class ChangedMeanwhile(Conflict):
    """Another window changed the entry; ``stored`` is what it says now, ``seen`` the digest of that."""

    def __init__(self, stored: ContactRecord | InterviewRecord) -> None:
        super().__init__(_("This entry was changed in another window meanwhile."), code="edited")
        self.stored, self.seen = stored, digest_of(stored)


def digest_of(record: ContactRecord | InterviewRecord) -> str:
    return digest(repr(sorted(asdict(record).items())))


def contact_record(row: ApplicationContact) -> ContactRecord:
    return ContactRecord(row.name, row.role, row.email, row.phone, row.notes)


def interview_record(row: Interview) -> InterviewRecord:
    return InterviewRecord(row.starts_at, row.kind, row.minutes, row.place, row.notes, row.outcome or "")


def save_contact(
    user_id: int, application_id: int, record: ContactRecord, contact_id: int | None = None, seen: str = ""
) -> int:
    """A new one, or another text for one. Raises NotFound, BadInput, ChangedMeanwhile."""
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        if contact_id is None:
            _refuse_too_many(session, ApplicationContact, application)
            row = ApplicationContact(application_id=application.id, **asdict(record))
            session.add(row)
        else:
            row = _get(session, ApplicationContact, application, contact_id)
            if _is_same(contact_record(row), record, seen):
                return row.id
            for name, value in asdict(record).items():
                setattr(row, name, value)
        rows.note(session, application, "contact", after=record.name)
        session.flush()
        return row.id


def save_interview(
    user_id: int,
    application_id: int,
    record: InterviewRecord,
    interview_id: int | None = None,
    seen: str = "",
) -> int:
    """A new one, or a change of one; a new time is told of anew. Raises as ``save_contact``."""
    values = {**asdict(record), "outcome": record.outcome or None}
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        before = ""
        if interview_id is None:
            _refuse_too_many(session, Interview, application)
            row = Interview(application_id=application.id, **values)
            session.add(row)
        else:
            row = _get(session, Interview, application, interview_id)
            if _is_same(interview_record(row), record, seen):
                return row.id
            before = iso(row.starts_at)
            if row.starts_at != record.starts_at:
                row.reminded_at = None
            for name, value in values.items():
                setattr(row, name, value)
            row.sequence += 1
        rows.note(session, application, "interview", before, iso(record.starts_at))
        session.flush()
        return row.id


def delete_contact(user_id: int, application_id: int, contact_id: int) -> None:
    """Raises NotFound."""
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        row = _get(session, ApplicationContact, application, contact_id)
        rows.note(session, application, "contact", before=row.name)
        session.delete(row)
    forget_journal()


def delete_interview(user_id: int, application_id: int, interview_id: int) -> None:
    """Raises NotFound."""
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        row = _get(session, Interview, application, interview_id)
        rows.note(session, application, "interview", before=iso(row.starts_at))
        session.delete(row)
    forget_journal()


def _is_same(stored: ContactRecord | InterviewRecord, given: object, seen: str) -> bool:
    """Whether there is nothing to write. Raises ChangedMeanwhile."""
    if stored == given:
        return True
    if digest_of(stored) != seen:
        raise ChangedMeanwhile(stored)
    return False


def _get(session: Session, model: type[Row], application: Application, row_id: int) -> Row:
    row = session.scalar(
        select(model)
        .where(model.id == row_id, model.application_id == application.id)
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound(_("There is no such page."))
    return row


def _refuse_too_many(session: Session, model: type[Row], application: Application) -> None:
    count = session.scalar(select(func.count()).where(model.application_id == application.id)) or 0
    if count >= MOST:
        raise BadInput(
            _("There is room for %(n)s entries. Delete one to add another.", n=MOST), code="too_many"
        )
