"""Whether what stands left and right of a gutter is two columns, or the two halves of the same lines."""

from __future__ import annotations

import re
from itertools import pairwise

from app.core.cv.reading.page_gutters import Row
from app.core.cv.reading.page_spelling import median

_NARROW = 2.5  # line heights: bullets, numbers and icons are no column
_DATE = re.compile(r"(?:19|20)\d\d|\d{1,2}[/.]\d{2,4}|'\d\d")
_WORDS = re.compile(r"[^\W\d_]+")


def are_columns(left: list[Row], right: list[Row], block: list[Row]) -> bool:
    """Whether the two sides of a gutter are read one after the other."""
    line_height = median(segment.height for row in block for segment in row)
    if min(_width(left), _width(right)) < _NARROW * line_height:
        return False
    shared = len(left) + len(right) - len(block)  # rows with text on both sides
    aligned = shared / min(len(left), len(right))
    if aligned >= 0.6 and (_is_dates(left, block) or _is_dates(right, block)):
        return False
    if aligned < 0.6 or _changes_of_side(left, right) <= 0.15 * min(len(left), len(right)) + 1:
        return True
    return _is_interleaved_prose(left, right, block)


def _width(rows: list[Row]) -> float:
    return max(s.right for row in rows for s in row) - min(s.left for row in rows for s in row)


def _is_dates(side: list[Row], block: list[Row]) -> bool:
    """A narrow column of periods, perhaps with a place under some."""
    dates = sum(is_period(" ".join(segment.text for segment in row)) for row in side)
    return dates >= 0.4 * len(side) and _width(side) < 0.4 * _width(block)


def is_period(text: str) -> bool:
    """``2019 - 2021``, ``Jan. 2019 – today``: a date, and hardly a word besides months."""
    return len(text) < 40 and bool(_DATE.search(text)) and len(_WORDS.findall(text)) <= 4


def _changes_of_side(left: list[Row], right: list[Row]) -> int:
    """How often the file jumps between the sides: once for columns, with every row for a table."""
    drawn = sorted([(s.order, 1) for row in left for s in row] + [(s.order, 2) for row in right for s in row])
    return sum(side != after for (_, side), (_, after) in pairwise(drawn))


def _is_interleaved_prose(left: list[Row], right: list[Row], block: list[Row]) -> bool:
    """Columns drawn row by row: lines that fill a side from end to end.

    A narrow list on the left counts as a column too if the lines beside it are fuller still; what is
    short on the right (a place, an amount) belongs to its line.
    """
    if _is_full(left, block, 0.6) and _is_full(right, block, 0.6):
        return True
    dense = len(block) >= 6 and min(len(left), len(right)) >= 0.8 * len(block)
    labels = sum(row[-1].text.rstrip().endswith(":") for row in left) >= 0.5 * len(left)
    return dense and not labels and _is_full(right, block, 0.75)


def _is_full(side: list[Row], block: list[Row], share: float) -> bool:
    """Long lines of which half and more take that share of the width of their side."""
    width = _width(side)
    lengths = [sum(len(segment.text) for segment in row) for row in side]
    return (
        width >= 0.25 * _width(block)
        and median(_width([row]) for row in side) >= share * width
        and median(lengths) >= 20
    )
