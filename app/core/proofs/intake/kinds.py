"""Which of the accepted kinds a file is: its first bytes and its name must agree."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.core.cv.reading.kinds import is_pdf
from app.core.proofs.refusal import Refused

HEAD = 4096  # bytes that ``detect`` needs
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
_NAMED = {"pdf": "pdf", "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "webp": "webp"}


def detect(head: bytes, file_name: str) -> str:
    """One of CONTENT_TYPES, from the first HEAD bytes. Raises Refused("wrong_type").

    Whether the rest is such a file too, only who parses it finds out.
    """
    suffix = PurePosixPath(file_name.strip().rstrip(".").lower()).suffix.removeprefix(".")
    named = _NAMED.get(suffix)
    if named is None:
        raise Refused("wrong_type", "extension")
    if _content(head) != named:
        raise Refused("wrong_type", "content")
    return named


def _content(head: bytes) -> str | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return "pdf" if is_pdf(head) else None
