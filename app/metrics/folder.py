"""The folder in which the web processes of one gunicorn count, on the machine's own disk.

Made afresh for each gunicorn, since numbers of processes mean nothing to other machines or later starts. Its owner
and its children hold a lock; a folder that nobody holds is what a killed one left, and goes with the next start.
Called by ``gunicorn_config.py`` in the first process, which counts nothing itself.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import mark_process_dead

from app.settings import metrics_folder

PREFIX: Final = "jobmatch-metrics-"
GONE: Final = "gone"  # stands for the number of all processes that ended
_held: dict[Path, IO[bytes]] = {}


def current() -> Path:
    """Raises RuntimeError outside of a server that made one."""
    path = metrics_folder()
    if path is None:
        raise RuntimeError("no folder to count in")
    return path


def make() -> Path:
    """A new folder, held until this process and its children have ended; those that nobody holds are removed."""
    home = Path(tempfile.gettempdir())
    for old in home.glob(f"{PREFIX}*"):
        if _is_left(old):
            shutil.rmtree(old, ignore_errors=True)
    path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=home))
    _held[path] = (path / "owner.lock").open("wb")
    fcntl.flock(_held[path], fcntl.LOCK_EX)
    return path


def remove(path: Path) -> None:
    held = _held.pop(path, None)
    if held is not None:
        shutil.rmtree(path, ignore_errors=True)
        held.close()


@contextmanager
def undisturbed(path: Path) -> Iterator[None]:
    """While the files are read, nobody adds those of an ended process up: they would count twice, or not at all."""
    with _locked(path, fcntl.LOCK_SH):
        yield


def bury(path: Path, pid: int) -> None:
    """What an ended process counted is added to what those before it did, and its files go. So the sums stay
    right, and the number of files is bounded however often processes are replaced."""
    with _locked(path, fcntl.LOCK_EX):
        mark_process_dead(pid, str(path))  # what is true of live processes only
        for kind in ("counter", "histogram"):
            file = path / f"{kind}_{pid}.db"
            if file.exists():
                _add(file, path / f"{kind}_{GONE}.db")
                file.unlink()
        for rest in path.glob(f"gauge_*_{pid}.db"):
            rest.unlink()


def _add(file: Path, total: Path) -> None:
    sums = MmapedDict(str(total))
    try:
        for key, value, _at, _place in MmapedDict.read_all_values_from_file(str(file)):
            sums.write_value(key, sums.read_value(key)[0] + value, 0.0)
    finally:
        sums.close()


@contextmanager
def _locked(path: Path, how: int) -> Iterator[None]:
    with (path / "adding.lock").open("ab") as lock:
        fcntl.flock(lock, how)
        yield


def _is_left(path: Path) -> bool:
    """Whether its owner has ended; False for what belongs to somebody else."""
    with suppress(OSError), (path / "owner.lock").open("rb") as lock:
        if os.fstat(lock.fileno()).st_uid == os.getuid():
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    return False
