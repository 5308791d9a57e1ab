"""The archive itself: tables as JSON, files, a manifest with what, how much and which hash, a page to read first.

Nothing is held in memory but a few rows or one piece of a file.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from flask import render_template
from flask_babel import force_locale
from sqlalchemy import text

from app.extensions import db
from app.models import User, utc_now
from app.services import progress
from app.services.account_export import rows
from app.services.account_export.files import OwnFile, files_of
from app.services.account_export.plan import LEFT_OUT, Part, parts_for
from app.services.transaction import end_reading

FORMAT: Final = "jobmatch-account-export"
VERSION: Final = 1
CHUNK: Final = 64 * 1024


@dataclass(slots=True)
class _Written:
    tables: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    missing: list[dict[str, Any]] = field(default_factory=list)


def write(user: User, target: Path, language: str) -> None:
    """Into an existing, empty file. Raises what ``progress.report`` raises."""
    made_at, user_id = utc_now(), user.id
    schema = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    parts, files = parts_for(user), list(files_of(user))
    written = _Written()
    with (
        target.open("r+b") as out,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        for done, part in enumerate(parts):
            _say(done, len(parts) + len(files))
            _add_table(archive, part, written)
        for done, file in enumerate(files, len(parts)):
            _say(done, len(parts) + len(files))
            _add_file(archive, file, written)
        manifest = _manifest(user_id, schema, made_at, written)
        with force_locale(language):
            readme = render_template("exports/readme.txt", manifest=manifest, made_at=made_at)
        archive.writestr("README.txt", readme)
        archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2))
        archive.close()
        out.flush()
        os.fsync(out.fileno())


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _say(done: int, of: int) -> None:
    """Reading ends here: telling is writing."""
    end_reading()
    progress.report(100 * done / max(1, of), "copying")


def _add_table(archive: zipfile.ZipFile, part: Part, written: _Written) -> None:
    count = 0

    def chunks() -> Iterator[bytes]:
        nonlocal count
        for piece, more in rows.pieces(part):
            count += more
            yield piece.encode("utf-8", "surrogatepass")

    name = f"data/{part.table.name}.json"
    size, digest = _add(archive, name, chunks())
    written.tables.append(
        {
            "table": part.table.name, "file": name, "rows": count, "bytes": size, "sha256": digest,
            "only_number_who_and_when": part.is_mention,
            "columns": [column.name for column in part.columns],
            "columns_left_out": dict(LEFT_OUT.get(part.table.name, {})),
        }
    )  # fmt: skip


def _add_file(archive: zipfile.ZipFile, file: OwnFile, written: _Written) -> None:
    about = {"file": file.name, "table": file.table, "id": file.row}
    try:
        source = file.file.open()
    except FileNotFoundError:
        written.missing.append(about)
        return
    with source:
        size, digest = _add(archive, file.name, iter(lambda: source.read(CHUNK), b""))
    written.files.append({**about, "bytes": size, "sha256": digest})


def _add(archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as entry:
        for chunk in chunks:
            entry.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _manifest(user_id: int, schema: str, made_at: datetime, written: _Written) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "schema": schema,
        "made_at": made_at.isoformat(),
        "user_id": user_id,
        "rows": sum(table["rows"] for table in written.tables),
        "tables": written.tables,
        "files": written.files,
        "files_missing": written.missing,
    }
