"""The characters of a PDF page and where they stand."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]  # left, bottom, right, top

_FLAT = 0.05  # points: no difference
_SAMPLE = 60
_ABOVE, _BELOW = 0.8, 0.2  # of the font size, over and under the base line
_BLANKS = {0x20, 0xA0, 0x0A, 0x0D}
_HYPHENS = {0x02, 0xFFFE}  # how pdfium marks a hyphen at a line end


def glyphs(text_page: Any, most: int) -> Iterator[tuple[int, str, Box | None]]:
    """Position, character and box of each of at most ``most`` characters.

    For a space there is no box, and no character either if none was drawn.
    """
    count = min(most, pdfium.FPDFText_CountChars(text_page))
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, _boxes(text_page, count)
    for index in range(count):
        code = unicode_of(text_page, index)
        if code in _BLANKS:
            yield index, "" if pdfium.FPDFText_IsGenerated(text_page, index) else " ", None
        elif 0 < code < 0x110000:
            yield index, "-" if code in _HYPHENS else chr(code), box_of(index)


def _boxes(text_page: Any, count: int) -> Callable[[int], Box]:
    """The box of a letter as high as its font, so that all letters of a line have the same.

    For fonts that do not say how high they are pdfium gives the box of the ink, which makes a comma
    and a capital stand on different lines. A sample tells if the page has such a font.
    """
    font, ink = _font_box(text_page), _ink_box(text_page)
    step = 1 + count // _SAMPLE
    if not any(_is_ink(font(index), ink(index)) for index in range(0, count, step)):
        return font
    stance = _stance(text_page)

    def box(index: int) -> Box:
        of_font, of_ink = font(index), ink(index)
        return _em_box(of_ink, *stance(index)) if _is_ink(of_font, of_ink) else of_font

    return box


def _is_ink(font: Box, ink: Box) -> bool:
    height = font[3] - font[1]
    return height <= _FLAT or (abs(font[1] - ink[1]) < _FLAT and abs(font[3] - ink[3]) < _FLAT)


def _em_box(ink: Box, x: float, y: float, up_x: float, up_y: float) -> Box:
    """The ink, stretched to the font size in the direction ``up`` of the letter that stands at x, y."""
    if abs(up_y) >= abs(up_x):
        low, high = sorted((y - _BELOW * up_y, y + _ABOVE * up_y))
        return ink[0], low, ink[2], high
    low, high = sorted((x - _BELOW * up_x, x + _ABOVE * up_x))
    return low, ink[1], high, ink[3]


def _font_box(text_page: Any) -> Callable[[int], Box]:
    found = pdfium.FS_RECTF()
    reference, get = ctypes.byref(found), pdfium.FPDFText_GetLooseCharBox

    def box(index: int) -> Box:
        get(text_page, index, reference)
        return found.left, found.bottom, found.right, found.top

    return box


def _ink_box(text_page: Any) -> Callable[[int], Box]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    references = [ctypes.byref(side) for side in (left, right, bottom, top)]

    def box(index: int) -> Box:
        pdfium.FPDFText_GetCharBox(text_page, index, *references)
        return left.value, bottom.value, right.value, top.value

    return box


def _stance(text_page: Any) -> Callable[[int], tuple[float, float, float, float]]:
    """Where a character stands on its base line, and how far up from there its font reaches."""
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()

    def stance(index: int) -> tuple[float, float, float, float]:
        pdfium.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
        pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
        size = pdfium.FPDFText_GetFontSize(text_page, index)
        return x.value, y.value, matrix.c * size, matrix.d * size

    return stance
