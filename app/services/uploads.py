"""The folders of uploaded files, and the sweep that keeps them in step with the rows."""

from __future__ import annotations

import time

from flask import current_app
from sqlalchemy import select

from app.extensions import db
from app.files import FileFolder
from app.models import CV, User

ORPHAN_SECONDS = 3600


def cv_folder() -> FileFolder:
    return _folder("cvs")


def avatar_folder() -> FileFolder:
    return _folder("avatars")


def sweep() -> int:
    """Delete files without a row that are older than an hour (a crash between the two left them)."""
    kept_cvs = set(db.session.scalars(select(CV.file_path)))
    kept_avatars = set(db.session.scalars(select(User.profile_image).where(User.profile_image.is_not(None))))
    now = time.time()
    gone = 0
    for folder, kept in ((cv_folder(), kept_cvs), (avatar_folder(), kept_avatars)):
        for name in folder.names() - kept:
            if folder.age_seconds(name, now) > ORPHAN_SECONDS:
                folder.delete(name)
                gone += 1
    return gone


def _folder(name: str) -> FileFolder:
    return FileFolder(current_app.extensions["settings"].data_dir / "user_uploads" / name)
