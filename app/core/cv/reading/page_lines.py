"""The segments of a PDF page as lines of text."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

import pypdfium2 as pdfium

from app.core.cv.reading.page_glyphs import Box
from app.core.cv.reading.page_order import Row, blocks
from app.core.cv.reading.page_spelling import median
from app.core.cv.reading.page_text import Segment
from app.core.cv.reading.raw import Piece

_APART = 1.5  # of the font size: a gap between two things on one line
_WITHIN = 0.3  # of the font size: a smaller gap may lie within a word
_PARAGRAPH = 1.6  # of the usual distance between lines: a blank line


def upright(page: pdfium.PdfPage) -> Callable[[Box], Box]:
    """From the coordinates of the file to those of the page as it is shown, cropped and turned."""
    x, y, right, top = page.get_bbox()
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
    visible = [segment for segment in segments if not segment.hidden]
    for block in blocks(visible):
        usual = _usual_distance(block)
        for number, row in enumerate(block):
            if number and block[number - 1][0].middle - row[0].middle > _PARAGRAPH * usual:
                yield Piece("", page)
            yield Piece(_joined(row), page)
        yield Piece("", page)
    hidden = [segment for segment in segments if segment.hidden]
    for row in (row for block in blocks(hidden) for row in block):
        yield Piece(_joined(row), page, hidden=True)


def _usual_distance(block: list[Row]) -> float:
    distances = [above[0].middle - below[0].middle for above, below in itertools.pairwise(block)]
    return median(distances) if distances else 0.0


def _joined(row: Row) -> str:
    text = row[0].text
    for before, segment in itertools.pairwise(row):
        gap = max(segment.left - before.right, before.left - segment.right)
        size = max(before.height, segment.height)
        if gap > _APART * size:
            text += "\t"
        elif segment.spaced or gap > _WITHIN * size or segment.order < before.order:
            text += " "
        text += segment.text
    return text
