"""The folder of archives: their names, who may write into it, which of them go."""

from __future__ import annotations

import fcntl
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from flask import current_app

from app.services.backups import records
from app.services.backups.manifest import BackupFault

NAME: Final = re.compile(r"jobmatch-(\d{8}-\d{6})-[0-9a-f]{8}\.tar")
DRAFT: Final = ".unfinished-"
LOCK: Final = "backup.lock"


@dataclass(frozen=True, slots=True)
class Kept:
    """``fault`` is what the last look at it found, "" for nothing."""

    path: Path
    made_at: datetime
    size: int
    fault: str


def folder() -> Path:
    chosen: Path = current_app.extensions["settings"].backup_folder
    return chosen


def new_name(made_at: datetime) -> str:
    """Names in order of time are in order of the alphabet, within a second too."""
    return f"jobmatch-{made_at:%Y%m%d-%H%M%S}-{made_at.microsecond:05x}{secrets.token_hex(2)[:3]}.tar"


def made_at_of(name: str) -> datetime:
    """Raises BackupFault for a name that this program does not give."""
    found = NAME.fullmatch(name)
    if found is None:
        raise BackupFault(f"{name[:120]} is not called like a backup")
    return datetime.strptime(f"{found[1]} +0000", "%Y%m%d-%H%M%S %z")


def find(name: str) -> Path:
    """An archive by its name in the folder, or by its path. Raises BackupFault."""
    for path in (folder() / name, Path(name)):
        if path.is_file():
            return path
    raise BackupFault(f"there is no {name} (flask backup list shows what there is)")


def all_kept() -> list[Kept]:
    """Newest first."""
    known = records.faults()
    found = [path for path in folder().glob("jobmatch-*.tar") if NAME.fullmatch(path.name)]
    kept = [
        Kept(path, made_at_of(path.name), path.stat().st_size, known.get(path.name, "")) for path in found
    ]
    return sorted(kept, key=lambda each: (each.made_at, each.path.name), reverse=True)


@contextmanager
def alone() -> Iterator[Path]:
    """The folder, for one writer at a time; what killed ones left is cleared away. Raises BackupFault."""
    home = folder()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ends with the process
        except BlockingIOError:
            raise BackupFault("another backup or restore is under way") from None
        _clear(home)
        yield home


@contextmanager
def draft(home: Path) -> Iterator[Path]:
    """A folder on the same disk, gone at the end."""
    path = home / f"{DRAFT}{secrets.token_hex(4)}"
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def retire(keep: int, verified: str) -> list[str]:
    """Delete archives so that the newest ``keep`` good ones stay; names of those that went. ``verified`` was read
    back just now and stays whatever the clock says. One that was found damaged counts for nothing: it goes when
    ``keep`` good ones are newer."""
    kept = all_kept()
    good = [each for each in kept if not each.fault]
    if len(good) <= keep:
        return []
    oldest = good[max(1, keep) - 1]
    gone = [each for each in kept[kept.index(oldest) + 1 :] if each.path.name != verified]
    for each in gone:
        each.path.unlink(missing_ok=True)
    if gone:
        records.note_removed([each.path.name for each in gone])
    return [each.path.name for each in gone]


def _clear(home: Path) -> None:
    for path in home.glob(f"{DRAFT}*"):
        shutil.rmtree(path, ignore_errors=True)
