"""Drafts: what comes in is first written here, on this machine, and is gone at the end unless it was kept."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

CHUNK = 64 * 1024


class FileTooLarge(Exception):
    """More bytes came than allowed; nothing was kept."""


class Drafts:
    """A folder of this machine, made on first use, for its owner only."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def of(self, chunks: Iterator[bytes], max_bytes: int | None = None) -> Iterator[Path]:
        """A new file with this content, durable. Raises FileTooLarge."""
        draft = self._new()
        try:
            _write(draft, chunks, max_bytes)
            yield draft
        finally:
            draft.unlink(missing_ok=True)

    def forget(self, before: float) -> int:
        """Delete what was last written before this time: what writes it was killed. How many."""
        entries = list(self.path.iterdir()) if self.path.exists() else []
        old = [entry for entry in entries if entry.stat().st_mtime < before]
        for entry in old:
            entry.unlink(missing_ok=True)
        return len(old)

    def _new(self) -> Path:
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.path / secrets.token_hex(16)


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: stream.read(CHUNK), b"")


def _write(target: Path, chunks: Iterator[bytes], max_bytes: int | None) -> None:
    size = 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if max_bytes is not None and size > max_bytes:
                raise FileTooLarge
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
