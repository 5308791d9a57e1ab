"""In which order a person reads the segments of a page. Pure geometry: no PDF library here.

The page is cut at gutters: strips of paper that no line of a block crosses. A line across the strip
ends the block. What stands left and right of a strip is either two columns, read one after the
other, or the two halves of the same lines (a date and a job, a label and a value), read together.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.core.cv.reading.page_bidi import is_right_to_left
from app.core.cv.reading.page_columns import are_columns
from app.core.cv.reading.page_gutters import Gutter, Row, gutters, sides_of
from app.core.cv.reading.page_text import Segment

_MAX_DEPTH = 6


def blocks(segments: Sequence[Segment]) -> list[list[Row]]:
    """Blocks in reading order, each a list of rows from top to bottom, each row in its own direction."""
    found = _blocks(_rows(segments), is_right_to_left(segment.text for segment in segments), 0)
    for row in (row for block in found for row in block):
        if is_right_to_left(segment.text for segment in row):
            row.sort(key=lambda segment: -segment.right)
        else:
            row.sort(key=lambda segment: segment.left)
    return found


def _blocks(rows: list[Row], right_to_left: bool, depth: int) -> list[list[Row]]:
    for gutter in gutters(rows) if depth < _MAX_DEPTH else []:
        if not are_columns(*sides_of(block := rows[gutter.first : gutter.last], gutter.x), block):
            continue
        first, last = _extended(rows, gutter)
        left, right = sides_of(rows[first:last], gutter.x)
        columns = (right, left) if right_to_left else (left, right)
        parts = (rows[:first], *columns, rows[last:])
        return [block for part in parts if part for block in _blocks(part, right_to_left, depth + 1)]
    return [rows] if rows else []


def _extended(rows: list[Row], gutter: Gutter) -> tuple[int, int]:
    """First and last row of two columns of which one begins higher or ends lower than the other.

    Whether the rows that stick out still belong to their column shows in the order of drawing: what
    heads the right column is drawn after the left one, what ends the left column before the right one.
    """
    left, right = sides_of(rows[gutter.first : gutter.last], gutter.x)
    left_drawn = max(segment.order for row in left for segment in row)
    right_drawn = min(segment.order for row in right for segment in row)
    first, last = gutter.first, gutter.last
    while first > gutter.highest and min(segment.order for segment in rows[first - 1]) > left_drawn:
        first -= 1
    while last < gutter.lowest and max(segment.order for segment in rows[last]) < right_drawn:
        last += 1
    return first, last


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
