"""The text of one PDF page as segments: words that stand close together on one line, with their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from app.core.cv.reading.page_bidi import has_right_to_left, logical
from app.core.cv.reading.page_glyphs import Box, glyphs
from app.core.cv.reading.page_spelling import Gap, Spelling

_SPLIT = 0.9  # of the line height: a gap that ends a segment
_OVERLAP = 0.5  # of the line height: going back further begins a new segment
_new = tuple.__new__  # a named tuple without the function that names its parts
_LEAST = 0.05  # points: a line is at least as high


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
        lower, higher = (height, last_height) if height < last_height else (last_height, height)
        overlap = (top if top < last_top else last_top) - (bottom if bottom > last_bottom else last_bottom)
        if style != self._style or overlap < 0.5 * lower:
            return False
        ahead, behind = left - last_right, last_left - right
        gap = (ahead if ahead > behind else behind) / (higher if higher > _LEAST else _LEAST)
        if not -_OVERLAP <= gap <= _SPLIT:
            return False
        self.letters.append(letter)
        self.gaps.append(_new(Gap, (gap, spaced)))
        self._boxes.append(box)
        return True

    def segment(self, spelling: Spelling) -> Segment:
        if has_right_to_left("".join(self.letters)):
            text = logical(spelling.text(*self._from_left_to_right()))
        else:
            text = spelling.text(self.letters, self.gaps)
        lefts, bottoms, rights, tops = zip(*self._boxes, strict=True)
        box = min(lefts), max(rights), min(bottoms), max(tops)
        return Segment(text, *box, self._order, self._spaced, self._style)

    def _from_left_to_right(self) -> tuple[list[str], list[Gap]]:
        """As it stands on the paper: files keep Arabic words in either direction."""
        order = sorted(range(len(self._boxes)), key=lambda at: self._boxes[at][0] + self._boxes[at][2])
        word = list(accumulate((gap.spaced for gap in self.gaps), initial=0))
        gaps = []
        for at, after in pairwise(order):
            height = max(self._boxes[after][3] - self._boxes[after][1], _LEAST)
            width = (self._boxes[after][0] - self._boxes[at][2]) / height
            gaps.append(Gap(width, spaced=word[at] != word[after]))
        return [self.letters[at] for at in order], gaps


def segments(
    text_page: Any, turn: Callable[[Box], Box] | None, style_of: Callable[[int], int] | None, most: int
) -> list[Segment]:
    """Of the first ``most`` characters of a page.

    ``turn`` brings a box into the page as it is shown, ``style_of`` numbers a character's style; None
    stands for "as it is" and "all the same".
    """
    found: list[_Growing] = []
    drawn_spaces = 0
    spaced = True
    for index, letter, found_box in glyphs(text_page, most):
        if found_box is None:
            spaced = True
            drawn_spaces += letter == " "
            continue
        box = turn(found_box) if turn else found_box
        style = style_of(index) if style_of else -1
        if not (found and found[-1].takes(letter, style, box, spaced)):
            found.append(_Growing(index, spaced, style, letter, box))
        spaced = False
    spelling = Spelling([(growing.letters, growing.gaps) for growing in found], drawn_spaces)
    return [growing.segment(spelling) for growing in found]
