"""The port: a folder of uploaded files, wherever it is. What its two implementations share is here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar

from app.files.drafts import Drafts, pieces
from app.files.naming import checked, new_name


class StorageFault(Exception):
    """The storage cannot be reached, or refuses; nothing half-written is left."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A stored file and when it was last written, in seconds since 1970."""

    name: str
    written_at: float


class FileFolder(ABC):
    """Server-made names; each file is there whole or not at all, and durable once its name is given back.

    Every method may raise StorageFault, and ValueError for a name that no folder would have made.
    """

    is_near: ClassVar[bool]
    """Whether asking about a file costs next to nothing."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts

    def draft(self, stream: IO[bytes], max_bytes: int) -> AbstractContextManager[Path]:
        """A temporary copy of the stream, gone at the end unless it was kept. Raises FileTooLarge."""
        return self.drafts.of(pieces(stream), max_bytes)

    def blank(self) -> AbstractContextManager[Path]:
        """An empty draft to be written piece by piece, gone at the end unless it was kept."""
        return self.drafts.of(iter(()))

    def forget_drafts(self, before: float) -> int:
        return self.drafts.forget(before)

    def keep(self, draft: Path, suffix: str) -> str:
        """Store a draft under a final, unguessable name, which is returned."""
        name = new_name(suffix)
        self._put(draft, name)
        return name

    def write(self, content: bytes, suffix: str) -> str:
        with self.drafts.of(iter([content])) as draft:
            return self.keep(draft, suffix)

    def write_as(self, content: bytes, name: str) -> None:
        """For what belongs to a file of another folder and shares its name."""
        checked(name)
        with self.drafts.of(iter([content])) as draft:
            self._put(draft, name)

    def read(self, name: str) -> bytes:
        """Raises FileNotFoundError."""
        with self.open(name) as file:
            return file.read()

    def file(self, name: str) -> StoredFile:
        return StoredFile(self, checked(name))

    def names(self) -> set[str]:
        return {listed.name for listed in self.listing()}

    @abstractmethod
    def _put(self, draft: Path, name: str) -> None:
        """Whole or not at all, durable on return. The draft may be gone afterwards."""

    @abstractmethod
    def open(self, name: str) -> IO[bytes]:
        """To be read piece by piece. Raises FileNotFoundError, here and not later."""

    @abstractmethod
    def local(self, name: str) -> AbstractContextManager[Path]:
        """The file on this machine, while the block runs; not to be changed. Raises FileNotFoundError."""

    @abstractmethod
    def has(self, name: str) -> bool: ...

    @abstractmethod
    def size(self, name: str) -> int:
        """In bytes. Raises FileNotFoundError."""

    @abstractmethod
    def delete(self, name: str) -> None:
        """What is not there is deleted already."""

    @abstractmethod
    def listing(self) -> Iterator[Listed]:
        """Everything stored. For maintenance: no request ever lists."""

    @abstractmethod
    def is_mounted(self) -> bool:
        """False when nothing was ever stored here, or what holds it is not mounted."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of a folder, which may be gone."""

    folder: FileFolder
    name: str

    def exists(self) -> bool:
        return self.folder.has(self.name)

    def size(self) -> int:
        return self.folder.size(self.name)

    def open(self) -> IO[bytes]:
        return self.folder.open(self.name)

    def read_bytes(self) -> bytes:
        return self.folder.read(self.name)

    @contextmanager
    def local(self) -> Iterator[Path]:
        with self.folder.local(self.name) as path:
            yield path
