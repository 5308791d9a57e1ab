"""PDF: pdfium reads, with our own reading order; pypdf is asked when pdfium finds nothing."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from pypdfium2 import raw

from app.core.cv.document import Refused
from app.core.cv.reading.limits import Limits
from app.core.cv.reading.page_ink import Ink
from app.core.cv.reading.page_lines import page_lines, upright
from app.core.cv.reading.page_text import segments
from app.core.cv.reading.raw import Piece, Raw


def read(data: bytes, limits: Limits) -> Raw:
    """Raises Refused("encrypted", "too_many_pages" or "damaged")."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data:  # the code may be an older one
            raise Refused("encrypted") from None
        return _second_reader(data, limits)
    found = _first_reader(document, limits)
    if any(piece.text.strip() for piece in found.pieces):
        return found
    second = _second_reader(data, limits)
    if any(piece.text.strip() for piece in second.pieces):
        return second
    return found


def _first_reader(document: pdfium.PdfDocument, limits: Limits) -> Raw:
    pages = len(document)
    if pages > limits.max_pages:
        raise Refused("too_many_pages", str(pages))
    pieces: list[Piece] = []
    pictures, size = False, 0
    for number in range(1, pages + 1):
        page = document[number - 1]
        text_page = page.get_textpage()
        ink = Ink(page, text_page)
        pictures = pictures or ink.pictures
        found = segments(text_page, upright(page), ink.style_of, limits.max_characters)
        ink.mark_hidden(found, *page.get_size())
        pieces += page_lines(found, number)
        size += sum(len(segment.text) for segment in found)
        text_page.close()
        page.close()
        if size > limits.max_characters:
            break
    return Raw(pieces, pages, pictures)


def _second_reader(data: bytes, limits: Limits) -> Raw:
    """Slower and without layout, but it repairs files that pdfium gives up. Any exception means damaged."""
    import pypdf

    document = pypdf.PdfReader(io.BytesIO(data))
    if document.is_encrypted:
        raise Refused("encrypted" if not document.decrypt("") else "damaged")
    pages = len(document.pages)
    if pages > limits.max_pages:
        raise Refused("too_many_pages", str(pages))
    lines = [
        Piece(line, number)
        for number, page in enumerate(document.pages, 1)
        for line in page.extract_text().splitlines()
    ]
    return Raw(
        lines, pages, pictures=any("/XObject" in page.get("/Resources", {}) for page in document.pages)
    )
