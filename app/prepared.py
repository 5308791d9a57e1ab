"""Whether ``flask database prepare`` would find anything to do: told in a moment, without loading the application.

Preparing depends on the program, the sentence model and the database alone. So it leaves a mark in the database of
the program and the model that it prepared for; a restored or replaced database has another mark or none.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote

from app.settings import ROOT, Settings

MARK: Final = "prepared"  # the counter that holds the mark
_PROGRAM: Final = ("app", "course_scraper", "job_scraper", "outgoing", "migrations", "demo_data")
_BYTES: Final = 7  # fits a signed number of 64 bits


def mark_of(settings: Settings, *, with_demo: bool, root: Path = ROOT) -> int:
    """Another number whenever a file of the program, its libraries' versions, or the sentence model changed, by name,
    size and time; or when vectors that preparing made are gone."""
    looked_at = [
        *(file for package in _PROGRAM for file in _files(root / package)),
        *sorted(root.glob("requirements*.txt")),
        *_files(settings.models_folder),
        *_files(settings.data_dir / "vectors"),
    ]
    said = [str(with_demo), settings.embedder]
    for file in looked_at:
        state = file.stat()
        said.append(f"{file} {state.st_size} {state.st_mtime_ns}")
    return int.from_bytes(hashlib.sha256("\n".join(said).encode()).digest()[:_BYTES])


def is_prepared(settings: Settings, *, with_demo: bool, root: Path = ROOT) -> bool:
    """False wherever it is not certain, and for a PostgreSQL database. A database without an offer lacks its demo."""
    if settings.database_url:
        return False
    place = quote(str(settings.data_dir / "jobmatch.db"))
    try:
        with closing(sqlite3.connect(f"file:{place}?mode=rw", uri=True)) as database:
            kept = database.execute("SELECT value FROM counters WHERE name = ?", (MARK,)).fetchone()
            offers = database.execute("SELECT EXISTS (SELECT 1 FROM jobs)").fetchone()
    except sqlite3.Error:
        return False
    if kept is None or (with_demo and not offers[0]):
        return False
    mark: int = kept[0]
    return mark == mark_of(settings, with_demo=with_demo, root=root)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        yield from (Path(place, name) for name in sorted(names))
