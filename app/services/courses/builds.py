"""Building a generation of the index: vectors for what changed, a new folder, one pointer that moves."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from app.extensions import db
from app.models import Course, IndexGeneration, utc_now
from app.services import progress
from app.services.courses import generations, vectors
from app.services.courses.alone import alone
from app.services.courses.revision import current_revision
from app.services.courses.rows import FIELDS, record_of
from app.services.embedding import embedder
from app.services.transaction import end_reading, transaction
from course_scraper import generation as files
from course_scraper.course import Course as Record

UNDER_WAY, UP_TO_DATE = "already under way", "up to date"
EMBEDDING_SHARE = 80
ROOM_FOR_A_COURSE = 12_000  # bytes; two thirds of it are Chroma's
LEAST_ROOM = 20_000_000
FULL = 1_000_000


class IndexNotBuilt(Exception):
    """The message says why; the index that was read before is read on."""


def build(*, force: bool = False) -> str:
    """Embed what is new or changed, and make a new generation unless the current one shows all that. What was
    done, in a line.

    Raises IndexNotBuilt, ModelUnavailable, and what ``progress.report`` raises.
    """
    with alone(generations.folder()) as is_ours:
        if not is_ours:
            return UNDER_WAY
        generations.sweep()
        made = vectors.embed_missing(_tell_embedded)
        if not force and is_current():
            return f"{UP_TO_DATE}, {made} vectors made"
        row = _begin()
        count = _finish(row, _build(row, first=EMBEDDING_SHARE if made else 0))
        generations.sweep()
        vectors.forget_models({each.model for each in _kept()})
        return f"{count} courses indexed, {made} vectors made"


def is_current() -> bool:
    """Whether the generation that is read shows all courses as they are, by the model there is, undamaged."""
    row = generations.current()
    if row is None or row.revision != current_revision() or row.model != model_id():
        return False
    return fault_of(row) == ""


def fault_of(row: IndexGeneration) -> str:
    """What is wrong with the files of a generation, "" when nothing is. Reads all of them."""
    path = generations.folder() / row.name
    try:
        manifest = files.read_manifest(path)
        files.check(path, manifest, "")
        files.check(path, manifest, files.CHROMA + "/")
    except files.Damaged as damaged:
        return str(damaged)
    return ""


def model_id() -> str:
    """ "" without a sentence model: the index is one of words then."""
    model = embedder()
    return model.model_id if model.semantic else ""


def _begin() -> IndexGeneration:
    now, task = utc_now(), progress.current()
    with transaction() as session:
        row = IndexGeneration(
            name=f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}",
            model=model_id(),
            revision=current_revision(),
            task_id=task.task_id if task else None,
        )
        session.add(row)
        session.flush()
        return row


def _build(row: IndexGeneration, first: int) -> files.Manifest:
    """Whatever ends it early ends in the row too; only a killed process leaves it to ``sweep``."""
    path, number = generations.folder() / row.name, row.id
    end_reading()
    try:
        return write(path, row.model, _teller(first))
    except (progress.Cancelled, progress.Stopped, progress.Superseded):
        _give_up(number, path, "cancelled", "")
        raise
    except Exception as error:  # Chroma raises what SQLite, its core and the system raise
        reason = _reason(error, path.parent)
        _give_up(number, path, "failed", reason)
        raise IndexNotBuilt(reason) from error


def _untold(_percent: float, _message: str) -> None:
    """For who is not waited for."""


def write(path: Path, model: str, on_step: files.OnStep = _untold) -> files.Manifest:
    """The files of a generation, from the courses and vectors that are stored. Raises IndexNotBuilt, OSError."""
    ids, courses = _courses()
    _check_room(path.parent, len(ids))
    found = vectors.matrix(ids, embedder()) if model else None
    end_reading()
    return files.write(path, courses, ids, found, model, on_step)


def _courses() -> tuple[list[int], list[Record]]:
    columns = [getattr(Course, name) for name in FIELDS]
    found = db.session.execute(
        select(Course.id, Course.course_id, *columns).where(Course.is_active).order_by(Course.id)
    ).all()
    return [row.id for row in found], [record_of(row) for row in found]


def _check_room(home: Path, count: int) -> None:
    home.mkdir(parents=True, exist_ok=True)
    needed, free = LEAST_ROOM + count * ROOM_FOR_A_COURSE, shutil.disk_usage(home).free
    if free < needed:
        raise IndexNotBuilt(f"the disk has {free / 1e6:.0f} MB left, {needed / 1e6:.0f} MB are needed")


def _finish(row: IndexGeneration, manifest: files.Manifest) -> int:
    values = {
        "state": "ready",
        "courses": manifest.courses,
        "recall": manifest.recall,
        "finished_at": utc_now(),
    }
    size = files.size_of(generations.folder() / row.name)
    with transaction() as session:
        kept = session.get_one(IndexGeneration, row.id)
        for name, value in {**values, "size_bytes": size}.items():
            setattr(kept, name, value)
        generations.point_at(session, kept.id)
    return manifest.courses


def _give_up(number: int, path: Path, state: str, fault: str) -> None:
    shutil.rmtree(path, ignore_errors=True)
    db.session.rollback()
    with transaction() as session:
        row = session.get_one(IndexGeneration, number)
        row.state, row.fault, row.finished_at = state, fault, utc_now()


def _reason(error: Exception, home: Path) -> str:
    """To be asked before what was written is deleted: a full disk makes Chroma say many things."""
    if isinstance(error, IndexNotBuilt):
        return str(error)
    said = " ".join((error.strerror if isinstance(error, OSError) and error.strerror else str(error)).split())
    is_full = home.is_dir() and shutil.disk_usage(home).free < FULL
    return f"{'the disk is full: ' if is_full else ''}{type(error).__name__}: {said}"[:200]


def _tell_embedded(done: int, total: int) -> None:
    progress.report(EMBEDDING_SHARE * done / total, f"{done} of {total} courses embedded")


def _teller(first: int) -> Callable[[float, str], None]:
    def tell(percent: float, message: str) -> None:
        progress.report(first + percent * (100 - first) / 100, message)

    return tell


def _kept() -> list[IndexGeneration]:
    return [row for row in (generations.current(), generations.previous()) if row is not None]
