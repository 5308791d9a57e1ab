"""Which generation of the index is read: rows, one pointer, folders."""

from __future__ import annotations

import shutil
from collections.abc import Set
from pathlib import Path

from flask import current_app
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import IndexGeneration, IndexPointer, utc_now
from app.services.transaction import insert_once, transaction

POINTER = "coursera_courses"
INTERRUPTED = "the process that built it ended"


def folder() -> Path:
    home: Path = current_app.extensions["settings"].data_dir
    return home / "chroma"


def pointer() -> IndexPointer | None:
    return db.session.get(IndexPointer, POINTER, populate_existing=True)


def current() -> IndexGeneration | None:
    return _named(IndexPointer.current_id)


def previous() -> IndexGeneration | None:
    return _named(IndexPointer.previous_id)


def point_at(session: Session, generation_id: int) -> None:
    """Make this the current one, the present one the previous."""
    insert_once(session, IndexPointer, {"name": POINTER, "probes": 0, "probes_found": 0, "probe_fault": ""})
    moved = {"current_id": generation_id, "previous_id": IndexPointer.current_id, "moved_at": utc_now()}
    unknown = {"checked_at": None, "probes": 0, "probes_found": 0, "probe_fault": ""}
    session.execute(update(IndexPointer).where(IndexPointer.name == POINTER).values(**moved, **unknown))


def sweep() -> None:
    """Give up what killed builders left, and delete all folders but the current and the previous one's. Only for
    who builds alone."""
    with transaction() as session:
        ended = {"state": "failed", "fault": INTERRUPTED, "finished_at": utc_now()}
        session.execute(update(IndexGeneration).where(IndexGeneration.state == "building").values(**ended))
        kept = [row for row in (current(), previous()) if row is not None]
        others = IndexGeneration.id.not_in([row.id for row in kept])
        old = update(IndexGeneration).where(IndexGeneration.state == "ready", others)
        session.execute(old.values(state="removed"))
        names = {row.name for row in kept}
    forget_folders(names)


def forget_folders(kept: Set[str]) -> None:
    """Delete all folders of this machine but these."""
    for path in folder().iterdir() if folder().is_dir() else ():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def is_here(name: str) -> bool:
    """Whether this machine has the files; with several machines another may have built them."""
    return (folder() / name).is_dir()


def _named(column: object) -> IndexGeneration | None:
    query = select(IndexGeneration).join(IndexPointer, IndexGeneration.id == column)
    return db.session.scalar(
        query.where(IndexPointer.name == POINTER).execution_options(populate_existing=True)
    )
