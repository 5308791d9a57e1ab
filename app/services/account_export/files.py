"""A person's files, under names that any computer can unpack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from app.extensions import db
from app.files import StoredFile
from app.models import CV, Application, ApplicationDocument, Proof, User
from app.services import uploads
from app.services.proofs import stored

_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


@dataclass(frozen=True, slots=True)
class OwnFile:
    """``name`` is where it stands in the archive; ``table`` and ``row`` say what it belongs to."""

    file: StoredFile
    name: str
    table: str
    row: int


def files_of(user: User) -> Iterator[OwnFile]:
    """Also those whose file is missing: that is for the reader to know."""
    if user.profile_image:
        yield OwnFile(
            uploads.avatar_folder().file(user.profile_image), "files/picture.webp", "users", user.id
        )
    cvs = select(CV.id, CV.file_name, CV.file_path).where(CV.user_id == user.id).order_by(CV.id)
    for row in db.session.execute(cvs).all():
        file = uploads.cv_folder().file(row.file_path)
        yield OwnFile(file, f"files/cvs/{row.id}-{safe_name(row.file_name)}", "cv", row.id)
    yield from _proofs(user.id)
    yield from _documents(user.id)


def safe_name(shown: str) -> str:
    """The name that a person gave, without what a file system takes for something else."""
    clean = _UNSAFE.sub("_", shown).strip(" .")
    return clean or "file"


def _proofs(user_id: int) -> Iterator[OwnFile]:
    folder, previews = uploads.proof_folder(), uploads.preview_folder()
    rows = select(Proof).where(Proof.user_id == user_id)
    for row in db.session.scalars(rows.order_by(Proof.id)).all():
        yield OwnFile(
            folder.file(row.file_path),
            f"files/proofs/{row.id}-{safe_name(row.file_name)}",
            "proofs",
            row.id,
        )
        for page in stored.pages_shown(row):
            picture = previews.file(uploads.preview_name(row.file_path, page))
            yield OwnFile(picture, f"files/proofs/{row.id}-page-{page}.webp", "proofs", row.id)


def _documents(user_id: int) -> Iterator[OwnFile]:
    folder = uploads.document_folder()
    rows = (
        select(ApplicationDocument.id, ApplicationDocument.file_name, ApplicationDocument.file_path)
        .join(Application)
        .where(Application.user_id == user_id)
        .order_by(ApplicationDocument.id)
    )
    for row in db.session.execute(rows).all():
        name = f"files/application_documents/{row.id}-{safe_name(row.file_name)}"
        yield OwnFile(folder.file(row.file_path), name, "application_documents", row.id)
