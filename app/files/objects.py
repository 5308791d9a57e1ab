"""Uploaded files in an object storage (S3, Azure Blob, whatever fsspec speaks to); drafts stay on this machine.

A put is atomic there: an object is whole or does not exist. A parent is never listed while somebody waits.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING, Any, ClassVar, Final, cast

from app.files.drafts import Drafts, pieces
from app.files.folder import FileFolder, Listed, StorageFault
from app.files.naming import checked
from app.logs import get_logger

if TYPE_CHECKING:
    from pathlib import Path

    from fsspec import AbstractFileSystem

log = get_logger("storage")
SHARDS: Final = "0123456789abcdef"  # names are hexadecimal: a listing is asked for in sixteen parts
BLOCK: Final = 1024 * 1024  # bytes read ahead
PAUSES: Final = (0.3,)  # seconds before a deletion is tried again


class ObjectFolder(FileFolder):
    """``root`` is the bucket and what stands before the names in it."""

    is_near: ClassVar[bool] = False

    def __init__(self, storage: AbstractFileSystem, root: str, drafts: Drafts) -> None:
        super().__init__(drafts)
        self._storage, self._root = storage, root.rstrip("/")

    def open(self, name: str) -> IO[bytes]:
        with _faults():
            file = self._storage.open(self._key(name), "rb", cache_type="none")
        reader = BufferedReader(_Reader(file), BLOCK)
        reader.peek(1)  # what cannot be read is told before anybody is answered
        return reader

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        with self.open(name) as file, self.drafts.of(pieces(file)) as copy:
            yield copy

    def has(self, name: str) -> bool:
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        with _faults():
            return int(self._storage.info(self._key(name))["size"])

    def delete(self, name: str) -> None:
        """Never fails: whoever deletes has deleted the row before, and the sweep collects what has none."""
        key = self._key(name)
        for pause in (*PAUSES, None):
            try:
                with _faults():
                    self._storage.rm_file(key)
                return
            except FileNotFoundError:
                return
            except StorageFault as fault:
                if pause is None:
                    log.warning("file not deleted, the sweep will", fault=str(fault))
                    return
                time.sleep(pause)

    def listing(self) -> Iterator[Listed]:
        for shard in SHARDS:
            yield from self._listed(shard)

    def is_mounted(self) -> bool:
        return any(True for _ in self.listing())

    def _listed(self, shard: str) -> Iterator[Listed]:
        with _faults():
            try:
                found = self._storage.find(self._root, prefix=shard, detail=True)
            except FileNotFoundError:
                return
        for key, about in cast("dict[str, dict[str, Any]]", found).items():
            name = key.rsplit("/", 1)[-1]
            if about.get("type") == "file" and name.startswith(shard):
                yield Listed(name, _moment(about))

    def _put(self, draft: Path, name: str) -> None:
        try:
            with _faults():
                self._storage.put_file(str(draft), self._key(name))
        except FileNotFoundError as error:  # there is no such bucket
            raise StorageFault(type(error).__name__) from error

    def _key(self, name: str) -> str:
        return f"{self._root}/{checked(name)}"


class _Reader(RawIOBase):
    """A stored file, read from its start; what goes wrong on the way is a fault of the storage."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _faults():
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def _faults() -> Iterator[None]:
    """The libraries behind fsspec raise a hundred kinds of errors; people need two."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:
        raise StorageFault(type(error).__name__) from error


def _moment(about: dict[str, Any]) -> float:
    """When an object was last written; now where the storage does not say."""
    for field in ("LastModified", "last_modified", "mtime", "created"):
        given = about.get(field)
        if isinstance(given, datetime):
            return given.timestamp()
        if isinstance(given, int | float):
            return float(given)
    return time.time()
