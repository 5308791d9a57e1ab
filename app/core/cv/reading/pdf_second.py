"""The second reader of PDFs, pypdf: slower and without layout, but it repairs files that pdfium gives up."""

from __future__ import annotations

import io

import pypdf

from app.core.cv.document import Refused
from app.core.cv.reading.limits import Limits
from app.core.cv.reading.raw import Piece, Raw


def read(data: bytes, limits: Limits) -> Raw:
    """Raises Refused("encrypted", "too_many_pages"), and anything at all for a file that is damaged."""
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
