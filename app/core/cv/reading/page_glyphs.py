"""The characters of a PDF page and where they stand."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any

from app.core.cv.reading.page_calls import ADDRESS, FLOAT, INT, UINT, address, call, run

Box = tuple[float, float, float, float]  # left, bottom, right, top

_FLAT = 0.05  # points: no difference
_SAMPLE = 60
_ABOVE, _BELOW = 0.8, 0.2  # of the font size, over and under the base line
_BLANKS = {0x20, 0xA0, 0x0A, 0x0D}
_HYPHENS = {0x02, 0xFFFE}  # how pdfium marks a hyphen at a line end

_count = call("FPDFText_CountChars", INT, ADDRESS)
_unicode = call("FPDFText_GetUnicode", UINT, ADDRESS, INT)
_is_generated = call("FPDFText_IsGenerated", INT, ADDRESS, INT)
_loose_box = call("FPDFText_GetLooseCharBox", INT, ADDRESS, INT, ADDRESS)
_tight_box = call("FPDFText_GetCharBox", INT, ADDRESS, INT, *[ADDRESS] * 4)
_origin = call("FPDFText_GetCharOrigin", INT, ADDRESS, INT, ADDRESS, ADDRESS)
_matrix = call("FPDFText_GetMatrix", INT, ADDRESS, INT, ADDRESS)
_font_size = call("FPDFText_GetFontSize", ctypes.c_double, ADDRESS, INT)


def glyphs(text_page: Any, most: int) -> Iterator[tuple[int, str, Box | None]]:
    """Position, character and box of each of at most ``most`` characters.

    For a space there is no box, and no character either if none was drawn.
    """
    page = address(text_page)
    count = min(most, _count(page))
    codes = list(map(_unicode, repeat(page), range(count)))
    letters = {
        code: "-" if code in _HYPHENS else chr(code) for code in {*codes} - _BLANKS if 0 < code < 0x110000
    }
    boxes = iter(_boxes(page, count, [index for index, code in enumerate(codes) if code in letters]))
    for index, code in enumerate(codes):
        if code in letters:
            yield index, letters[code], next(boxes)
        elif code in _BLANKS:
            yield index, "" if _is_generated(page, index) else " ", None


def _boxes(text_page: int, count: int, indices: Sequence[int]) -> list[Box]:
    """The boxes of letters as high as their fonts, so that all letters of a line have the same.

    For fonts that do not say how high they are pdfium gives the box of the ink, which makes a comma
    and a capital stand on different lines. A sample of all ``count`` tells if the page has such a font.
    """
    boxes, ink = _font_boxes(text_page, indices), _ink_box(text_page)
    sample = range(0, count, 1 + count // _SAMPLE)
    if not any(map(_is_ink, _font_boxes(text_page, sample), map(ink, sample))):
        return boxes
    stance = _stance(text_page)
    honest: set[float] = set()  # heights of fonts that say them, which no letter need be asked about again
    for at, of_font in enumerate(boxes):
        height = round(of_font[3] - of_font[1], 2)
        if height in honest:
            continue
        of_ink = ink(indices[at])
        if _is_ink(of_font, of_ink):
            boxes[at] = _em_box(of_ink, *stance(indices[at]))
        else:
            honest.add(height)
    return boxes


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


def _font_boxes(text_page: int, indices: Sequence[int]) -> list[Box]:
    sides = (FLOAT * (4 * len(indices)))()
    first = ctypes.addressof(sides)
    run(map(_loose_box, repeat(text_page), indices, range(first, first + ctypes.sizeof(sides), 16)))
    values = memoryview(sides).cast("B").cast("f").tolist()
    left, top, right, bottom = (values[side::4] for side in range(4))
    return list(zip(left, bottom, right, top, strict=True))


def _ink_box(text_page: int) -> Callable[[int], Box]:
    sides = (ctypes.c_double * 4)()
    left_at, right_at, bottom_at, top_at = (ctypes.addressof(sides) + 8 * number for number in range(4))

    def box(index: int) -> Box:
        _tight_box(text_page, index, left_at, right_at, bottom_at, top_at)
        left, right, bottom, top = sides[:]
        return left, bottom, right, top

    return box


def _stance(text_page: int) -> Callable[[int], tuple[float, float, float, float]]:
    """Where a character stands on its base line, and how far up from there its font reaches."""
    point, matrix = (ctypes.c_double * 2)(), (FLOAT * 6)()
    x_at, matrix_at = ctypes.addressof(point), ctypes.addressof(matrix)

    def stance(index: int) -> tuple[float, float, float, float]:
        _origin(text_page, index, x_at, x_at + 8)
        _matrix(text_page, index, matrix_at)
        size = _font_size(text_page, index)
        return point[0], point[1], matrix[2] * size, matrix[3] * size

    return stance
