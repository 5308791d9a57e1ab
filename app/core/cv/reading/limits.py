"""What reading one file may cost."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds, images in pixels.

    ``cpu`` and ``wall`` hold for reading the text of a file; a scanned PDF is then given
    ``ocr_seconds`` (CPU and wall alike) in a second child. ``memory`` holds for every process of both.
    """

    max_bytes: int = 5 * MIB
    max_pages: int = 30
    max_characters: int = 200_000
    max_line: int = 1_000
    min_characters: int = 50

    memory: int = 512 * MIB
    cpu: int = 8
    wall: float = 9.0
    max_answer: int = 8 * MIB

    archive_bytes: int = 20 * MIB
    archive_ratio: int = 100
    archive_entries: int = 2_000

    ocr_seconds: int = 30
    ocr_pages: int = 3
    ocr_pixels: int = 25_000_000
    ocr_dpi: int = 200


DEFAULT = Limits()
