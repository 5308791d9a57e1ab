"""Uploaded files on a disk of this machine, or one that is mounted here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, ClassVar

from app.files.drafts import Drafts
from app.files.folder import FileFolder, Listed
from app.files.naming import checked


class LocalFolder(FileFolder):
    """Made on first use, for its owner only; drafts are inside, so that keeping one is a change of its name."""

    is_near: ClassVar[bool] = True

    def __init__(self, path: Path) -> None:
        super().__init__(Drafts(path / "drafts"))
        self.path = path

    def locate(self, name: str) -> Path:
        """Raises ValueError for a name that this folder would never have made."""
        return self.path / checked(name)

    def open(self, name: str) -> IO[bytes]:
        return self.locate(name).open("rb")

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        path = self.locate(name)
        path.stat()
        yield path

    def has(self, name: str) -> bool:
        return self.locate(name).is_file()

    def size(self, name: str) -> int:
        return self.locate(name).stat().st_size

    def delete(self, name: str) -> None:
        self.locate(name).unlink(missing_ok=True)

    def listing(self) -> Iterator[Listed]:
        for entry in os.scandir(self.path) if self.path.exists() else ():
            with suppress(FileNotFoundError):  # deleted meanwhile
                if entry.is_file():
                    yield Listed(entry.name, entry.stat().st_mtime)

    def is_mounted(self) -> bool:
        return self.path.exists()

    def _put(self, draft: Path, name: str) -> None:
        os.replace(draft, self.path / name)
        _sync_folder(self.path)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
