"""What taking in and reading one proof may cost."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class ProofLimits:
    """Sizes in bytes, times in seconds, images in pixels.

    Taking a file in may use ``cpu`` and ``wall``; reading it, in the background, ``reading_seconds`` on the
    clock, and as many on the processor for each program. ``memory`` holds for every process.
    """

    max_bytes: int = 8 * MIB
    max_pixels: int = 25_000_000
    max_pdf_pages: int = 100  # no proof is longer
    read_pages: int = 10
    shown_pages: int = 3  # rendered: for the preview, and for OCR

    kept_pixels: int = 12_000_000  # a larger picture is made smaller before it is kept
    preview_side: int = 1_200
    preview_bytes: int = MIB

    max_characters: int = 60_000
    max_line: int = 1_000
    ocr_dpi: int = 170
    compared_dpi: int = 125  # of a page whose text is known and only has to be found on it
    ocr_side: int = 2_200  # the longer side of what OCR looks at
    ocr_pixels: int = 6_000_000

    memory: int = 768 * MIB
    cpu: int = 9
    wall: float = 10.0
    reading_seconds: int = 60
    max_answer: int = 32 * MIB


DEFAULT = ProofLimits()
