"""Strips of paper on a page that a block of lines leaves free: candidates for the gap between columns."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.cv.reading.page_text import Segment

Row = list[Segment]  # on one line

_MIN_GUTTER = 7.0  # points
_MIN_ROWS = 3  # of text on both sides of a gutter
_MAX_CANDIDATES = 60


@dataclass(slots=True)
class Gutter:
    """Rows ``highest`` to ``lowest`` (excluded) do not cross the strip that ends at ``x``.

    From ``first`` to ``last`` (excluded) both sides have text; ``support`` rows have it on the poorer side.
    """

    x: float
    first: int
    last: int
    highest: int
    lowest: int
    support: int


def gutters(rows: list[Row]) -> list[Gutter]:
    """Candidates with text on both sides, best supported first."""
    edges = sorted({round(segment.left) for row in rows for segment in row})
    if len(edges) < 2 or len(rows) < _MIN_ROWS:
        return []
    ends = sorted({round(segment.right + _MIN_GUTTER) for row in rows for segment in row})
    wanted = _frequent(rows, edges[1:] + ends)
    found = [gutter for x in wanted for gutter in _runs(rows, float(x))]
    return sorted(found, key=lambda gutter: (-gutter.support, gutter.highest - gutter.lowest))[
        :_MAX_CANDIDATES
    ]


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


def _runs(rows: list[Row], x: float) -> list[Gutter]:
    """Every longest run of rows that leave the strip before ``x`` free."""
    found: list[Gutter] = []
    first = 0
    sides: list[int] = []  # 1 text on the left, 2 on the right, 3 on both
    for number, row in enumerate([*rows, None]):
        side = 0 if row is None else _side(row, x)
        if side:
            sides.append(side)
            continue
        gutter = _trimmed(sides, first, x) if {1, 2} <= {*sides} or 3 in sides else None
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


def _trimmed(sides: list[int], first: int, x: float) -> Gutter | None:
    """The rows where both sides have text above or below; None if these are too few."""
    reaches = [_reach(sides, 1), _reach(sides, 2)]
    start, end = max(reach[0] for reach in reaches), min(reach[1] for reach in reaches)
    inside = sides[start:end]
    support = min(sum(side & 1 for side in inside), sum(side >> 1 for side in inside))
    if support < _MIN_ROWS:
        return None
    return Gutter(x, first + start, first + end, first, first + len(sides), support)


def _reach(sides: list[int], bit: int) -> tuple[int, int]:
    numbers = [number for number, side in enumerate(sides) if side & bit]
    return (numbers[0], numbers[-1] + 1) if numbers else (len(sides), 0)


def sides_of(block: list[Row], x: float) -> tuple[list[Row], list[Row]]:
    left = [[segment for segment in row if segment.left < x - 1] for row in block]
    right = [[segment for segment in row if segment.left >= x - 1] for row in block]
    return [row for row in left if row], [row for row in right if row]
