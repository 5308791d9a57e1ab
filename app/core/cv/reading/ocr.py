"""Reading a scanned PDF: render a few pages, let tesseract look at them."""

from __future__ import annotations

import subprocess
import time
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
    deadline = time.monotonic() + limits.ocr_seconds - _RESERVE
    document = pdfium.PdfDocument(data)
    pieces: list[Piece] = []
    pages = len(document)
    languages = ""
    done = 0
    try:
        for number in range(min(pages, limits.ocr_pages)):
            image = _picture(document[number], limits)
            if not image:
                continue
            languages = languages or tesseract.languages(program, image, deadline - time.monotonic())
            if not languages:
                raise Refused("scanned", "no OCR language")
            text = tesseract.text(program, image, languages, deadline - time.monotonic())
            pieces += [Piece(line, number + 1) for line in text.splitlines()]
            done += 1
    except subprocess.TimeoutExpired:
        if not done:
            raise Refused("too_slow", "ocr") from None
    warnings = ("ocr", "truncated") if done < pages else ("ocr",)
    return Raw(pieces, pages, pictures=True, ocr=True, warnings=warnings)


def _picture(page: pdfium.PdfPage, limits: Limits) -> bytes:
    """The page in grey as PGM, at ``ocr_dpi`` or as much less as keeps it under ``ocr_pixels``.

    Empty for a page of one colour.
    """
    width, height = page.get_size()
    scale = limits.ocr_dpi / 72
    scale = min(scale, sqrt(limits.ocr_pixels / max(1.0, width * height)))
    bitmap = page.render(scale=scale, grayscale=True)
    pixels = bytes(bitmap.buffer)
    if pixels.count(pixels[0]) == len(pixels):
        return b""
    rows = (
        pixels[row : row + bitmap.width] for row in range(0, bitmap.height * bitmap.stride, bitmap.stride)
    )
    return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
