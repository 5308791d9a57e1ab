"""PDF: pdfium reads, with our own reading order; pypdf is asked when pdfium finds nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module

import pypdfium2 as pdfium
from pypdfium2 import raw

from app.core.cv.document import Refused
from app.core.cv.reading.limits import Limits
from app.core.cv.reading.page_ink import Ink
from app.core.cv.reading.page_lines import page_lines, upright
from app.core.cv.reading.page_text import Segment, segments
from app.core.cv.reading.raw import Piece, Raw

_LOG = logging.getLogger(__name__)


def read(data: bytes, limits: Limits) -> Raw:
    """Raises Refused("encrypted", "too_many_pages" or "damaged")."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data:  # the code may be an older one
            raise Refused("encrypted") from None
        return _second_reader()(data, limits)
    found = _first_reader(document, limits)
    return found if _has_text(found) else _second_opinion(data, limits, found)


def _has_text(found: Raw) -> bool:
    return any(piece.text.strip() for piece in found.pieces)


def _second_reader() -> Callable[[bytes, Limits], Raw]:
    """Rarely needed and slow to load, so it is not imported above."""
    read: Callable[[bytes, Limits], Raw] = import_module("app.core.cv.reading.pdf_second").read
    return read


def _second_opinion(data: bytes, limits: Limits, found: Raw) -> Raw:
    """pypdf's reading if it sees text where pdfium saw none, else ``found``."""
    try:
        second = _second_reader()(data, limits)
    except Exception as error:  # a file that pdfium could open is not damaged because pypdf says so
        _LOG.debug("second reader: %s", type(error).__name__)
        return found
    return second if _has_text(second) else found


def _first_reader(document: pdfium.PdfDocument, limits: Limits) -> Raw:
    """A page that cannot be loaded is left out, and ``truncated`` says so."""
    pages = len(document)
    if pages > limits.max_pages:
        raise Refused("too_many_pages", str(pages))
    pieces: list[Piece] = []
    pictures, complete, size = False, True, 0
    for number in range(1, pages + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            complete = False
            continue
        found, has_pictures = page_segments(page, limits.max_characters)
        pieces += page_lines(found, number)
        pictures = pictures or has_pictures
        size += sum(len(segment.text) for segment in found)
        if size > limits.max_characters:
            break
    return Raw(pieces, pages, pictures, warnings=() if complete else ("truncated",))


def page_segments(page: pdfium.PdfPage, most: int) -> tuple[list[Segment], bool]:
    """The segments of a page's first ``most`` characters, hidden ones marked, and whether it has pictures."""
    text_page = page.get_textpage()
    ink = Ink(page, text_page.raw)
    turn = upright(page)
    found = segments(text_page.raw, turn, ink.reader(), most)
    width, height = page.get_size()
    ink.mark_hidden(found, width, height, turn)
    text_page.close()
    page.close()
    return found, ink.pictures
