"""Opening a catalogue as text: compressed or not, UTF-8 or what spreadsheets write instead."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from course_scraper.importing.items import UNPACKED_LENGTH, UnreadableFile

_SAMPLE: Final = 65_536
_GZIP: Final = b"\x1f\x8b"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class _Counted(io.RawIOBase):
    """Unpacked bytes up to a limit, against files that unpack to a thousand times their size."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self._left = UNPACKED_LENGTH

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._stream.read(len(buffer))
        self._left -= len(chunk)
        if self._left < 0:
            raise UnreadableFile("too_large", f"more than {UNPACKED_LENGTH} bytes unpacked")
        buffer[: len(chunk)] = chunk
        return len(chunk)


@contextmanager
def open_text(path: Path) -> Iterator[IO[str]]:
    """Bytes that mean nothing in the encoding become U+FFFD. Raises UnreadableFile ``damaged`` or
    ``too_large`` while reading, and OSError as ``open`` does."""
    with _open_bytes(path) as stream:
        encoding = encoding_of(stream.read(_SAMPLE))
    with _open_bytes(path) as stream:
        yield io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


@contextmanager
def _open_bytes(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        is_packed = file.read(2) == _GZIP
        file.seek(0)
        if not is_packed:
            yield file
            return
        try:
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield io.BufferedReader(_Counted(unpacked))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableFile("damaged", str(error)) from error


def encoding_of(head: bytes) -> str:
    """By byte order mark, by being UTF-8 (a character cut at the end is fine), else Windows."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
