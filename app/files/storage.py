"""Where the folders are, by URL: a disk (the default), or an object storage through fsspec."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import unquote, urlsplit

from fsspec import filesystem

from app.files.drafts import Drafts
from app.files.folder import FileFolder
from app.files.local import LocalFolder
from app.files.objects import ObjectFolder

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

KINDS: Final[Mapping[str, str]] = MappingProxyType({"s3": "s3", "az": "abfs"})  # URL -> fsspec
TRIES: Final = 2
PATIENCE: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "s3": {
            "config_kwargs": {
                "connect_timeout": 3,
                "read_timeout": 10,
                "retries": {"total_max_attempts": 1},  # s3fs tries again itself
            }
        },
        "abfs": {"timeout": 10, "connection_timeout": 3, "read_timeout": 10},
    }
)


class Storage(Protocol):
    def folder(self, name: str) -> FileFolder: ...


class LocalStorage:
    def __init__(self, path: Path) -> None:
        self._path = path

    def folder(self, name: str) -> FileFolder:
        return LocalFolder(self._path / name)


class ObjectStorage:
    """Connected by the first who needs it, in each process anew: connections do not survive a fork."""

    def __init__(self, kind: str, root: str, options: Mapping[str, Any], drafts: Path) -> None:
        self._kind, self._root, self._drafts = kind, root, drafts
        self._options = {**PATIENCE.get(kind, {}), **options}
        self._lock = threading.Lock()
        self._opened: tuple[int, AbstractFileSystem] | None = None

    def folder(self, name: str) -> FileFolder:
        drafts = Drafts(self._drafts / name / "drafts")
        return ObjectFolder(self._filesystem(), f"{self._root}/{name}", drafts)

    def _filesystem(self) -> AbstractFileSystem:
        """One for all threads."""
        with self._lock:
            if self._opened is None or self._opened[0] != os.getpid():
                made = filesystem(
                    self._kind, skip_instance_cache=True, use_listings_cache=False, **self._options
                )
                made.retries = TRIES
                self._opened = (os.getpid(), made)
            return self._opened[1]


def open_storage(url: str, options: Mapping[str, Any], data_dir: Path) -> Storage:
    """``url`` is empty, ``file:///path``, ``s3://bucket/prefix`` or ``az://container/prefix``."""
    parts = urlsplit(url)
    local = data_dir / "user_uploads"
    if not url or parts.scheme == "file":
        return LocalStorage(Path(unquote(parts.path)) if url else local)
    root = f"{parts.netloc}{parts.path}".rstrip("/")
    return ObjectStorage(KINDS[parts.scheme], root, options, local)
