"""Opening a file as text: compressed or not, in whatever encoding."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from charset_normalizer import from_bytes

from record_files.items import FILE_LENGTH, UNPACKED_LENGTH, UnreadableFile

_SAMPLE: Final = 65_536
_BAD_SHARE: Final = 10
_GZIP_MAGIC: Final = b"\x1f\x8b"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Western Windows text is by far the commonest that is not UTF-8; Arabic Windows text is told apart.
_USUAL: Final = "cp1252"
_ARABIC: Final = "cp1256"


class _Counted(io.RawIOBase):
    """Bytes of a stream up to a limit, against files that unpack to a thousand times their size."""

    def __init__(self, stream: gzip.GzipFile, limit: int) -> None:
        self._stream = stream
        self._left = limit

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
def open_bytes(path: Path) -> Iterator[IO[bytes]]:
    """The unpacked bytes. Raises UnreadableFile ``damaged`` or ``too_large`` while reading."""
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP_MAGIC
        file.seek(0)
        try:
            if packed:
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield io.BufferedReader(_Counted(unpacked, UNPACKED_LENGTH))
            else:
                yield file
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableFile("damaged", str(error)) from error


@contextmanager
def open_text(path: Path) -> Iterator[IO[str]]:
    """The text with its own line ends; bytes that mean nothing in the encoding become U+FFFD."""
    encoding = encoding_of(head_of(path))
    with open_bytes(path) as stream:
        yield io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


def head_of(path: Path) -> bytes:
    with open_bytes(path) as stream:
        return stream.read(_SAMPLE)


def read_whole(path: Path, limit: int = FILE_LENGTH) -> str:
    """For formats that cannot be read in pieces; ``limit`` in bytes, unpacked."""
    encoding = encoding_of(head_of(path))
    with open_bytes(path) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise UnreadableFile("too_large", f"more than {limit} bytes")
    return content.decode(encoding, "replace")


def encoding_of(head: bytes) -> str:
    """By byte order mark, by the zeros of UTF-16, by being UTF-8, else by the letters that come out."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    return _wide(head) or ("utf-8" if _is_mostly_utf8(head) else _legacy(head))


def _is_mostly_utf8(head: bytes) -> bool:
    """A damaged byte here and there does not make a text Windows text."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    bad = text.count("\ufffd")
    return bad == 0 or sum(letter > "\x7f" for letter in text) > bad * _BAD_SHARE


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    if len(head) < 4 or head.count(0) < len(head) // 3:
        return None
    return "utf-16-le" if head[1:200:2].count(0) > head[0:200:2].count(0) else "utf-16-be"


def _legacy(head: bytes) -> str:
    best = from_bytes(head[:8192], cp_isolation=[_USUAL, _ARABIC, "utf_16", "cp850", "latin_1"]).best()
    return best.encoding if best is not None and best.encoding == _ARABIC else _USUAL
