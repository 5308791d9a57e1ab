"""Reading an archive back: every byte against its hash, the database against what was counted, files against rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.extensions import db
from app.services.backups import archive, keeping, postgres, records, sqlite
from app.services.backups.manifest import BackupFault, Damaged, Manifest


@dataclass(frozen=True, slots=True)
class Verified:
    """``is_counted`` says whether the rows were counted again; a dump has to be read into a server for that."""

    manifest: Manifest
    is_counted: bool


def verify(path: Path, *, deep: bool = False) -> Verified:
    """Read an archive and note what was found. Raises Damaged; BackupFault when it cannot be told."""
    with keeping.alone() as home, keeping.draft(home) as work:
        try:
            found = check(path, work, deep=deep)
        except Damaged as fault:
            _note(path, str(fault))
            raise
        _note(path, "")
        return found


def check(path: Path, work: Path, *, deep: bool = False) -> Verified:
    """``work`` is an empty folder with room for the database. ``deep`` reads a dump into a database beside the
    live one. Raises Damaged, BackupFault."""
    manifest = archive.read_manifest(path)
    packed = work / "packed"
    archive.unpack(path, manifest, lambda name: packed if name == manifest.database_member else None)
    lost = manifest.lost()
    if lost:
        raise Damaged(f"{len(lost)} files that rows name are not in it, among them {lost[0]}")
    if manifest.database == "sqlite":
        plain = work / "database"
        sqlite.unpack(packed, plain)
        sqlite.check(plain, manifest)
        return Verified(manifest, is_counted=True)
    postgres.check_dump(packed)
    if deep:
        _check_rows(manifest, packed, work)
    return Verified(manifest, is_counted=deep)


def _check_rows(manifest: Manifest, packed: Path, work: Path) -> None:
    if db.engine.dialect.name != "postgresql":
        raise BackupFault("this backup is of PostgreSQL, and DATABASE_URL names no server to read it into")
    with postgres.read_back(db.engine, packed, work) as url:
        found = postgres.rows_in(url, sorted(manifest.rows))
    wrong = {name: count for name, count in found.items() if count != manifest.rows[name]}
    for name, count in wrong.items():
        raise Damaged(f"{name} has {count} rows instead of {manifest.rows[name]}")


def _note(path: Path, fault: str) -> None:
    """An archive from elsewhere is looked at, not kept in mind."""
    if path.parent.resolve() == keeping.folder().resolve():
        made_at: datetime = keeping.made_at_of(path.name)
        records.note(path.name, made_at, size=path.stat().st_size, fault=fault)
