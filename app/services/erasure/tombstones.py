"""What was erased, as numbers: in a table, and in a file of the data folder that no restored database replaces."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import CV, Erasure, User, utc_now
from app.models.erasure import ERASED_KINDS
from app.services.transaction import insert_once

FILE: Final = "erased.log"
_FIELDS: Final = 4


@dataclass(frozen=True, slots=True)
class Tombstone:
    """``mark`` tells the erased row from another that got its number in a restored database."""

    kind: str
    number: int
    mark: str
    erased_at: datetime

    @property
    def key(self) -> tuple[str, int, str]:
        return self.kind, self.number, self.mark


def mark_of(row: User | CV) -> str:
    """Says nothing about a person: made of a number and of when, or under which random name, it came."""
    own = (
        f"cv {row.id} {row.file_path}"
        if isinstance(row, CV)
        else f"user {row.id} {row.created_at.isoformat()}"
    )
    return hashlib.sha256(own.encode()).hexdigest()


def add(session: Session, row: User | CV) -> None:
    """In the transaction that deletes the row; ``write_down`` follows after it."""
    kind = "cv" if isinstance(row, CV) else "user"
    values = {"kind": kind, "number": row.id, "mark": mark_of(row), "erased_at": utc_now()}
    insert_once(session, Erasure, values)


def write_down() -> int:
    """Bring the file up to the table; how many lines that took. After a crash in between the next call does it."""
    rows = db.session.scalars(select(Erasure).order_by(Erasure.erased_at, Erasure.number)).all()
    return _keep([Tombstone(row.kind, row.number, row.mark, row.erased_at) for row in rows])


def add_lines(text: str) -> int:
    """Bring the file up to lines of another such file; how many were new. Lines that are none are left out."""
    return _keep([stone for line in text.splitlines() if (stone := _read(line))])


def as_text() -> str:
    """What the file says. It ends with a line end."""
    return "".join(map(_line, _in_file()))


def _keep(stones: Sequence[Tombstone]) -> int:
    path = _path()
    with os.fdopen(
        os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+", encoding="ascii"
    ) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = {stone.key for line in file if (stone := _read(line))}
        missing = {stone.key: stone for stone in stones if stone.key not in known}
        file.writelines(map(_line, missing.values()))
        file.flush()
        os.fsync(file.fileno())
    return len(missing)


def all_known() -> tuple[Tombstone, ...]:
    """Those of the table and of the file."""
    rows = db.session.scalars(select(Erasure)).all()
    known = {stone.key: stone for stone in _in_file()}
    known |= {
        stone.key: stone
        for stone in (Tombstone(row.kind, row.number, row.mark, row.erased_at) for row in rows)
    }
    return tuple(sorted(known.values(), key=lambda stone: stone.erased_at))


def _in_file() -> list[Tombstone]:
    path = _path()
    if not path.exists():
        return []
    with path.open(encoding="ascii", errors="replace") as file:
        return [stone for line in file if (stone := _read(line))]


def _line(stone: Tombstone) -> str:
    return f"{stone.kind} {stone.number} {stone.mark} {stone.erased_at.isoformat()}\n"


def _read(line: str) -> Tombstone | None:
    """None for a line that was cut off when the machine stopped; the table has it."""
    parts = line.split()
    if len(parts) != _FIELDS or parts[0] not in ERASED_KINDS or not parts[1].isdigit():
        return None
    try:
        erased_at = datetime.fromisoformat(parts[3])
    except ValueError:
        return None
    return Tombstone(parts[0], int(parts[1]), parts[2], erased_at) if erased_at.tzinfo else None


def _path() -> Path:
    folder: Path = current_app.extensions["settings"].data_dir
    return folder / FILE
