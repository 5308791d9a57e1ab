"""What can be seen on a PDF page, to tell text that only machines would read.

Text is hidden when it is outside the page or too small, or when the rendered page shows nothing
where it stands: white on white, covered, transparent, switched off. Rendering settles this for
every trick at once, but costs as much as reading, so it is done only on pages where something
besides dark text on bare paper is drawn. A scan with a text layer is seen: its picture shows the words.
"""

from __future__ import annotations

import ctypes
from math import sqrt
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from app.core.cv.reading.page_objects import INVISIBLE, TextStyle, style_reader, survey
from app.core.cv.reading.page_text import Segment

_TINY = 1.5  # points of font size
_CONTRAST = 24  # of 255 in one colour, for anything to be seen
_PIXELS = 1_500_000
_SCALE = 1.5  # pixels a point
_SAMPLE = 500  # pixels of a box that are enough to know its paper


class Ink:
    """``style_of`` names styles while the text is read, ``mark_hidden`` judges the segments they made."""

    def __init__(self, page: pdfium.PdfPage, text_page: Any) -> None:
        self._page = page
        self._text_page = text_page
        self._style = style_reader()
        self._styles: list[TextStyle] = []
        self._numbers: dict[int, int] = {}  # by address of the text object
        self._plain, self._bare, self.pictures = survey(page)

    def style_of(self, index: int) -> int:
        """The number of the style of a character; -1 when all text of the page is dark and opaque."""
        if self._plain:
            return -1
        text_object = raw.FPDFText_GetTextObject(self._text_page, index)
        address = ctypes.cast(text_object, ctypes.c_void_p).value
        if address is None:
            return -1
        if address not in self._numbers:
            style = self._style(text_object)
            if style not in self._styles:
                self._styles.append(style)
            self._numbers[address] = self._styles.index(style)
        return self._numbers[address]

    def mark_hidden(self, segments: list[Segment], width: float, height: float) -> None:
        """``width`` and ``height`` of the page in points, as it is looked at."""
        picture = None if (self._plain and self._bare) or not segments else _render(self._page)
        for segment in segments:
            x, y = (segment.left + segment.right) / 2, (segment.bottom + segment.top) / 2
            segment.hidden = segment.height < _TINY or not (0 <= x <= width and 0 <= y <= height)
            if picture is not None and not segment.hidden:
                segment.hidden = not self._shows(picture, segment, height)

    def _shows(self, picture: _Picture, segment: Segment, height: float) -> bool:
        style = self._styles[segment.style] if segment.style >= 0 else None
        if style is None or style.mode != INVISIBLE:
            return picture.shows(segment, height, style)
        return self.pictures and picture.shows(segment, height, None)


class _Picture(NamedTuple):
    """The page as rows of pixels from the top, four bytes each: red, green, blue, unused."""

    pixels: bytes
    rows: int
    columns: int
    stride: int
    scale: float

    def shows(self, segment: Segment, height: float, style: TextStyle | None) -> bool:
        """Something is drawn in the box, and the paper there is not in the colour of the text."""
        varied, readable = False, style is None
        for channel, colour in enumerate(style[:3] if style else (0, 0, 0)):
            values = self._channel(segment, height, channel)
            if not values:
                return False
            varied = varied or max(values) - min(values) >= _CONTRAST
            sample = sorted(values[:: 1 + len(values) // _SAMPLE])
            paper = sample[len(sample) // 2]
            readable = readable or abs(paper - colour) >= _CONTRAST
        return varied and readable

    def _channel(self, segment: Segment, height: float, channel: int) -> bytes:
        left, right = self._span(segment.left, segment.right, self.columns)
        top, bottom = self._span(height - segment.top, height - segment.bottom, self.rows)
        starts = range(top * self.stride, bottom * self.stride, self.stride)
        return b"".join(self.pixels[at + left * 4 + channel : at + right * 4 : 4] for at in starts)

    def _span(self, start: float, end: float, limit: int) -> tuple[int, int]:
        first = min(max(0, int(start * self.scale)), limit)
        return first, min(max(first + 1, int(end * self.scale) + 1), limit)


def _render(page: pdfium.PdfPage) -> _Picture:
    width, height = page.get_size()
    scale = min(_SCALE, sqrt(_PIXELS / max(1.0, width * height)))
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    return _Picture(bytes(bitmap.buffer), bitmap.height, bitmap.width, bitmap.stride, scale)
