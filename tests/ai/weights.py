"""Where tests find the sentence model: set up in the data folder, or once in ``.cache/models``."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

from app.ai.errors import ModelUnavailable
from app.ai.model_files import check
from app.settings import load_settings
from tools.model_weights import SetUpFailed, set_up

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "models"


def find_or_set_up(shared: Path) -> Path:
    """``shared`` is a folder of this test run: where fetching failed once, no other process of the run
    waits for it again. Raises SetUpFailed."""
    for folder in (load_settings().models_folder, CACHE):
        if _is_set_up(folder):
            return folder
    with (shared / "model.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _is_set_up(CACHE):
            _set_up_once(shared / "model.failed")
    return CACHE


def link(path: Path, place: Path) -> None:
    """Where the disks differ, a copy that looks as old."""
    if path.stat().st_dev == place.parent.stat().st_dev:
        place.hardlink_to(path)
    else:
        shutil.copy2(path, place)


def _is_set_up(folder: Path) -> bool:
    try:
        check(folder)
    except ModelUnavailable:
        return False
    return True


def _set_up_once(failed: Path) -> None:
    if failed.exists():
        raise SetUpFailed(failed.read_text("utf-8"))
    try:
        set_up(CACHE)
    except SetUpFailed as error:
        failed.write_text(str(error), "utf-8")
        raise
