"""Uploaded files on disk: server-made names, written whole or not at all, never served by the web server."""

from __future__ import annotations

import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

CHUNK = 64 * 1024
MAX_NAME = 120


class FileTooLarge(Exception):
    """More bytes came than allowed; nothing was kept."""


class FileFolder:
    """A folder of the data directory, made on first use, for its owner only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._drafts = path / "drafts"

    @contextmanager
    def draft(self, stream: IO[bytes], max_bytes: int) -> Iterator[Path]:
        """A temporary copy of the stream, gone at the end unless it was kept."""
        self._drafts.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._drafts / secrets.token_hex(16)
        try:
            _copy(stream, draft, max_bytes)
            yield draft
        finally:
            draft.unlink(missing_ok=True)

    def keep(self, draft: Path, suffix: str) -> str:
        """Move a draft to its final, unguessable name, which is returned; durable on return."""
        name = f"{secrets.token_hex(16)}{suffix}"
        os.replace(draft, self.path / name)
        _sync_folder(self.path)
        return name

    def write(self, content: bytes, suffix: str) -> str:
        self._drafts.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._drafts / secrets.token_hex(16)
        _write(draft, iter([content]), len(content))
        return self.keep(draft, suffix)

    def locate(self, name: str) -> Path:
        """Raises ValueError for a name that this folder would never have made."""
        if not name.replace(".", "").isalnum() or name.startswith("."):
            raise ValueError("not a stored name")
        return self.path / name

    def delete(self, name: str) -> None:
        self.locate(name).unlink(missing_ok=True)

    def names(self) -> set[str]:
        return (
            {entry.name for entry in self.path.iterdir() if entry.is_file()} if self.path.exists() else set()
        )

    def age_seconds(self, name: str, now: float) -> float:
        return now - self.locate(name).stat().st_mtime


def display_name(raw: str | None) -> str:
    """A file name fit for showing: the last part, NFC, at most 120 characters, no control or bidi marks."""
    base = (raw or "").replace("\\", "/").rsplit("/", 1)[-1]
    normal = unicodedata.normalize("NFC", base.encode("utf-8", "ignore").decode())
    shown = "".join(char for char in normal if unicodedata.category(char)[0] != "C").strip()
    if len(shown) > MAX_NAME:
        stem, dot, suffix = shown.rpartition(".")
        shown = (
            f"{stem[: MAX_NAME - len(suffix) - 1]}.{suffix}" if dot and len(suffix) < 10 else shown[:MAX_NAME]
        )
    return shown or "cv"


def _copy(stream: IO[bytes], target: Path, max_bytes: int) -> None:
    _write(target, iter(lambda: stream.read(CHUNK), b""), max_bytes)


def _write(target: Path, chunks: Iterator[bytes], max_bytes: int) -> None:
    size = 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > max_bytes:
                raise FileTooLarge
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
