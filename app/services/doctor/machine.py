"""What is under the program: disk, permissions, clock."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Final

from flask import current_app
from sqlalchemy import func, select

from app.extensions import db
from app.models import Task, utc_now
from app.services.backups import keeping
from app.services.doctor.finding import Finding, fault, ok, warning

LITTLE: Final = 2**30
TOO_LITTLE: Final = 200 * 2**20
LITTLE_SHARE: Final = 0.05
CLOCK_OFF: Final = timedelta(seconds=5)
MOST_NAMED: Final = 3
MOST_FILES: Final = 100_000


def disk() -> Finding:
    """Room where data and backups are. A full disk stops everything that writes."""
    places = {path for path in (_data_dir(), keeping.folder()) if path.exists()}
    states = sorted(((shutil.disk_usage(path), path) for path in places), key=lambda each: each[0].free)
    usage, path = states[0]
    said = f"{usage.free / 2**30:.1f} GB free of {usage.total / 2**30:.0f} at {path}"
    remedy = f"make room: flask purge, fewer backups (BACKUP_KEEP), or a larger disk for {path}"
    if usage.free < TOO_LITTLE:
        return fault(said, remedy)
    if usage.free < LITTLE or usage.free < usage.total * LITTLE_SHARE:
        return warning(said, remedy)
    return ok(said)


def permissions() -> Finding:
    """Everything in DATA_DIR belongs to who runs this, and is for nobody else's eyes."""
    home, me = _data_dir(), os.geteuid()
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        return fault(f"{home} cannot be written", f"run as the owner of it, or: chown -R {me} {home}")
    looked_at = islice(chain([home], home.rglob("*")), MOST_FILES)
    strangers = [path for path in looked_at if _owner(path) not in (me, None)]
    if strangers:
        named = ", ".join(str(path) for path in strangers[:MOST_NAMED])
        return fault(
            f"{len(strangers)} files belong to somebody else: {named}",
            f"never run commands as another user than the web server's; now: chown -R {me} {home}",
        )
    if home.stat().st_mode & 0o077:
        return fault(f"others on this machine can look into {home}", f"run: chmod 700 {home}")
    return ok(f"{home} is for its owner only")


def clock() -> Finding:
    """Against the database server's where there is one, and against the past: nothing can be newer than now."""
    now, remedy = utc_now(), "let the machine ask a time server (timedatectl set-ntp true)"
    if db.engine.dialect.name == "postgresql":
        theirs = db.session.scalar(select(func.clock_timestamp()))
        difference = abs(theirs - utc_now()) if theirs else timedelta()
        if difference > CLOCK_OFF:
            return fault(f"{difference.total_seconds():.0f} s off the database server's", remedy)
    newest = db.session.scalar(select(func.max(Task.created_at)))
    if newest and newest - now > CLOCK_OFF:
        return fault(
            f"the newest row was written at {newest:%Y-%m-%d %H:%M:%S} UTC, which is to come", remedy
        )
    return ok(f"{now:%Y-%m-%d %H:%M:%S} UTC")


def _data_dir() -> Path:
    path: Path = current_app.extensions["settings"].data_dir
    return path


def _owner(path: Path) -> int | None:
    """None for what went while it was looked for."""
    try:
        return path.lstat().st_uid
    except FileNotFoundError:
        return None
