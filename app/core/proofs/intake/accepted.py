"""What taking a file in gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preview:
    """A page as a WebP; ``page`` counts from 1."""

    page: int
    width: int
    height: int
    webp: bytes


@dataclass(frozen=True, slots=True)
class Accepted:
    """``data`` is what to keep: of a picture its pixels alone, a PDF as it came.

    ``kind`` (pdf, png, jpeg, webp) is that of ``data``, and so is ``content_type``. ``pages`` counts all pages,
    ``previews`` shows the first ones.
    """

    kind: str
    content_type: str
    data: bytes
    pages: int
    previews: tuple[Preview, ...]
