"""Files that belong to an application, kept under names of the server's making."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import IO, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.cv.document import Refused
from app.core.tracker.documents import CONTENT_TYPES, MAX_BYTES, kind_of
from app.errors import BadInput, NotFound, TooLarge, Unprocessable
from app.extensions import db
from app.files import FileTooLarge, StoredFile, display_name
from app.models import Application, ApplicationDocument
from app.services.tracker import rows
from app.services.transaction import forget_journal, transaction
from app.services.uploads import document_folder

QUOTA: Final = 20


class WrongDocument(Unprocessable):
    """``code`` is empty, wrong_type, encrypted or damaged; the web page has the words."""

    def __init__(self, code: str) -> None:
        super().__init__(code, code=code)


def add(user_id: int, application_id: int, stream: IO[bytes], file_name: str | None) -> int:
    """Raises WrongDocument, TooLarge, BadInput, NotFound; then nothing is kept."""
    shown = display_name(file_name)
    refuse_too_many(rows.get(user_id, application_id).id)
    folder = document_folder()
    try:
        with folder.draft(stream, MAX_BYTES) as draft:
            data = draft.read_bytes()
            kind = kind_of(data, shown)
            stored = folder.keep(draft, f".{kind}")
    except FileTooLarge as error:
        raise TooLarge(_("The file is larger than %(mb)s MB.", mb=MAX_BYTES // 1024**2)) from error
    except Refused as refusal:
        raise WrongDocument(refusal.code) from refusal
    try:
        return _store(user_id, application_id, shown, stored, kind, data)
    except BaseException:
        folder.delete(stored)
        raise


def _store(user_id: int, application_id: int, shown: str, stored: str, kind: str, data: bytes) -> int:
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        refuse_too_many(application.id)
        document = ApplicationDocument(
            application_id=application.id,
            file_name=shown,
            file_path=stored,
            content_type=CONTENT_TYPES[kind],
            size_bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
        )
        session.add(document)
        rows.note(session, application, "document", after=shown)
        session.flush()
        return document.id


def refuse_too_many(application_id: int) -> None:
    """Raises BadInput."""
    query = select(func.count()).where(ApplicationDocument.application_id == application_id)
    if (db.session.scalar(query) or 0) >= QUOTA:
        raise BadInput(
            _("An application can hold %(n)s documents. Delete one to add another.", n=QUOTA),
            code="too_many_documents",
        )


def get(user_id: int, application_id: int, document_id: int) -> ApplicationDocument:
    """Raises NotFound."""
    found = db.session.scalar(
        select(ApplicationDocument)
        .join(Application)
        .where(
            ApplicationDocument.id == document_id,
            ApplicationDocument.application_id == application_id,
            Application.user_id == user_id,
        )
    )
    if found is None:
        raise NotFound(_("There is no such page."))
    return found


def file_of(document: ApplicationDocument) -> StoredFile:
    return document_folder().file(document.file_path)


def delete(user_id: int, application_id: int, document_id: int) -> None:
    """Row first, file after: a crash in between leaves a file that the sweep removes. Raises NotFound."""
    with transaction() as session:
        application = rows.get_locked(session, user_id, application_id)
        document = get(user_id, application_id, document_id)
        name = document.file_path
        rows.note(session, application, "document", before=document.file_name)
        session.delete(document)
    delete_files([name])
    forget_journal()


def names_of(session: Session, application_ids: Iterable[int]) -> Sequence[str]:
    """Of the files that go when these applications go."""
    query = select(ApplicationDocument.file_path)
    return session.scalars(query.where(ApplicationDocument.application_id.in_(list(application_ids)))).all()


def delete_files(names: Iterable[str]) -> None:
    for name in names:
        document_folder().delete(name)
