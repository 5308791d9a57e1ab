"""In which order a person reads the segments of a page. Pure geometry: no PDF library here.

The page is cut at gutters: strips of paper that no line of a block crosses. A line across the strip
ends the block. What stands left and right of a strip is either two columns, read one after the
other, or the two halves of the same lines (a date and a job, a label and a value), read together.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.cv.reading.page_bidi import is_right_to_left
from app.core.cv.reading.page_spelling import median
from app.core.cv.reading.page_text import Segment

Row = list[Segment]

_MIN_GUTTER = 7.0  # points
_MIN_ROWS = 3  # of text on both sides of a gutter
_MAX_DEPTH = 6
_NARROW = 2.5  # line heights: bullets, numbers and icons are no column
_MAX_CANDIDATES = 60
_DATE = re.compile(r"(?:19|20)\d\d|\d{1,2}[/.]\d{2,4}|'\d\d")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Gutter:
    """Rows ``first`` to ``last`` (excluded) do not cross the strip that ends at ``x``."""

    x: float
    first: int
    last: int
    support: int


def blocks(segments: Sequence[Segment]) -> list[list[Row]]:
    """Blocks in reading order, each a list of rows from top to bottom, each row in its own direction."""
    right_to_left = is_right_to_left(segment.text for segment in segments)
    found = _blocks(_rows(segments), right_to_left, 0)
    for row in (row for block in found for row in block):
        row.sort(key=lambda segment: -segment.right if right_to_left else segment.left)
    return found


def _blocks(rows: list[Row], right_to_left: bool, depth: int) -> list[list[Row]]:
    for gutter in _gutters(rows) if depth < _MAX_DEPTH else []:
        block = rows[gutter.first : gutter.last]
        left, right = _sides(block, gutter.x)
        if not _are_columns(left, right, block):
            continue
        columns = (right, left) if right_to_left else (left, right)
        parts = (rows[: gutter.first], *columns, rows[gutter.last :])
        return [block for part in parts if part for block in _blocks(part, right_to_left, depth + 1)]
    return [rows] if rows else []


def _rows(segments: Sequence[Segment]) -> list[Row]:
    """Segments on one line, lines from top to bottom. Sizes may differ, so the middle third decides."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda s: (-s.middle, s.left)):
        if rows and _same_line(rows[-1][0], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def _same_line(first: Segment, segment: Segment) -> bool:
    return abs(first.middle - segment.middle) < 0.35 * min(first.height, segment.height)


def _gutters(rows: list[Row]) -> list[_Gutter]:
    """Candidates with text on both sides, best supported first."""
    edges = sorted({round(segment.left) for row in rows for segment in row})
    if len(edges) < 2 or len(rows) < _MIN_ROWS:
        return []
    ends = sorted({round(segment.right + _MIN_GUTTER) for row in rows for segment in row})
    wanted = _frequent(rows, edges[1:] + ends)
    found = [gutter for x in wanted for gutter in _runs(rows, float(x))]
    return sorted(found, key=lambda gutter: (-gutter.support, gutter.x))[:_MAX_CANDIDATES]


def _frequent(rows: list[Row], positions: list[int]) -> list[int]:
    """The positions where most segments begin or end: columns are aligned on one side."""
    if len(positions) <= _MAX_CANDIDATES:
        return positions
    counts: dict[int, int] = dict.fromkeys(positions, 0)
    for row in rows:
        for segment in row:
            for x in (round(segment.left), round(segment.right + _MIN_GUTTER)):
                if x in counts:
                    counts[x] += 1
    return sorted(counts, key=lambda x: -counts[x])[:_MAX_CANDIDATES]


def _runs(rows: list[Row], x: float) -> list[_Gutter]:
    """Every longest run of rows that leave the strip before ``x`` free."""
    found: list[_Gutter] = []
    first = 0
    sides: list[int] = []  # 1 text on the left, 2 on the right, 3 on both
    for number, row in enumerate([*rows, None]):
        side = 0 if row is None else _side(row, x)
        if side:
            sides.append(side)
            continue
        gutter = _trimmed(rows, sides, first, x) if {1, 2} <= {*sides} or 3 in sides else None
        found += [gutter] if gutter else []
        first, sides = number + 1, []
    return found


def _side(row: Row, x: float) -> int:
    side = 0
    for segment in row:
        if segment.left >= x - 1:
            side |= 2
        elif segment.right <= x - _MIN_GUTTER + 1:
            side |= 1
        else:
            return 0
    return side


def _trimmed(rows: list[Row], sides: list[int], first: int, x: float) -> _Gutter | None:
    """The run without what only happens to stand above or below the columns; None if too little is left."""
    both = [_reach(sides, 1), _reach(sides, 2)]
    start, end = max(reach[0] for reach in both), min(reach[1] for reach in both)
    inside = sides[start:end]
    support = min(sum(side & 1 for side in inside), sum(side >> 1 for side in inside))
    if support < _MIN_ROWS:
        return None
    usual = median(_height(rows[first + number]) for number in range(len(sides)))
    top = 0
    while top < start and _height(rows[first + top]) > 1.25 * usual:
        top += 1
    pitch = median(rows[n][0].middle - rows[n + 1][0].middle for n in range(first, first + len(sides) - 1))
    bottom = end
    while bottom < len(sides) and _drop(rows, first + bottom) <= 2.5 * pitch:
        bottom += 1
    return _Gutter(x, first + top, first + bottom, support)


def _reach(sides: list[int], bit: int) -> tuple[int, int]:
    numbers = [number for number, side in enumerate(sides) if side & bit]
    return (numbers[0], numbers[-1] + 1) if numbers else (len(sides), 0)


def _height(row: Row) -> float:
    return max(segment.height for segment in row)


def _drop(rows: list[Row], number: int) -> float:
    return rows[number - 1][0].middle - rows[number][0].middle


def _sides(block: list[Row], x: float) -> tuple[list[Row], list[Row]]:
    left = [[segment for segment in row if segment.left < x - 1] for row in block]
    right = [[segment for segment in row if segment.left >= x - 1] for row in block]
    return [row for row in left if row], [row for row in right if row]


def _are_columns(left: list[Row], right: list[Row], block: list[Row]) -> bool:
    """Whether the two sides of a gutter are read one after the other."""
    line_height = median(_height(row) for row in block)
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
    return sum(side != after for (_, side), (_, after) in itertools.pairwise(drawn))


def _is_interleaved_prose(left: list[Row], right: list[Row], block: list[Row]) -> bool:
    """Columns drawn row by row: lines that fill a side from end to end, and no gaps between lines."""
    full = [_is_full(side, block) for side in (left, right)]
    if all(full):
        return True
    dense = min(len(left), len(right)) >= 0.8 * len(block)
    labels = max(
        sum(row[-1].text.rstrip().endswith(":") for row in side) / len(side) for side in (left, right)
    )
    return any(full) and dense and len(block) >= 6 and labels < 0.5


def _is_full(side: list[Row], block: list[Row]) -> bool:
    width = _width(side)
    lengths = [sum(len(segment.text) for segment in row) for row in side]
    return (
        width >= 0.25 * _width(block)
        and median(_width([row]) for row in side) >= 0.6 * width
        and median(lengths) >= 20
    )
