"""What the database knows of backups: their age is what alarms and the administrators' page ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.logs import get_logger
from app.models import Backup, utc_now
from app.services.transaction import end_reading, transaction

log = get_logger("backup")
MOST_FAULT = 500
FRESH: Final = timedelta(hours=36)  # a day, and time for one that failed to be made again


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """``last`` is when the newest good backup was begun, None without one; ``verified_at`` when it was last read
    back. ``fault`` is why a later attempt failed, "" when none did."""

    last: datetime | None
    name: str
    verified_at: datetime | None
    size_bytes: int
    fault: str
    failed_at: datetime | None

    @property
    def age_seconds(self) -> float | None:
        return None if self.last is None else (utc_now() - self.last).total_seconds()


def status() -> BackupStatus:
    """One statement each for the last good one and the last fault."""
    newest = select(Backup).order_by(Backup.made_at.desc(), Backup.id.desc()).limit(1)
    good = db.session.scalar(
        newest.where(Backup.verified_at.is_not(None), Backup.fault == "", Backup.removed_at.is_(None))
    )
    later = newest.where(Backup.fault != "")
    bad = db.session.scalar(later if good is None else later.where(Backup.made_at > good.made_at))
    return BackupStatus(
        last=good.made_at if good else None,
        name=good.name if good else "",
        verified_at=good.verified_at if good else None,
        size_bytes=good.size_bytes if good else 0,
        fault=bad.fault if bad else "",
        failed_at=bad.made_at if bad else None,
    )


def note(name: str, made_at: datetime, *, size: int = 0, fault: str = "") -> None:
    """Read back and whole, or why not. Where the database is full or away, what is in the folder counts."""
    try:
        _write_down(name, made_at, size, fault)
    except DatabaseError as error:
        db.session.rollback()
        log.warning("not written down", backup=name, fault=type(error.orig).__name__)


def _write_down(name: str, made_at: datetime, size: int, fault: str) -> None:
    values = {
        "verified_at": None if fault else utc_now(),
        "fault": fault[:MOST_FAULT],
        "removed_at": None,
        **({"size_bytes": size} if size else {}),
    }
    with transaction() as session:
        row = session.scalar(select(Backup).where(Backup.name == name))
        if row is None:
            row = Backup(name=name, made_at=made_at)
            session.add(row)
        for column, value in values.items():
            setattr(row, column, value)


def note_removed(names: list[str]) -> None:
    with transaction() as session:
        session.execute(update(Backup).where(Backup.name.in_(names)).values(removed_at=utc_now()))


def faults() -> dict[str, str]:
    """Name -> why it is no good, of those that are not. Without a database nothing is known of any: archives are
    looked for when it is gone."""
    try:
        rows = db.session.execute(select(Backup.name, Backup.fault).where(Backup.fault != "")).all()
    except DatabaseError as error:
        log.warning("no database to ask", fault=type(error.orig).__name__)
        db.session.rollback()
        return {}
    end_reading()
    return {row.name: row.fault for row in rows}
