"""Putting an archive in place: everything is made ready beside, checked, and then swapped in at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import upgrade
from pydantic import SecretStr
from sqlalchemy import delete, inspect, make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from app.extensions import db
from app.logs import get_logger
from app.models import CV, AccountExport, Job, User, utc_now
from app.services.backups import archive, keeping, postgres, records, sqlite, verifying
from app.services.backups.counting import rows_of
from app.services.backups.creating import folder_of
from app.services.backups.manifest import ERASED_MEMBER, FILES, BackupFault, Damaged, Manifest
from app.services.backups.secret_check import key_check
from app.services.erasure import letting_go, reapplying, tombstones
from app.services.erasure.reapplying import Reapplied
from app.services.transaction import end_reading, transaction
from app.settings import Settings

log = get_logger("backup")
OpenApp = Callable[[Settings], Flask]
STAGE: Final = ".restoring"


@dataclass(frozen=True, slots=True)
class Restored:
    """``rows`` are those of each table after migrations and erasures. ``old`` is where the database that was there
    before is kept, "" when there was none. ``is_same_key`` says whether sealed keys of services can be opened."""

    manifest: Manifest
    rows: dict[str, int]
    again: Reapplied
    old: str
    is_same_key: bool


def restore(path: Path, open_app: OpenApp, *, force: bool = False) -> Restored:
    """Into an empty site, or with ``force`` over one. Web servers and workers must be stopped. Killed at any moment,
    the database is the old one or the new one, never a mixture. Raises BackupFault; nothing was changed then."""
    manifest = archive.read_manifest(path)
    is_empty = _is_empty()
    _refuse(manifest, is_empty=is_empty, force=force)
    with keeping.alone(), _stage() as stage:
        verifying.check(path, stage / "check")
        _unpack(path, manifest, stage)
        _join_erased(path, stage)
        with _staged_database(manifest, stage) as url:
            again, rows = _bring_up(open_app, stage, url)
            _put_files(stage)
            tombstones.add_lines((stage / tombstones.FILE).read_text("ascii", errors="replace"))
            old = _swap(stage, url, keeps_old=not is_empty)
        _remember(path)
    return Restored(manifest, rows, again, old, key_check() == manifest.key_check)


def _refuse(manifest: Manifest, *, is_empty: bool, force: bool) -> None:
    kind = db.engine.dialect.name
    if manifest.database != kind:
        raise BackupFault(f"this backup is of {manifest.database}, and DATABASE_URL names {kind}")
    known = {script.revision for script in _scripts().walk_revisions()}
    if manifest.head not in known:
        raise BackupFault(
            f"this backup has tables of version {manifest.head}, which this program (newest: "
            f"{_scripts().get_current_head()}) does not know: install JobMatch {manifest.app_version} or newer"
        )
    if not is_empty and not force:
        raise BackupFault(
            "there are people, CVs or offers here already: --force replaces them (a copy is kept)"
        )


def _is_empty() -> bool:
    try:
        with db.engine.connect() as connection:
            there = set(inspect(connection).get_table_names())
            wanted = [each.__tablename__ for each in (User, CV, Job) if each.__tablename__ in there]
            return not any(rows_of(connection, wanted).values())
    except OperationalError as error:
        raise BackupFault(f"the database cannot be reached: {str(error.orig)[:200]}") from error
    except DatabaseError:
        return False  # a damaged one holds something


@contextmanager
def _stage() -> Iterator[Path]:
    """A data folder beside the live one, on its disk."""
    stage: Path = current_app.extensions["settings"].data_dir / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    (stage / "check").mkdir(parents=True, mode=0o700)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _unpack(path: Path, manifest: Manifest, stage: Path) -> None:
    """``check`` has read the same bytes before; here each is compared again on its way to its place."""
    shutil.rmtree(stage / "check")
    home = stage / "user_uploads"

    def target_of(member: str) -> Path | None:
        if member == ERASED_MEMBER:
            return stage / "of_backup.log"
        if member == manifest.database_member:
            return stage / "packed"
        folder, _, name = member.removeprefix(FILES).partition("/")
        try:
            target = folder_of(folder).file(name)
        except ValueError:
            raise Damaged(f"{member[:120]!r} is no name that this program gives") from None
        (home / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        return home / folder / target.name

    archive.unpack(path, manifest, target_of)
    if manifest.database == "sqlite":
        sqlite.unpack(stage / "packed", stage / "jobmatch.db")


def _join_erased(path: Path, stage: Path) -> None:
    """Who was erased by the archive, by the present site, or by any other archive beside this one."""
    lines = (stage / "of_backup.log").read_text("ascii", errors="replace") + _known_here()
    for other in path.parent.glob("jobmatch-*.tar"):
        lines += archive.read_erased(other) if other.name != path.name else ""
    (stage / tombstones.FILE).write_text(lines, "ascii", errors="replace")


def _known_here() -> str:
    """The list of the present site; a database that cannot be read adds nothing to its file."""
    try:
        if inspect(db.engine).has_table("erasures"):
            tombstones.write_down()
    except DatabaseError as error:
        db.session.rollback()
        log.warning("the present list of the erased cannot be read", fault=type(error.orig).__name__)
    end_reading()
    return tombstones.as_text()


@contextmanager
def _staged_database(manifest: Manifest, stage: Path) -> Iterator[str]:
    if manifest.database == "sqlite":
        yield f"sqlite:///{stage / 'jobmatch.db'}"
        return
    with postgres.read_back(db.engine, stage / "packed", stage) as url:
        yield url.render_as_string(hide_password=False)


def _bring_up(open_app: OpenApp, stage: Path, url: str) -> tuple[Reapplied, dict[str, int]]:
    """Newer tables, erased people gone again, on what nobody can see yet."""
    present: Settings = current_app.extensions["settings"]
    changes = {
        "data_dir": stage, "database_url": url, "redis_url": "", "uploads_url": "",
        "secret_key": SecretStr(present.signing_key),
    }  # fmt: skip
    staged = open_app(present.model_copy(update=changes))
    with staged.app_context():
        try:
            upgrade()
            with transaction() as session:
                session.execute(delete(AccountExport))  # the copies themselves are in no archive
            again = reapplying.reapply()
            letting_go.work()
            with db.engine.connect() as connection:
                rows = rows_of(connection, sorted(inspect(connection).get_table_names()))
        finally:
            db.session.remove()
            db.engine.dispose()
    return again, rows


def _put_files(stage: Path) -> None:
    """Beside those that are there: names are never given twice, and what no row names is swept some day."""
    for folder in sorted((stage / "user_uploads").glob("*")):
        target = folder_of(folder.name)
        for file in sorted(folder.iterdir()):
            if file.is_file() and not target.has(file.name):
                target.write_as(file.read_bytes(), file.name)


def _swap(stage: Path, url: str, *, keeps_old: bool) -> str:
    live = db.engine.url
    db.session.remove()
    db.engine.dispose()
    if live.get_backend_name() == "postgresql":
        old = postgres.put_in(make_url(url), live)
        if keeps_old:
            return f"database {old}"
        postgres.drop(old, live)
        return ""
    file = Path(str(live.database))
    kept = file.with_name(f"{file.stem}-before-{utc_now():%Y%m%d-%H%M%S}.db")
    if keeps_old:
        sqlite.keep_aside(file, kept)
    sqlite.put_in(stage / "jobmatch.db", file)
    return str(kept) if keeps_old else ""


def _remember(path: Path) -> None:
    if keeping.NAME.fullmatch(path.name) and path.parent.resolve() == keeping.folder().resolve():
        records.note(path.name, keeping.made_at_of(path.name), size=path.stat().st_size)


def _scripts() -> ScriptDirectory:
    config = current_app.extensions["migrate"].migrate.get_config()
    return ScriptDirectory.from_config(config)
