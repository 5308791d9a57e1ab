"""Uploaded PDF files: counted, and their first pages as pictures."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from app.core.proofs.limits import ProofLimits
from app.core.proofs.refusal import Refused

_POINTS = 72  # an inch


def open_pdf(data: bytes, limits: ProofLimits) -> pdfium.PdfDocument:
    """Raises Refused("encrypted", "too_many_pages", "empty" or "damaged")."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = error.err_code == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data
        raise Refused("encrypted" if locked else "damaged", "pdfium") from None
    if len(document) > limits.max_pdf_pages:
        raise Refused("too_many_pages", str(len(document)))
    if not len(document):
        raise Refused("empty", "no page")
    return document


def page_pictures(
    document: pdfium.PdfDocument, limits: ProofLimits, pixels: int, dpi: float
) -> Iterator[tuple[int, Image.Image]]:
    """Numbers from 1 and pictures of the first ``shown_pages`` pages that can be drawn.

    At ``dpi``, or as much less as keeps a page under ``pixels``, however large it says it is.
    """
    for number in range(1, min(len(document), limits.shown_pages) + 1):
        try:
            yield number, picture(document[number - 1], pixels, dpi)
        except pdfium.PdfiumError:
            continue  # a page that cannot be loaded is not shown


def picture(page: pdfium.PdfPage, pixels: int, dpi: float) -> Image.Image:
    width, height = page.get_size()
    scale = min(dpi / _POINTS, sqrt(pixels / max(1.0, width * height)))
    longest = max(width, height) * scale
    scale *= min(1.0, pixels / max(1.0, longest * 200))  # a strip is no page
    bitmap = page.render(scale=scale, may_draw_forms=False)
    drawn: Image.Image = bitmap.to_pil()
    return drawn.convert("RGB")
