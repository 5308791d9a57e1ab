"""Making an archive while people work.

The database is copied first and the files after it: whoever stores something writes the file before the row, and
whoever deletes takes the row before the file. So each row of the copy had its file, and a file that is not there a
minute later was deleted by its person. The other way round, what was uploaded between the two would be a row
without a file.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from flask import current_app

from app.extensions import db
from app.files import FileFolder, StorageFault
from app.models import utc_now
from app.services import uploads
from app.services.backups import counting, keeping, postgres, records, sqlite, verifying
from app.services.backups.archive import ArchiveWriter
from app.services.backups.counting import Counted
from app.services.backups.manifest import (
    ERASED_MEMBER,
    FILES,
    POSTGRESQL_MEMBER,
    SQLITE_MEMBER,
    BackupFault,
    Manifest,
    app_version,
)
from app.services.backups.secret_check import key_check
from app.services.erasure import tombstones
from app.services.transaction import end_reading

SPARE: Final = 64 * 1024 * 1024  # bytes that must be left
PREVIEWS: Final = "proof_previews"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was read back and is whole. ``removed`` are older ones that went."""

    path: Path
    size: int
    manifest: Manifest
    removed: list[str]


@dataclass(frozen=True, slots=True)
class _Copy:
    counted: Counted
    server_version: str


def create(keep: int | None = None) -> Made:
    """``keep`` is how many good ones stay, BACKUP_KEEP by default. Raises BackupFault, OSError; nothing that looks
    like a backup is left then, older ones are left alone, and the fault is noted."""
    now = utc_now()
    made_at, name = now.replace(microsecond=0), keeping.new_name(now)
    with keeping.alone() as home:
        try:
            path, manifest = _make(home, name, made_at)
        except (BackupFault, StorageFault, OSError) as fault:
            records.note(name, made_at, fault=str(fault) or type(fault).__name__)
            raise
        size = path.stat().st_size
        records.note(name, made_at, size=size)
        kept = current_app.extensions["settings"].backup_keep if keep is None else keep
        return Made(path, size, manifest, keeping.retire(kept, name))


def _make(home: Path, name: str, made_at: datetime) -> tuple[Path, Manifest]:
    """It gets its name only when it was read back from the disk."""
    _need_room(home)
    with keeping.draft(home) as work, keeping.draft(home) as other:
        archive = work / name
        manifest = _write(archive, work, made_at)
        verifying.check(archive, other)
        final = home / name
        os.replace(archive, final)
        _sync(home)
    return final, manifest


def _write(archive: Path, work: Path, made_at: datetime) -> Manifest:
    dumped = work / "database"
    is_sqlite = db.engine.dialect.name == "sqlite"
    copied = _copy_sqlite(work, dumped) if is_sqlite else _Copy(*postgres.dump(db.engine, dumped, work))
    with ArchiveWriter(archive) as writer:
        writer.add_file(SQLITE_MEMBER if is_sqlite else POSTGRESQL_MEMBER, dumped)
        dumped.unlink()
        gone, missing = _add_files(writer, copied.counted.referenced)
        tombstones.write_down()  # last: who was erased while this was made is erased in it
        writer.add_bytes(ERASED_MEMBER, tombstones.as_text().encode())
        manifest = Manifest(
            name=archive.name, made_at=made_at, app_version=app_version(),
            database="sqlite" if is_sqlite else "postgresql", server_version=copied.server_version,
            head=copied.counted.head, rows=copied.counted.rows, entries=writer.entries,
            referenced=copied.counted.referenced, gone=gone, missing=missing, key_check=key_check(),
        )  # fmt: skip
        writer.finish(manifest)
    return manifest


def _copy_sqlite(work: Path, packed: Path) -> _Copy:
    plain = work / "plain"
    sqlite.copy(Path(str(db.engine.url.database)), plain)
    counted = sqlite.count_in(plain)
    sqlite.pack(plain, packed)
    plain.unlink()
    return _Copy(counted, sqlite.version())


def _add_files(writer: ArchiveWriter, referenced: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(deleted meanwhile, lost before) of the files that the copied rows name. Pictures of pages follow their
    proofs."""
    absent = [one for one in referenced if not _add(writer, one)]
    proofs = {one.partition("/")[2].partition(".")[0] for one in referenced if one.startswith("proofs/")}
    for name in sorted(uploads.preview_folder().names()) if proofs else ():
        if name.partition(".")[0] in proofs:
            _add(writer, f"{PREVIEWS}/{name}")
    if not absent:
        return (), ()
    still = counting.references(db.session.connection())
    end_reading()
    return (
        tuple(one for one in absent if one not in still),
        tuple(one for one in absent if one in still),
    )


def _add(writer: ArchiveWriter, one: str) -> bool:
    """False when the file is not there."""
    folder, _, name = one.partition("/")
    kept = folder_of(folder)
    try:
        size = kept.size(name)
        with kept.open(name) as source:
            writer.add(FILES + one, source, size)
    except (FileNotFoundError, ValueError):
        return False
    return True


def folder_of(name: str) -> FileFolder:
    """Raises BackupFault for what is no folder of uploads."""
    known = {
        "cvs": uploads.cv_folder,
        "avatars": uploads.avatar_folder,
        "proofs": uploads.proof_folder,
        PREVIEWS: uploads.preview_folder,
        "application_documents": uploads.document_folder,
    }
    if name not in known:
        raise BackupFault(f"{name[:40]!r} is no folder of uploaded files")
    return known[name]()


def _need_room(home: Path) -> None:
    """Raises BackupFault. The copy of the database stands beside its packed form, and is unpacked once more to be
    read."""
    file = Path(str(db.engine.url.database)) if db.engine.dialect.name == "sqlite" else None
    database = file.stat().st_size if file is not None and file.exists() else 0
    needed, free = 2 * database + SPARE, shutil.disk_usage(home).free
    if free < needed:
        raise BackupFault(f"{home} has {free // 2**20} MB free, a backup needs about {needed // 2**20} MB")


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
