"""How well a document could be read, 0 to 100."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from app.core.proofs.reading.look import Look

_FEW_LETTERS = 40  # a page with less is rather a picture than a document
_SMALL_SIDE, _TINY_SIDE = 800, 400  # pixels of the longer side
_CONTRAST = 70  # of 255 between the darkest and the lightest twentieth


def quality_of_look(look: Look, image: Image.Image) -> int:
    """From OCR's confidence, lowered for few letters, few pixels and little contrast."""
    quality = look.confidence
    if look.read < _FEW_LETTERS:
        quality *= 0.3 + 0.7 * look.read / _FEW_LETTERS
    if max(image.size) < _SMALL_SIDE:
        quality *= 0.85 if max(image.size) >= _TINY_SIDE else 0.6
    if contrast(image) < _CONTRAST:
        quality *= 0.9
    return max(0, min(100, round(quality)))


def quality_of_pages(pages: Sequence[tuple[int, int]]) -> int:
    """The mean of (letters, quality) over all letters."""
    letters = sum(count for count, _ in pages)
    return round(sum(count * quality for count, quality in pages) / letters) if letters else 0


def contrast(image: Image.Image) -> int:
    """Between the darkest and the lightest twentieth of the pixels."""
    counts = image.convert("L").histogram()
    return _shade(counts, 0.98) - _shade(counts, 0.005)


def _shade(counts: Sequence[int], share: float) -> int:
    wanted, seen = share * sum(counts), 0
    for shade, count in enumerate(counts):
        seen += count
        if seen >= wanted:
            return shade
    return 255
