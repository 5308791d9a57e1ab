"""The text of one PDF page as segments: words that stand close together on one line, with their place."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from app.core.cv.reading.page_spelling import Gap, Spelling

_SPLIT = 0.9  # of the line height: a gap that ends a segment
_OVERLAP = 0.5  # of the line height: going back further begins a new segment
_FLAT = 0.05  # points: no height at all
_BLANKS = {0x20, 0xA0, 0x0A, 0x0D}
_HYPHENS = {0x02, 0xFFFE}  # how pdfium marks a hyphen at a line end


Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(slots=True)
class Segment:
    """Text in a box, in points from the lower left corner of the page as it is looked at.

    ``order`` is the position in the file; ``spaced`` whether a space or a line end came before.
    ``style`` numbers whatever decides if the text can be seen.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    order: int = 0
    spaced: bool = True
    style: int = -1
    hidden: bool = False

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class _Growing:
    """A segment that still takes letters."""

    def __init__(self, order: int, spaced: bool, style: int, letter: str, box: Box) -> None:
        self._order, self._spaced, self._style = order, spaced, style
        self._boxes = [box]
        self.letters, self.gaps = [letter], list[Gap]()

    def takes(self, letter: str, style: int, box: Box, spaced: bool) -> bool:
        """Adds the letter unless its style differs or it stands on another line or too far off."""
        left, bottom, right, top = box
        last_left, last_bottom, last_right, last_top = self._boxes[-1]
        height, last_height = top - bottom, last_top - last_bottom
        overlap = min(top, last_top) - max(bottom, last_bottom)
        if style != self._style or overlap < 0.5 * min(height, last_height):
            return False
        gap = max(left - last_right, last_left - right) / max(height, last_height, _FLAT)
        if not -_OVERLAP <= gap <= _SPLIT:
            return False
        self.letters.append(letter)
        self.gaps.append(Gap(gap, spaced))
        self._boxes.append(box)
        return True

    def segment(self, spelling: Spelling) -> Segment:
        lefts, bottoms, rights, tops = zip(*self._boxes, strict=True)
        box = min(lefts), max(rights), min(bottoms), max(tops)
        return Segment(spelling.text(self.letters, self.gaps), *box, self._order, self._spaced, self._style)


def segments(text_page: Any, turn: Callable[[Box], Box], style_of: Callable[[int], int]) -> list[Segment]:
    """``turn`` brings a box into the page as it is shown, ``style_of`` numbers a character's style."""
    found: list[_Growing] = []
    drawn_spaces = 0
    spaced = True
    for index, letter, found_box in _characters(text_page):
        if found_box is None:
            spaced = True
            drawn_spaces += letter == " "
            continue
        box, style = turn(found_box), style_of(index)
        if not (found and found[-1].takes(letter, style, box, spaced)):
            found.append(_Growing(index, spaced, style, letter, box))
        spaced = False
    spelling = Spelling([(growing.letters, growing.gaps) for growing in found], drawn_spaces)
    return [growing.segment(spelling) for growing in found]


def _characters(text_page: Any) -> Iterator[tuple[int, str, Box | None]]:
    """Position, character and box of each character; no box for a space drawn or (empty) supposed."""
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, _boxes(text_page)
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = unicode_of(text_page, index)
        if code in _BLANKS:
            yield index, "" if pdfium.FPDFText_IsGenerated(text_page, index) else " ", None
        elif 0 < code < 0x110000:
            yield index, "-" if code in _HYPHENS else chr(code), box_of(index)


def _boxes(text_page: Any) -> Callable[[int], Box]:
    """The box of a letter by its font and width; for turned letters, where pdfium has none, by its ink."""
    loose = pdfium.FS_RECTF()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    references = [ctypes.byref(value) for value in (left, right, bottom, top)]
    reference, of_font, of_ink = (
        ctypes.byref(loose),
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharBox,
    )

    def box(index: int) -> Box:
        of_font(text_page, index, reference)
        if loose.top - loose.bottom > _FLAT:
            return loose.left, loose.bottom, loose.right, loose.top
        of_ink(text_page, index, *references)
        return left.value, bottom.value, right.value, top.value

    return box
