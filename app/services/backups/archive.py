"""One file: a plain tar whose last two members are the manifest and its hash. What is in it is packed already."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from pydantic import ValidationError

from app.services.backups.manifest import ERASED_MEMBER, Damaged, Entry, Manifest

MANIFEST: Final = "manifest.json"
SEAL: Final = "manifest.sha256"
MOST_MANIFEST: Final = 512 * 1024 * 1024
CHUNK: Final = 1024 * 1024


class ArchiveWriter:
    """Durable once ``finish`` has returned; what leaves the block before that is no archive."""

    def __init__(self, path: Path) -> None:
        self.entries: dict[str, Entry] = {}
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._tar = tarfile.TarFile(fileobj=self._file, mode="w", format=tarfile.PAX_FORMAT)

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        """Raises OSError when there are fewer bytes than ``size``."""
        hashed = _Hashed(source)
        self._tar.addfile(_member(name, size), hashed)
        self.entries[name] = Entry(size=size, sha256=hashed.hexdigest())

    def add_bytes(self, name: str, content: bytes) -> None:
        self.add(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as source:
            self.add(name, source, path.stat().st_size)

    def finish(self, manifest: Manifest) -> None:
        content = manifest.model_dump_json(indent=1).encode()
        for name, said in ((MANIFEST, content), (SEAL, hashlib.sha256(content).hexdigest().encode())):
            self._tar.addfile(_member(name, len(said)), io.BytesIO(said))
        self._tar.close()
        self._file.flush()
        os.fsync(self._file.fileno())


def read_manifest(path: Path) -> Manifest:
    """Raises Damaged, FileNotFoundError."""
    with _opened(path) as tar:
        content, seal = (_content(tar, name) for name in (MANIFEST, SEAL))
    if hashlib.sha256(content).hexdigest().encode() != seal:
        raise Damaged("the manifest was changed or cut")
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise Damaged(f"the manifest is not one of this program: {first['loc']}: {first['msg']}") from error


def unpack(path: Path, manifest: Manifest, target_of: Callable[[str], Path | None]) -> None:
    """Read every member and compare it with the manifest. Those for which ``target_of`` gives a path are written
    there; names in the archive are never used as paths. Raises Damaged."""
    seen: set[str] = set()
    with _opened(path) as tar:
        for member in tar:
            if member.name in (MANIFEST, SEAL):
                continue
            entry = manifest.entries.get(member.name)
            if entry is None or member.name in seen or not member.isreg():
                raise Damaged(f"{member.name[:120]!r} is not in the manifest")
            seen.add(member.name)
            source = tar.extractfile(member)
            if member.size != entry.size or source is None or _read(source, target_of(member.name)) != entry:
                raise Damaged(f"{member.name} was changed: its bytes are not those of the manifest")
    missing = sorted(manifest.entries.keys() - seen)
    if missing:
        raise Damaged(f"{len(missing)} files are missing, among them {missing[0]}")


def read_erased(path: Path) -> str:
    """The list of the erased in an archive, "" where it cannot be read: other archives only add to it."""
    try:
        with _opened(path) as tar:
            return _content(tar, ERASED_MEMBER).decode("ascii", errors="replace")
    except (Damaged, OSError):
        return ""


class _Hashed(io.RawIOBase):
    """What is read through it is hashed."""

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__()
        self._source, self._hash = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self._hash.update(data)
        return data

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(time.time())
    return member


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise Damaged(f"{path.name} cannot be read as an archive ({error})") from error


def _content(tar: tarfile.TarFile, name: str) -> bytes:
    try:
        member = tar.getmember(name)
    except KeyError:
        raise Damaged(f"there is no {name} in it: it was never finished, or was cut") from None
    source = tar.extractfile(member) if member.isreg() and member.size <= MOST_MANIFEST else None
    if source is None:
        raise Damaged(f"{name} is not as it should be")
    return source.read()


def _read(source: IO[bytes], target: Path | None) -> Entry:
    hashed, size = hashlib.sha256(), 0
    with (target or Path(os.devnull)).open("wb") as out:
        while chunk := source.read(CHUNK):
            hashed.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return Entry(size=size, sha256=hashed.hexdigest())
