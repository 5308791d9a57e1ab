"""What a CV file says, line by line, before anybody interprets it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One line in reading order. ``number`` counts from 0 over the whole document, ``page`` from 1."""

    number: int
    text: str
    page: int = 1
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a CV in NFKC.

    ``kind`` is pdf, docx, odt, rtf or txt. ``hidden`` lines (white or vanished text) stay in
    ``lines`` so that the page can show them, but never reach ``text``.
    """

    kind: str
    lines: tuple[Line, ...]
    pages: int = 1
    ocr: bool = False
    warnings: tuple[str, ...] = field(default=())

    @property
    def visible(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.hidden)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.visible)


class Refused(Exception):
    """A file that cannot become a CV. ``code`` is stable; the web page turns it into words."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


REFUSAL_CODES = (
    "empty",  # zero bytes, or no visible text and no OCR result
    "too_large",  # over the size limit
    "too_many_pages",
    "wrong_type",  # content is none of the accepted kinds, or disagrees with the file name
    "encrypted",  # needs a password
    "scanned",  # images only and OCR is not installed or found nothing
    "too_short",  # fewer than 50 visible characters
    "damaged",  # the parser gave up
    "too_slow",  # time or memory limit reached
)
