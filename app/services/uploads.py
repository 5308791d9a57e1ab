"""The folders of uploaded files, and the sweep that keeps them in step with the rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

from flask import Flask, current_app
from sqlalchemy import SQLColumnExpression, func, select

from app.core.proofs.limits import DEFAULT
from app.extensions import db
from app.files import FileFolder, Storage, open_storage
from app.models import CV, AccountExport, ApplicationDocument, Proof, User
from app.services.transaction import end_reading

ORPHAN_SECONDS: Final = 3600
STEM: Final = 32  # characters of a name before its dot
AT_ONCE: Final = 500


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]
    app.extensions["uploads"] = open_storage(
        settings.uploads_url, settings.storage_options, settings.data_dir
    )


def cv_folder() -> FileFolder:
    return _folder("cvs")


def avatar_folder() -> FileFolder:
    return _folder("avatars")


def proof_folder() -> FileFolder:
    return _folder("proofs")


def preview_folder() -> FileFolder:
    """Pictures of the pages of proofs; the name of each begins with that of its proof."""
    return _folder("proof_previews")


def document_folder() -> FileFolder:
    """Files that belong to applications."""
    return _folder("application_documents")


def export_folder() -> FileFolder:
    """Archives that people asked for, to be fetched within a week."""
    return _folder("exports")


def proofs_of_cvs(cv_ids: Iterable[int]) -> Sequence[str]:
    """Names of the files that go when these CVs go."""
    return db.session.scalars(select(Proof.file_path).where(Proof.cv_id.in_(list(cv_ids)))).all()


def delete_proofs(names: Iterable[str]) -> None:
    """The files and the pictures of their pages."""
    for name in names:
        proof_folder().delete(name)
        for page in range(1, DEFAULT.shown_pages + 1):
            preview_folder().delete(preview_name(name, page))


def preview_name(proof: str, page: int) -> str:
    """Of the picture of a page, from 1, of the proof with this file name."""
    return f"{PurePath(proof).stem}.{page}.webp"


def sweep() -> int:
    """Delete files without a row that are older than an hour (a crash between the two left them)."""
    return (
        _sweep(cv_folder(), CV.file_path)
        + _sweep(avatar_folder(), User.profile_image)
        + _sweep(proof_folder(), Proof.file_path)
        + _sweep(preview_folder(), func.substr(Proof.file_path, 1, STEM), name_of=_stem)
        + _sweep(document_folder(), ApplicationDocument.file_path)
        + _sweep(export_folder(), AccountExport.file_path)
    )


def _sweep(folder: FileFolder, column: SQLColumnExpression[Any], name_of: Callable[[str], str] = str) -> int:
    """A few hundred names at a time: neither the folder nor the table is ever held in memory."""
    before, gone = time.time() - ORPHAN_SECONDS, 0
    old = (listed.name for listed in folder.listing() if listed.written_at < before)
    for names in _batched(old):
        asked = {name_of(name) for name in names}
        known = set(db.session.scalars(select(column).where(column.in_(asked))))
        end_reading()
        for name in names:
            if name_of(name) not in known:
                folder.delete(name)
                gone += 1
    return gone + folder.forget_drafts(before)


def _batched(names: Iterable[str]) -> Iterator[list[str]]:
    left = iter(names)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _stem(name: str) -> str:
    return name.partition(".")[0]


def _folder(name: str) -> FileFolder:
    storage: Storage = current_app.extensions["uploads"]
    return storage.folder(name)
