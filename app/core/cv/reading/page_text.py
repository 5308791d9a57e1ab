"""The text of one PDF page as segments: words that stand close together on one line, with their place."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median

import pypdfium2.raw as pdfium

_SPLIT = 0.9  # of the line height: a gap that ends a segment
_SPACE = 0.3  # of the line height: a gap that is a space even if none was drawn
_LETTER_SPACED = 0.7  # share of one-letter words that makes a segment a letter-spaced one
_SPACE_CODES = {0x20, 0xA0}
_HYPHENS = {0x02, 0xFFFE}  # how pdfium marks a hyphen at a line end


@dataclass(slots=True)
class Segment:
    """Text in a box, in points from the lower left corner of the page as it is looked at.

    ``order`` is the position in the file. ``style`` names whatever decides if it can be seen.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    order: int
    style: int = 0
    hidden: bool = False

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(slots=True)
class _Open:
    """A segment that is still growing. ``gaps``: before each letter but the first, and whether it is a space."""

    box: list[float]
    style: int
    letters: list[str]
    order: int
    gaps: list[tuple[float, bool]] = field(default_factory=list)
    last: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def segments(text_page: object, turn: Callable[..., tuple[float, ...]], style_of: Callable[[int], int]) -> list[Segment]:
    """``turn`` brings a box into the page as it is looked at, ``style_of`` names the style of a character."""
    found: list[Segment] = []
    current: _Open | None = None
    space = False
    for index, code, box in _characters(text_page):
        if box is None:
            space = True
            continue
        left, bottom, right, top = turn(*box)
        style = style_of(index)
        gap = _gap(current, left, bottom, right, top, style, space)
        if current is None or gap is None:
            if current is not None:
                found.append(_closed(current))
            current = _Open([left, bottom, right, top], style, [], index)
        else:
            height = top - bottom
            current.gaps.append((gap, space or gap > _SPACE * height))
            _grow(current.box, left, bottom, right, top)
        current.letters.append("-" if code in _HYPHENS else chr(code))
        current.last = (left, bottom, right, top)
        space = False
    if current is not None:
        found.append(_closed(current))
    return found


def _characters(text_page: object) -> Iterator[tuple[int, int, tuple[float, float, float, float] | None]]:
    """Index, code point and box of each character; no box for a space or a line end."""
    rectangle = pdfium.FS_RECTF()
    reference = ctypes.byref(rectangle)
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = unicode_of(text_page, index)
        if code in _SPACE_CODES or code in {0x0A, 0x0D}:
            yield index, code, None
        elif code and code < 0x110000 and box_of(text_page, index, reference):
            yield index, code, (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _gap(
    current: _Open | None, left: float, bottom: float, right: float, top: float, style: int, space: bool
) -> float | None:
    """Horizontal distance to the letter before; None when a new segment begins here."""
    if current is None or current.style != style:
        return None
    before_left, before_bottom, before_right, before_top = current.last
    height = max(top - bottom, before_top - before_bottom, 0.1)
    overlap = min(top, before_top) - max(bottom, before_bottom)
    if overlap < 0.5 * min(top - bottom, before_top - before_bottom):
        return None
    gap = max(left - before_right, before_left - right)
    backwards = right < before_right and left < before_left
    if gap > _SPLIT * height or (backwards and gap < -0.5 * height):
        return None
    return gap


def _grow(box: list[float], left: float, bottom: float, right: float, top: float) -> None:
    box[0], box[1] = min(box[0], left), min(box[1], bottom)
    box[2], box[3] = max(box[2], right), max(box[3], top)


def _closed(current: _Open) -> Segment:
    left, bottom, right, top = current.box
    return Segment(_spelled(current.letters, current.gaps), left, right, bottom, top, current.order, current.style)


def _spelled(letters: list[str], gaps: list[tuple[float, bool]]) -> str:
    """Letters with spaces between words, also when every letter stands alone (``S K I L L S``)."""
    spaces = [is_space for _, is_space in gaps]
    alphabetic = sum(letter.isalpha() for letter in letters)
    if len(gaps) >= 3 and min(sum(spaces), alphabetic) >= _LETTER_SPACED * len(gaps):
        usual = median(gap for gap, _ in gaps)
        spaces = [gap > 1.7 * usual for gap, _ in gaps]
    return letters[0] + "".join(" " * space + letter for space, letter in zip(spaces, letters[1:], strict=True))
