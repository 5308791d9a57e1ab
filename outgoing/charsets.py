"""Text out of bytes that say, or do not say, what encoding they are in."""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_IN_DOCUMENT = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{1,40})", re.I
)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_CHARSETS: Final = frozenset(
    {"utf-7", "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
)
_TOP: Final = 4096
_SAMPLE: Final = 16_384


def decoded(body: bytes, content_type: str = "") -> str:
    """A byte order mark wins, then valid UTF-8, then what the header or the document says, then the letters.

    UTF-8 comes before the header because servers name a wrong charset far more often than a text in
    another encoding happens to be valid UTF-8. What means nothing becomes U+FFFD.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(_said(body, content_type) or _guessed(body), "replace")


def _said(body: bytes, content_type: str) -> str | None:
    in_header = _IN_HEADER.search(content_type[:400])
    in_document = _IN_DOCUMENT.search(body[:_TOP])
    for name in (
        in_header and in_header[1],
        in_document and in_document[1].decode("ascii", "replace"),
    ):
        if name and _is_text_codec(name):
            return name
    return None


def _is_text_codec(name: str) -> bool:
    """What is no charset of pages is refused: UTF-7 hides markup, the others read something else or fail."""
    try:
        found = codecs.lookup(name)
    except LookupError:
        return False
    return found.name not in _NO_CHARSETS and bool(getattr(found, "_is_text_encoding", True))


def _guessed(body: bytes) -> str:
    best = from_bytes(body[:_SAMPLE], cp_isolation=["utf_8", "cp1252", "cp1256"]).best()
    return best.encoding if best is not None else "utf-8"
