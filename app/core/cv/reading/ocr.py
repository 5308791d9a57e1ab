"""Reading a scanned PDF: render a few pages, let tesseract look at them."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from math import sqrt

import pypdfium2 as pdfium

from app.core.cv.document import Refused
from app.core.cv.reading import tesseract
from app.core.cv.reading.limits import Limits
from app.core.cv.reading.raw import Piece, Raw

_RESERVE = 2.0  # seconds kept for handing over what was read


def read(data: bytes, limits: Limits) -> Raw:
    """The first ``ocr_pages`` pages, or as many as the time allows. Raises Refused("scanned", "too_slow")."""
    program = tesseract.find_program()
    if program is None:
        raise Refused("scanned", "no OCR")
    document = pdfium.PdfDocument(data)
    pieces: list[Piece] = []
    seen = 0
    try:
        for number, text in _texts(document, program, limits):
            pieces += [Piece(line, number) for line in text.splitlines()]
            seen = number
    except subprocess.TimeoutExpired:
        if not pieces:
            raise Refused("too_slow", "ocr") from None
    warnings = ("ocr", "truncated") if seen < len(document) else ("ocr",)
    return Raw(pieces, len(document), pictures=True, ocr=True, warnings=warnings)


def _texts(document: pdfium.PdfDocument, program: str, limits: Limits) -> Iterator[tuple[int, str]]:
    """Number and text of each page, as many as may be read. Raises subprocess.TimeoutExpired."""
    deadline = time.monotonic() + limits.ocr_seconds - _RESERVE
    languages = ""
    for number in range(1, min(len(document), limits.ocr_pages) + 1):
        image = _picture(document[number - 1], limits)
        if not image:
            yield number, ""
            continue
        languages = languages or tesseract.languages(program, image, deadline - time.monotonic())
        if not languages:
            raise Refused("scanned", "no OCR language")
        yield number, tesseract.text(program, image, languages, deadline - time.monotonic())


def _picture(page: pdfium.PdfPage, limits: Limits) -> bytes:
    """The page in grey as PGM, at ``ocr_dpi`` or as much less as keeps it under ``ocr_pixels``.

    Empty for a page of one colour.
    """
    width, height = page.get_size()
    scale = min(limits.ocr_dpi / 72, sqrt(limits.ocr_pixels / max(1.0, width * height)))
    bitmap = page.render(scale=scale, grayscale=True)
    padded = bytes(bitmap.buffer)
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    pixels = b"".join(padded[start : start + bitmap.width] for start in starts)
    if pixels.count(pixels[:1]) == len(pixels):
        return b""
    return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + pixels
