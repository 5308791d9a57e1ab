"""Plain text in whatever encoding an editor left it."""

from __future__ import annotations

import codecs
import re

from app.core.cv.document import Refused
from app.core.cv.reading.limits import Limits
from app.core.cv.reading.raw import Piece, Raw

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TERMINAL = re.compile(r"\x1b\[[0-9;?]{0,20}[@-~]")
_BLANK_LINES = re.compile(r"\n\s*\n")
_BINARY_SHARE = 0.03  # control characters a text may contain, of all its characters
_CONTROLS = "".join(chr(code) for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\f\r\x85")
_ACCENTS = bytes(range(0xC0, 0x100))
_LETTERS = bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))


def read(data: bytes, _: Limits) -> Raw:
    """Raises Refused("wrong_type") for what no encoding turns into text."""
    text = _TERMINAL.sub("", decode(data))
    if sum(map(text.count, _CONTROLS)) > _BINARY_SHARE * len(text):
        raise Refused("wrong_type", "binary")
    return Raw(Piece(line) for line in _BLANK_LINES.sub("\n\n", text).splitlines())


def decode(data: bytes) -> str:
    """By byte order mark, else UTF-16 without one, else UTF-8, else the likelier Windows code page.

    Bytes that are wrong in the encoding found become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode(_unmarked_encoding(data), "replace")


def _unmarked_encoding(data: bytes) -> str:
    wide = _utf16_without_mark(data)
    if wide:
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _nearly_utf8(data) else _code_page(data)
    return "utf-8"


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every second byte, and nearly none in between."""
    sample = data[: 1 << 16]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def _nearly_utf8(data: bytes) -> bool:
    """A few broken sequences in a text whose other accents are UTF-8, such as one that was cut."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    return broken * 4 < _count(data, _ACCENTS)


def _code_page(data: bytes) -> str:
    """Arabic letters stand in a row above 0xC0; accents of Western languages stand alone between ASCII."""
    return "cp1256" if _count(data, _ACCENTS) > 0.5 * _count(data, _LETTERS) else "cp1252"


def _count(data: bytes, wanted: bytes) -> int:
    return len(data) - len(data.translate(None, wanted))
