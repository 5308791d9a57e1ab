"""What can be seen on a PDF page, to tell text that only machines would read.

Text is hidden when it is outside the page or too small, or when the rendered page shows nothing
where it stands: white on white, covered, transparent, switched off. Rendering settles this for
every trick at once, but costs as much as reading, so it is done only where something besides dark
text on bare paper is drawn: where a picture or a filled path lies over or under the text, or on the whole
page when its text is of other kinds. A scan with a text layer is seen: its picture shows the words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import Any, NamedTuple

import pypdfium2 as pdfium

from app.core.cv.reading.page_calls import ADDRESS, INT, address, call
from app.core.cv.reading.page_glyphs import Box
from app.core.cv.reading.page_objects import INVISIBLE, TextStyle, style_reader, survey
from app.core.cv.reading.page_text import Segment

_TINY = 1.5  # points of font size
_CONTRAST = 24  # of 255 in one colour, for anything to be seen
_PIXELS = 1_500_000
_SCALE = 1.5  # pixels a point
_TOUCHED = 0.15  # of the box of a text, from which what is drawn over it may hide it
_MAX_COMPARED = 200_000  # pairs of a text and an area
_SAMPLE = 500  # pixels of a box that are enough to know its paper

_text_object_of = call("FPDFText_GetTextObject", ADDRESS, ADDRESS, INT)


class Ink:
    """``reader`` names styles while the text is read, ``mark_hidden`` judges the segments they made."""

    def __init__(self, page: pdfium.PdfPage, text_page: Any) -> None:
        self._page = page
        self._text_page = address(text_page)
        self._style = style_reader()
        self._styles: list[TextStyle] = []
        self._numbers: dict[int, int] = {}  # by address of the text object
        self._plain, self._bare, self.pictures, self._areas = survey(page)

    def reader(self) -> Callable[[int], int] | None:
        """Numbers the style of a character; None when all text of the page is dark and opaque."""
        return None if self._plain else self._style_of

    def _style_of(self, index: int) -> int:
        text_object = _text_object_of(self._text_page, index)
        if text_object is None:
            return -1
        if text_object not in self._numbers:
            style = self._style(text_object)
            if style not in self._styles:
                self._styles.append(style)
            self._numbers[text_object] = self._styles.index(style)
        return self._numbers[text_object]

    def mark_hidden(
        self, segments: list[Segment], width: float, height: float, turn: Callable[[Box], Box] | None = None
    ) -> None:
        """``width`` and ``height`` of the page in points, as it is looked at; ``turn`` brings boxes there."""
        for segment in segments:
            x, y = (segment.left + segment.right) / 2, (segment.bottom + segment.top) / 2
            segment.hidden = segment.height < _TINY or not (0 <= x <= width and 0 <= y <= height)
        doubtful = self._doubtful([segment for segment in segments if not segment.hidden], turn)
        picture = _render(self._page) if doubtful else None
        for segment in doubtful:
            segment.hidden = picture is not None and not self._shows(picture, segment, height)

    def _doubtful(self, segments: Sequence[Segment], turn: Callable[[Box], Box] | None) -> Sequence[Segment]:
        """The segments that only a picture of the page can show to be seen."""
        if not (self._plain and self._bare) or len(segments) * len(self._areas) > _MAX_COMPARED:
            return segments
        areas = [turn(area) for area in self._areas] if turn else self._areas
        return [segment for segment in segments if _touched(segment, areas) > _TOUCHED]

    def _shows(self, picture: _Picture, segment: Segment, height: float) -> bool:
        style = self._styles[segment.style] if segment.style >= 0 else None
        if style is None or style.mode != INVISIBLE:
            return picture.shows(segment, height, style)
        return self.pictures and picture.shows(segment, height, None)


def _touched(segment: Segment, areas: Sequence[Box]) -> float:
    """The share of its box that areas lie over, each counted for itself."""
    touched = 0.0
    for left, bottom, right, top in areas:
        width = min(segment.right, right) - max(segment.left, left)
        height = min(segment.top, top) - max(segment.bottom, bottom)
        if width > 0 and height > 0:
            touched += width * height
    return touched / max((segment.right - segment.left) * segment.height, 0.01)


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
