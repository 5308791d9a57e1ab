"""Which of the accepted kinds a file is: its first bytes decide, its name must agree."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.core.cv.document import Refused

KINDS = ("pdf", "docx", "odt", "rtf", "txt")
HEAD = 4096  # bytes that ``detect`` needs

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_NEVER_TEXT = (
    b"MZ\x90",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"%!PS",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"Rar!",
    b"RIFF",
    b"II*\x00",
    b"MM\x00*",
    b"{\\rtf",
    _OLE,
)
_MARKUP = (b"<!doctype", b"<html", b"<?php", b"<svg", b"<?xml", b"<script")


def detect(head: bytes, file_name: str) -> str:
    """One of KINDS, from the first HEAD bytes. Raises Refused("wrong_type") or ("encrypted").

    A zip may still turn out to be no document at all; who unpacks it finds out.
    """
    named = PurePosixPath(file_name.strip().rstrip(".").lower()).suffix.removeprefix(".")
    if named not in KINDS:
        raise Refused("wrong_type", "extension")
    if not _agrees(named, head):
        raise Refused("wrong_type", "content")
    return named


def protected_office_file(data: bytes) -> bool:
    """True for a .docx with a password: an OLE container around an encrypted package."""
    return data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data


def _agrees(named: str, head: bytes) -> bool:
    if named == "pdf":
        return is_pdf(head)
    if named == "docx":
        return head.startswith((_ZIP, _OLE))  # OLE: encrypted or an old .doc, told apart later
    if named == "odt":
        return head.startswith(_ZIP)
    if named == "rtf":
        return head.lstrip().startswith(b"{\\rtf")
    return not (head.startswith(_NEVER_TEXT) or _is_markup(head))


def is_pdf(head: bytes) -> bool:
    """Readers accept a header anywhere in the first kilobyte; a page or a program before it is a trick."""
    if b"%PDF-" not in head[:1024]:
        return False
    before = head[: head.index(b"%PDF-")]
    return not (_is_markup(before) or before.startswith(tuple(m for m in _NEVER_TEXT if m != b"%PDF-")))


def _is_markup(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP)
