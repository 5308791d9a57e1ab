"""The segments of a PDF page as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pypdfium2 as pdfium

from app.core.cv.reading.page_glyphs import Box
from app.core.cv.reading.page_gutters import Row
from app.core.cv.reading.page_order import blocks
from app.core.cv.reading.page_spelling import median
from app.core.cv.reading.page_text import Segment
from app.core.cv.reading.raw import Piece

_APART = 1.0  # of the font size: a gap between two things on one line
_WITHIN = 0.3  # of the font size: a smaller gap may lie within a word
_PARAGRAPH = 1.6  # of the usual distance between lines: a blank line


def upright(page: pdfium.PdfPage) -> Callable[[Box], Box] | None:
    """From the coordinates of the file to those of the page as it is shown, cropped and turned; None when
    they are the same.
    """
    x, y, right, top = page.get_bbox()
    if x == y == 0 and page.get_rotation() % 360 == 0:
        return None
    width, height = right - x, top - y
    turns: dict[int, Callable[[Box], Box]] = {
        0: lambda b: (b[0] - x, b[1] - y, b[2] - x, b[3] - y),
        90: lambda b: (b[1] - y, width - (b[2] - x), b[3] - y, width - (b[0] - x)),
        180: lambda b: (width - (b[2] - x), height - (b[3] - y), width - (b[0] - x), height - (b[1] - y)),
        270: lambda b: (height - (b[3] - y), b[0] - x, height - (b[1] - y), b[2] - x),
    }
    return turns[page.get_rotation() % 360]


def page_lines(segments: Sequence[Segment], page: int) -> Iterator[Piece]:
    """Lines in reading order, blank ones between paragraphs and blocks; hidden text on lines of its own."""
    found = blocks([segment for segment in segments if not segment.hidden])
    usual = _usual_distance(found)
    for block in found:
        for number, row in enumerate(block):
            if number and _distance(block[number - 1], row) > _PARAGRAPH * usual:
                yield Piece("", page)
            yield Piece(joined(row), page)
        yield Piece("", page)
    hidden = [segment for segment in segments if segment.hidden]
    for row in (row for block in blocks(hidden) for row in block):
        yield Piece(joined(row), page, hidden=True)


def _usual_distance(found: list[list[Row]]) -> float:
    distances = [_distance(above, below) for block in found for above, below in pairwise(block)]
    return median(distances) if distances else 0.0


def _distance(above: Row, below: Row) -> float:
    """From line to line, in line heights."""
    height = max(1.0, *(segment.height for segment in (*above, *below)))
    return (above[0].middle - below[0].middle) / height


def _is_bullet(segment: Segment) -> bool:
    return len(segment.text) == 1 and not segment.text.isalnum()


def joined(row: Row) -> str:
    """The text of one line; a tab where two things stand apart."""
    text = row[0].text
    for before, segment in pairwise(row):
        gap = max(segment.left - before.right, before.left - segment.right)
        size = max(before.height, segment.height)
        if gap > _APART * size and not _is_bullet(before):
            text += "\t"
        elif segment.spaced or _is_bullet(before) or gap > _WITHIN * size or segment.order < before.order:
            text += " "
        text += segment.text
    return text
