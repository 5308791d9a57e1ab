"""How much room the data takes, from the rows: no folder is walked."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import current_app
from sqlalchemy import func, select, text

from app.extensions import db
from app.models import CV, ApplicationDocument, IndexGeneration, Proof

FILES: Final = {
    "cvs": CV.file_size_bytes,
    "documents": ApplicationDocument.size_bytes,
    "proofs": Proof.size_bytes,
}


@dataclass(frozen=True, slots=True)
class Storage:
    """All in bytes; ``used`` by the names of FILES, "database" and "course_index". ``free`` and ``disk`` are those
    of the file system that holds the data folder."""

    used: Mapping[str, int]
    free: int
    disk: int


def storage() -> Storage:
    parts = [select(func.coalesce(func.sum(column), 0)).scalar_subquery() for column in FILES.values()]
    kept = IndexGeneration.state == "ready"
    index = select(func.coalesce(func.sum(IndexGeneration.size_bytes), 0)).where(kept).scalar_subquery()
    *files, index_bytes = map(int, db.session.execute(select(*parts, index)).one())
    used = {"database": _database(), **dict(zip(FILES, files, strict=True)), "course_index": index_bytes}
    disk = shutil.disk_usage(current_app.extensions["settings"].data_dir)
    return Storage(used, disk.free, disk.total)


def _database() -> int:
    if db.engine.dialect.name == "postgresql":
        return int(db.session.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    pages, size = (
        db.session.scalar(text("SELECT page_count FROM pragma_page_count")),
        db.session.scalar(text("SELECT page_size FROM pragma_page_size")),
    )
    return int(pages or 0) * int(size or 0)
