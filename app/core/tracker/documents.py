"""What a document that belongs to an application may be: its name and its content must agree."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from app.core.cv.document import Refused
from app.core.cv.reading.archive import Archive
from app.core.cv.reading.kinds import HEAD, detect
from app.core.cv.reading.limits import DEFAULT

MAX_BYTES: Final = 5 * 1024 * 1024
CONTENT_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
ACCEPTED: Final = ".pdf,.docx,.odt,.txt,.png,.jpg,.jpeg"
_PICTURES: Final = {
    "png": ("png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("jpeg", b"\xff\xd8\xff"),
    "jpeg": ("jpeg", b"\xff\xd8\xff"),
}
_INSIDE: Final = {"docx": "word/document.xml", "odt": "content.xml"}
_ENDS: Final = {"png": b"IEND", "jpeg": b"\xff\xd9"}


def kind_of(data: bytes, file_name: str) -> str:
    """One of CONTENT_TYPES. Raises Refused: empty, too_large, wrong_type, encrypted or damaged."""
    if not data:
        raise Refused("empty")
    if len(data) > MAX_BYTES:
        raise Refused("too_large")
    suffix = PurePosixPath(file_name.strip().rstrip(".").lower()).suffix.removeprefix(".")
    if suffix in _PICTURES:
        return _picture(data, *_PICTURES[suffix])
    if suffix == "rtf":
        raise Refused("wrong_type", "extension")
    kind = detect(data[:HEAD], file_name)
    if kind in _INSIDE:
        _require_entry(data, _INSIDE[kind])
    if kind == "txt" and b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("wrong_type", "content")
    return kind


def _picture(data: bytes, kind: str, magic: bytes) -> str:
    if not data.startswith(magic):
        raise Refused("wrong_type", "content")
    if _ENDS[kind] not in data:
        raise Refused("damaged", "cut")
    return kind


def _require_entry(data: bytes, name: str) -> None:
    """Office files are archives; one without its main part is something else under that name."""
    if not data.startswith(b"PK\x03\x04"):
        raise Refused(
            "encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "wrong_type", "content"
        )
    if name not in Archive(data, DEFAULT).names:
        raise Refused("wrong_type", "content")
