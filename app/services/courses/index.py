"""The index over the courses as an admin sees it: how it stands, builds asked for, probes, the way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select, update

from app.errors import Conflict
from app.extensions import db
from app.models import Course, CourseVector, IndexGeneration, IndexPointer, Task, utc_now
from app.services import audit, tasks
from app.services.courses import builds, generations, replicas, update_runs
from app.services.courses.alone import alone
from app.services.courses.revision import current_revision
from app.services.courses.shelf import shelf
from app.services.embedding import embedder
from app.services.transaction import end_reading, transaction
from course_scraper.generation import Damaged

TASK = "courses_index"
PROBES = 20
HISTORY = 10


@dataclass(frozen=True, slots=True)
class GenerationView:
    name: str
    state: str
    model: str
    courses: int
    recall: float | None
    size_bytes: int
    fault: str
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class BuildView:
    """A build that waits or runs. ``percent`` and ``message`` are counted."""

    task_id: int
    state: str
    percent: int
    message: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """``courses`` are those recommended, ``vectors`` those of them that have an up-to-date vector of ``model``.

    ``model`` is "" without a sentence model, and ``model_reason`` says why. ``is_current`` is False while the
    generation that is read does not show all courses as they are. ``fault`` says why this process does not read
    it. ``checked_at`` is the time of the last probe: ``probes`` courses were looked for by their own vectors,
    ``probes_found`` came first.
    """

    courses: int
    vectors: int
    unchecked_links: int
    model: str
    model_reason: str
    is_current: bool
    fault: str
    current: GenerationView | None
    previous: GenerationView | None
    history: tuple[GenerationView, ...]
    build: BuildView | None
    checked_at: datetime | None
    probes: int
    probes_found: int
    probe_fault: str


def status() -> IndexStatus:
    engine, pointer = embedder(), generations.pointer()
    now, before = generations.current(), generations.previous()
    count, unchecked = db.session.execute(
        select(func.count(), func.count().filter(Course.link_checked_at.is_(None))).where(Course.is_active)
    ).one()
    history = db.session.scalars(select(IndexGeneration).order_by(IndexGeneration.id.desc()).limit(HISTORY))
    return IndexStatus(
        courses=count,
        vectors=_count_vectors(engine.model_id) if engine.semantic else 0,
        unchecked_links=unchecked,
        model=engine.model_id if engine.semantic else "",
        model_reason=engine.reason,
        is_current=now is not None and (now.revision, now.model) == (current_revision(), builds.model_id()),
        fault=shelf().fault,
        current=_view(now),
        previous=_view(before),
        history=tuple(view for row in history if (view := _view(row)) is not None),
        build=find_build(),
        checked_at=pointer.checked_at if pointer else None,
        probes=pointer.probes if pointer else 0,
        probes_found=pointer.probes_found if pointer else 0,
        probe_fault=pointer.probe_fault if pointer else "",
    )


def find_build() -> BuildView | None:
    """The build that waits or runs."""
    task = db.session.scalars(select(Task).where(*_OPEN).order_by(Task.id).limit(1)).first()
    if task is None:
        return None
    return BuildView(task.id, task.state, task.progress, task.message, task.cancel_requested)


def ask(user_id: int | None = None, *, force: bool = False) -> tuple[int, bool]:
    """(id of the task that builds, whether it is new): who asks while one waits or runs gets that one."""
    with transaction() as session:
        known = session.scalars(select(Task.id).where(*_OPEN).limit(1)).first()
        if known is not None:
            return known, False
        task = tasks.add(session, TASK, {"force": force}, asked_by_id=user_id)
        audit.note(session, "index_asked", actor_id=user_id, subject="index", details={"force": force})
    tasks.start(task)
    return task.id, True


def cancel() -> bool:
    """End the build that waits or runs. False when there is none."""
    found = find_build()
    end_reading()
    return found is not None and tasks.cancel(found.task_id)


def build_here(*, force: bool = False) -> str:
    """Build in this process and probe. Raises what ``builds.build`` raises."""
    said = builds.build(force=force)
    if said != builds.UNDER_WAY:
        found, asked = probe()
        said += f", {found} of {asked} probes found" if asked else ""
    return said


def switch_back(user_id: int | None = None) -> str:
    """Read the previous generation again; its name. The next build moves on from there. Raises Conflict."""
    with alone(generations.folder()) as is_ours:
        if not is_ours:
            raise Conflict(_("The index is being built: wait for it, or cancel it."))
        row = generations.previous()
        if row is None or row.state != "ready":
            raise Conflict(_("There is no previous index."))
        fault = builds.fault_of(row)
        if fault:
            raise Conflict(_("The previous index is damaged (%(fault)s).", fault=fault))
        with transaction() as session:
            generations.point_at(session, row.id)
            audit.note(session, "index_switched_back", actor_id=user_id, subject=f"index:{row.id}")
        return row.name


def probe() -> tuple[int, int]:
    """Look for some courses by their own vectors through Chroma: (found first, looked for), noted for the
    status. (0, 0) for an index of words."""
    at, fault, found, asked = shelf(), "", 0, 0
    if at.model or at.fault:
        try:
            found, asked = at.probe(PROBES)
        except Exception as error:  # Chroma raises what SQLite, its core and the system raise
            fault = (str(error) if isinstance(error, Damaged) else type(error).__name__)[:200]
    end_reading()
    noted = {"checked_at": utc_now(), "probes": asked, "probes_found": found, "probe_fault": fault}
    with transaction() as session:
        session.execute(update(IndexPointer).where(IndexPointer.name == generations.POINTER).values(**noted))
    return found, asked


def keep_current() -> None:
    """Write here what another machine built. Ask for a build where the generation that is read is damaged, was never
    made, or does not show all courses as they are; at most once an hour for one state, so that what cannot be
    built is not tried for ever. While an update of the catalogue is under way an index that can be read is good
    enough: the update builds at its end."""
    replicas.take_over()
    revision = current_revision()
    if not revision or find_build() is not None or builds.is_current():
        end_reading()
        return
    if update_runs.is_under_way() and _can_be_read():
        end_reading()
        return
    end_reading()
    tasks.ask_once(TASK, f"keep {revision} {utc_now():%Y-%m-%dT%H}", {"force": False})


def _can_be_read() -> bool:
    row = generations.current()
    return row is not None and builds.fault_of(row) == ""


_OPEN = (Task.name == TASK, Task.state.in_(("queued", "running")))


def _count_vectors(model_id: str) -> int:
    good = select(func.count()).select_from(Course).join(CourseVector, CourseVector.course_id == Course.id)
    same = (
        CourseVector.model == model_id,
        CourseVector.content_hash == Course.content_hash,
        Course.is_active,
    )
    return db.session.scalar(good.where(*same)) or 0


def _view(row: IndexGeneration | None) -> GenerationView | None:
    if row is None:
        return None
    return GenerationView(**{name: getattr(row, name) for name in GenerationView.__slots__})
