"""What can be seen on a PDF page, to tell text that only machines would read.

Text is hidden when it is outside the page or too small, or when the rendered page shows nothing
where it stands: white on white, covered, clipped, transparent, switched off. Rendering settles this
for every trick at once, but costs as much as reading, so it is done only on pages where something
besides dark text on bare paper is drawn. A scan with a text layer is seen: the picture shows the words.
"""

from __future__ import annotations

import ctypes
from math import sqrt
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from app.core.cv.reading.page_text import Segment

_TINY = 1.9  # points of line height: a font of 1.5 pt
_DARK = 150  # of 255: text this dark is seen on bare paper
_CONTRAST = 24  # of 255 in one colour, for anything to be seen
_LARGEST_LINE = 3.0  # points: thinner paths cannot stand behind or before text
_MAX_OBJECTS = 3_000
_PIXELS = 1_500_000
_INVISIBLE = 3  # text render mode
Style = tuple[int, int, int, int, int]  # red, green, blue, alpha, render mode


class Ink:
    """Rendered lazily; ``style_of`` and ``mark_hidden`` belong together."""

    def __init__(self, page: pdfium.PdfPage, text_page: Any) -> None:
        self._page = page
        self._text_page = text_page
        self._styles: dict[int, Style] = {}
        self._numbers = (ctypes.c_uint * 4)()
        self.plain, self.pictures = _survey(page, self._style)

    def style_of(self, index: int) -> int:
        """A name for the style of a character; 0 when all text of the page can be seen."""
        if self.plain:
            return 0
        text_object = raw.FPDFText_GetTextObject(self._text_page, index)
        address = ctypes.cast(text_object, ctypes.c_void_p).value
        if address is None:
            return 0
        if address not in self._styles:
            self._styles[address] = self._style(text_object)
        style = self._styles[address]
        return 1 + (style[0] << 27 | style[1] << 19 | style[2] << 11 | style[3] << 3 | style[4] & 7)

    def mark_hidden(self, segments: list[Segment], width: float, height: float) -> None:
        picture = None if self.plain or not segments else _Picture(self._page)
        for segment in segments:
            segment.hidden = (
                segment.height < _TINY
                or not (0 <= (segment.left + segment.right) / 2 <= width)
                or not (0 <= (segment.bottom + segment.top) / 2 <= height)
                or (picture is not None and segment.style > 0 and not self._shows(picture, segment, height))
            )

    def _shows(self, picture: _Picture, segment: Segment, height: float) -> bool:
        style = segment.style - 1
        colour = (style >> 27 & 255, style >> 19 & 255, style >> 11 & 255)
        invisible = style & 7 == _INVISIBLE
        if invisible and not self.pictures:
            return False
        return picture.shows(segment, height, None if invisible else colour)

    def _style(self, text_object: Any) -> Style:
        red, green, blue, alpha = (ctypes.c_uint(value) for value in (0, 0, 0, 255))
        raw.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha)
        mode = raw.FPDFTextObj_GetTextRenderMode(text_object)
        return red.value & 255, green.value & 255, blue.value & 255, alpha.value & 255, mode


class _Picture:
    """The page as pixels, four bytes each, upside down to PDF coordinates."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        self._scale = min(1.5, sqrt(_PIXELS / max(1.0, width * height)))
        bitmap = page.render(scale=self._scale, rev_byteorder=True, prefer_bgrx=True)
        self._stride, self._rows, self._columns = bitmap.stride, bitmap.height, bitmap.width
        self._pixels = bytes(bitmap.buffer)

    def shows(self, segment: Segment, height: float, colour: tuple[int, ...] | None) -> bool:
        """Something is drawn in the box, and the box is not mostly in the colour of the text itself."""
        left, right = self._span(segment.left, segment.right, self._columns)
        top, bottom = self._span(height - segment.top, height - segment.bottom, self._rows)
        varied = same = False
        for channel in range(3):
            strips = [
                self._pixels[row * self._stride + left * 4 + channel : row * self._stride + right * 4 : 4]
                for row in range(top, bottom)
            ]
            values = b"".join(strips)
            if not values:
                return False
            varied = varied or max(values) - min(values) >= _CONTRAST
            middle = sorted(values[:: 1 + len(values) // 500])
            same = same or (colour is not None and abs(middle[len(middle) // 2] - colour[channel]) >= _CONTRAST)
        return varied and (same or colour is None)

    def _span(self, start: float, end: float, limit: int) -> tuple[int, int]:
        first = min(max(0, int(start * self._scale)), limit)
        return first, min(max(first + 1, int(end * self._scale) + 1), limit)
