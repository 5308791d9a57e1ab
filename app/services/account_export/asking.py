"""Asking for a copy, how far it is, fetching it, and letting it go after a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from app.errors import Conflict, NotFound
from app.extensions import db
from app.files import StoredFile
from app.models import AccountExport, Task, User, utc_now
from app.services import audit, tasks
from app.services.account_export import archive
from app.services.transaction import transaction
from app.services.uploads import export_folder

TASK: Final = "account_export"
KEEP: Final = timedelta(days=7)
A_DAY: Final = timedelta(days=1)
MOST_A_DAY: Final = 3


@dataclass(frozen=True, slots=True)
class ExportState:
    """``state`` is none, waiting, ready or failed; ``percent`` counts while it is waiting."""

    state: str
    id: int = 0
    percent: int = 0
    size: int = 0
    made_at: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    file: StoredFile
    name: str


def ask(user_id: int, language: str) -> int:
    """The id of the copy that is being made. One at a time; raises Conflict above three a day."""
    with transaction() as session:
        session.get(User, user_id, with_for_update=True)
        waiting = _find_waiting(session, user_id)
        if waiting is not None:
            return waiting
        _refuse_too_many(user_id)
        row = AccountExport(user_id=user_id, language=language)
        session.add(row)
        session.flush()
        task = tasks.add(session, TASK, {"export_id": row.id}, asked_by_id=user_id)
        row.task_id, export_id = task.id, row.id
    tasks.start(task)
    return export_id


def task_of(user_id: int, export_id: int) -> int:
    """The task that makes it. Raises NotFound, also once the task is forgotten."""
    task_id = _get(user_id, export_id).task_id
    if task_id is None:
        raise NotFound(_("There is no such task."))
    return task_id


def state(user_id: int | None) -> ExportState:
    """Of the newest one."""
    row = db.session.execute(
        select(AccountExport, Task.progress, Task.state)
        .outerjoin(Task, Task.id == AccountExport.task_id)
        .where(AccountExport.user_id == user_id)
        .order_by(AccountExport.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return ExportState("none")
    export, percent, task_state = row
    now = export.state
    if now == "waiting" and task_state not in {"queued", "running"}:
        now = "failed"
    if now == "ready" and not _is_there(export):
        return ExportState("none")
    return ExportState(now, export.id, percent or 0, export.size_bytes, export.ready_at, export.expires_at)


def run(export_id: int) -> str:
    """What the worker does. The copy made before goes when the new one is there."""
    row = db.session.get(AccountExport, export_id)
    if row is None or row.state != "waiting":
        return "nothing to do"
    user, language = db.session.get_one(User, row.user_id), row.language
    folder = export_folder()
    with folder.blank() as draft:
        archive.write(user, draft, language)
        size, digest = draft.stat().st_size, archive.digest_of(draft)
        name = folder.keep(draft, ".zip")
    try:
        older = _finish(export_id, name, size, digest)
    except BaseException:
        folder.delete(name)
        raise
    for each in [name] if older is None else older:
        folder.delete(each)
    return "no longer wanted" if older is None else "made"


def fetch(user_id: int, export_id: int) -> Archive:
    """Raises NotFound, also for another person's and for one that is over."""
    row = _get(user_id, export_id)
    file = export_folder().file(row.file_path) if _is_there(row) else None
    if file is None or not file.exists():
        raise NotFound(_("There is no such page."))
    return Archive(file, f"jobmatch-{row.ready_at:%Y-%m-%d}.zip")


def discard(user_id: int, export_id: int) -> None:
    """The row stays for a day: it counts. Raises NotFound."""
    with transaction():
        row = _get(user_id, export_id)
        name, row.file_path, row.expires_at = row.file_path, "", utc_now()
    if name:
        export_folder().delete(name)


def forget_old() -> int:
    """Delete what is over, file and row."""
    now = utc_now()
    over = or_(
        AccountExport.expires_at < now - A_DAY,  # noted as over a day ago; the file went with the first look
        (AccountExport.expires_at.is_(None)) & (AccountExport.created_at < now - KEEP),
    )
    with transaction() as session:
        ended = (AccountExport.expires_at <= now, AccountExport.file_path != "")
        names = session.scalars(select(AccountExport.file_path).where(*ended)).all()
        session.execute(update(AccountExport).where(*ended).values(file_path=""))
        session.execute(delete(AccountExport).where(over))
    for name in names:
        export_folder().delete(name)
    return len(names)


def _finish(export_id: int, name: str, size: int, digest: str) -> list[str] | None:
    """Names of the files that are not needed any more; None when the copy is not wanted any more."""
    now = utc_now()
    with transaction() as session:
        row = session.get(AccountExport, export_id, with_for_update=True, populate_existing=True)
        if row is None or row.state != "waiting":
            return None
        row.state, row.file_path, row.size_bytes, row.sha256 = "ready", name, size, digest
        row.ready_at, row.expires_at = now, now + KEEP
        audit.note(
            session, "data_exported", actor_id=row.user_id, user_id=row.user_id, details={"bytes": size}
        )
        mine: tuple[ColumnElement[bool], ...] = (
            AccountExport.user_id == row.user_id,
            AccountExport.id != export_id,
            AccountExport.file_path != "",
        )
        older = list(session.scalars(select(AccountExport.file_path).where(*mine)))
        session.execute(update(AccountExport).where(*mine).values(file_path="", expires_at=now))
    return older


def _find_waiting(session: Session, user_id: int) -> int | None:
    """One whose work was given up is waited for no more."""
    mine = (AccountExport.user_id == user_id, AccountExport.state == "waiting")
    under_way = select(Task.id).where(Task.state.in_(("queued", "running")))
    lost = update(AccountExport).where(*mine, AccountExport.task_id.not_in(under_way)).values(state="failed")
    session.execute(lost.execution_options(synchronize_session=False))
    return session.scalar(select(AccountExport.id).where(*mine))


def _get(user_id: int, export_id: int) -> AccountExport:
    mine = (AccountExport.id == export_id, AccountExport.user_id == user_id)
    row = db.session.scalar(select(AccountExport).where(*mine))
    if row is None:
        raise NotFound(_("There is no such page."))
    return row


def _is_there(row: AccountExport) -> bool:
    return bool(row.file_path and row.expires_at and row.expires_at > utc_now())


def _refuse_too_many(user_id: int) -> None:
    made = select(func.count(), func.min(AccountExport.created_at)).where(
        AccountExport.user_id == user_id, AccountExport.created_at > utc_now() - A_DAY
    )
    count, first = db.session.execute(made).one()
    if count >= MOST_A_DAY:
        wait = (first + A_DAY - utc_now()).total_seconds()
        raise Conflict(
            _("You asked for three copies in a day. Ask again tomorrow."),
            code="too_many_exports",
            retry_after=max(1, ceil(wait)),
        )
