"""The text of one PDF page as segments: words that stand close together on one line, with their place."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

_SPLIT = 0.9  # of the line height: a gap that ends a segment
_SPACE = 0.3  # of the line height: a gap that is a space even if none was drawn
_LETTER_SPACED = 0.7  # share of one-letter words that makes a segment a letter-spaced one
_OVERLAP = 0.5  # of the line height: going back further begins a new segment
_WORD_GAP = 1.7  # times the usual gap: a space between letter-spaced words
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
    """A segment that still takes letters. A gap is a distance, and whether it is a space."""

    def __init__(self, order: int, spaced: bool, style: int, letter: str, box: Box) -> None:
        self._order, self._spaced, self._style = order, spaced, style
        self._letters, self._gaps, self._boxes = [letter], list[tuple[float, bool]](), [box]

    def gap(self, style: int, box: Box) -> float | None:
        """Horizontal distance to a letter of that style and place; None when it belongs elsewhere."""
        left, bottom, right, top = box
        before_left, before_bottom, before_right, before_top = self._boxes[-1]
        height, before_height = top - bottom, before_top - before_bottom
        if style != self._style or min(top, before_top) - max(bottom, before_bottom) < 0.5 * min(
            height, before_height
        ):
            return None
        tallest = max(height, before_height)
        gap = max(left - before_right, before_left - right)
        return None if gap > _SPLIT * tallest or gap < -_OVERLAP * tallest else gap

    def add(self, letter: str, box: Box, gap: float, spaced: bool) -> None:
        self._letters.append(letter)
        self._boxes.append(box)
        self._gaps.append((gap, spaced or gap > _SPACE * (box[3] - box[1])))

    def segment(self) -> Segment:
        lefts, bottoms, rights, tops = zip(*self._boxes, strict=True)
        text = _spelled(self._letters, self._gaps)
        return Segment(
            text, min(lefts), max(rights), min(bottoms), max(tops), self._order, self._spaced, self._style
        )


def segments(text_page: Any, turn: Callable[[Box], Box], style_of: Callable[[int], int]) -> list[Segment]:
    """``turn`` brings a box into the page as it is shown, ``style_of`` numbers a character's style."""
    found: list[Segment] = []
    growing: _Growing | None = None
    spaced = True
    for index, letter, found_box in _characters(text_page):
        if found_box is None:
            spaced = True
            continue
        box, style = turn(found_box), style_of(index)
        gap = growing.gap(style, box) if growing else None
        if growing and gap is not None:
            growing.add(letter, box, gap, spaced)
        else:
            found += [growing.segment()] if growing else []
            growing = _Growing(index, spaced, style, letter, box)
        spaced = False
    return found + ([growing.segment()] if growing else [])


def _characters(text_page: Any) -> Iterator[tuple[int, str, Box | None]]:
    """Position, character and box of each character; no box for a space or a line end."""
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, _boxes(text_page)
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = unicode_of(text_page, index)
        if code in _BLANKS:
            yield index, " ", None
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


def _spelled(letters: list[str], gaps: list[tuple[float, bool]]) -> str:
    """Letters with spaces between words, also when every letter stands alone (``S K I L L S``)."""
    spaces = [is_space for _, is_space in gaps]
    alphabetic = sum(letter.isalpha() for letter in letters)
    if len(gaps) >= 3 and min(sum(spaces), alphabetic) >= _LETTER_SPACED * len(gaps):
        usual = median(gap for gap, _ in gaps)
        spaces = [gap > _WORD_GAP * usual for gap, _ in gaps]
    return letters[0] + "".join(
        " " * space + letter for space, letter in zip(spaces, letters[1:], strict=True)
    )
