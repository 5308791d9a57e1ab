"""What lies over a scanned page: a blank patch on words of the picture, with other words on top of it."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from app.core.proofs.intake.pdf_pages import picture

_PIXELS = 1_500_000
_DPI = 100
_MAX_OBJECTS = 2_000
_MAX_PATCHES = 40
_BACKGROUND = 0.5  # of the page that a picture covers which is the page itself
_PATCH = (0.0003, 0.3)  # of the page
_CONTRAST = 90  # of 255, between paper and ink
_INK = (0.01, 0.5)  # share of a box that words take up

Box = tuple[float, float, float, float]


def covers_words(document: pdfium.PdfDocument, number: int) -> bool:
    """Whether page ``number`` (from 1) is a picture in which something was covered that looks like words."""
    page = document[number - 1]
    try:
        background, later = _layers(page)
        patches = [box for box in map(_box, later) if box and _PATCH[0] <= _share(box, page) <= _PATCH[1]]
        if background is None or not patches or len(patches) > _MAX_PATCHES:
            return False
        after = picture(page, _PIXELS, _DPI).convert("L")
        for drawn in later:
            raw.FPDFPage_RemoveObject(page.raw, drawn.raw)
        before = picture(page, _PIXELS, _DPI).convert("L")
        return any(_was_covered(before, after, box, page) for box in patches)
    finally:
        page.close()


def _layers(page: pdfium.PdfPage) -> tuple[Any, list[Any]]:
    """The picture that is the page, None if there is none; and the paths, pictures and texts over it."""
    background, later = None, []
    for count, drawn in enumerate(page.get_objects(max_depth=1)):
        if count > _MAX_OBJECTS:
            return None, []
        box = _box(drawn)
        is_page = drawn.type == raw.FPDF_PAGEOBJ_IMAGE and box and _share(box, page) >= _BACKGROUND
        if background is None and is_page:
            background = drawn
        elif background is not None:
            later.append(drawn)
    return background, later


def _box(drawn: Any) -> Box | None:
    try:
        left, bottom, right, top = drawn.get_bounds()
    except pdfium.PdfiumError:
        return None
    return left, bottom, right, top


def _share(box: Box, page: pdfium.PdfPage) -> float:
    width, height = page.get_size()
    return float(max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]) / max(1.0, width * height))


def _was_covered(before: Image.Image, after: Image.Image, box: Box, page: pdfium.PdfPage) -> bool:
    """Whether the box held ink that is gone now."""
    width, height = page.get_size()
    across, down = before.width / max(1.0, width), before.height / max(1.0, height)
    left, top = int(box[0] * across), int((height - box[3]) * down)
    right, bottom = int(box[2] * across) + 1, int((height - box[1]) * down) + 1
    area = (max(0, left), max(0, top), min(before.width, right), min(before.height, bottom))
    if area[0] >= area[2] or area[1] >= area[3]:
        return False
    old, new = before.crop(area), after.crop(area)
    pixels = old.tobytes()
    low, high = min(pixels), max(pixels)
    if high - low < _CONTRAST:
        return False
    middle = (low + high) / 2
    inked = [value < middle for value in pixels]
    share = sum(inked) / len(inked)
    gone = sum(1 for ink, value in zip(inked, new.tobytes(), strict=False) if ink and value > middle)
    return _INK[0] <= share <= _INK[1] and gone > 0.3 * sum(inked)
