"""The text that a PDF holds, line by line with its place, and whether a look at the page shows it too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pypdfium2 as pdfium
from rapidfuzz import fuzz

from app.core.cv.fold import squash
from app.core.cv.reading.clean import clean_line
from app.core.cv.reading.page_bidi import is_right_to_left
from app.core.cv.reading.page_gutters import Row
from app.core.cv.reading.page_lines import joined
from app.core.cv.reading.page_order import blocks
from app.core.cv.reading.page_text import Segment
from app.core.cv.reading.pdf import page_segments
from app.core.proofs.reading.document import ProofLine, Word
from app.core.proofs.reading.look import Look, ReadLine

_ALIKE = 80.0  # similarity of a line and what OCR reads of it
_JUDGED = 4  # letters and digits that a line needs to be compared
_TRUSTED = 55.0  # confidence of a look that may contradict a file
_COVERED = 0.35  # share of a text over which another one lies
_MOST_SEGMENTS = 2_000
_MOST_AGAIN = 8  # lines of a page that are looked at alone
_EXTRA = 45.0  # confidence of a line that only the picture has


def layer_lines(document: pdfium.PdfDocument, number: int, most: int) -> list[ProofLine]:
    """Lines of page ``number`` (from 1) in reading order, the hidden ones after the others."""
    page = document[number - 1]
    width, height = page.get_size()
    segments, _ = page_segments(page, most)
    _hide_covered(segments)
    lines = []
    for hidden in (False, True):
        chosen = [segment for segment in segments if segment.hidden == hidden]
        rows = (row for block in blocks(chosen) for row in block)
        lines += [_line(row, number, width, height, hidden) for row in rows]
    return [line for line in lines if line.words]


def _hide_covered(segments: Sequence[Segment]) -> None:
    """Other words in the same place were drawn later: the earlier ones are under them."""
    seen = sorted((one for one in segments if not one.hidden), key=lambda one: -one.top)[:_MOST_SEGMENTS]
    for at, one in enumerate(seen):
        for other in seen[at + 1 :]:
            if other.top < one.bottom:
                break
            if _overlap(one, other) > _COVERED and squash(one.text) not in squash(other.text):
                first = min(one, other, key=lambda segment: segment.order)
                first.hidden = squash(other.text) not in squash(one.text)


def _overlap(one: Segment, other: Segment) -> float:
    """The share of the smaller box that the other one takes."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.top, other.top) - max(one.bottom, other.bottom)
    smaller = min((box.right - box.left) * box.height for box in (one, other))
    return across * down / max(0.01, smaller) if across > 0 and down > 0 else 0.0


def is_arabic(lines: Sequence[ProofLine]) -> bool:
    return is_right_to_left(line.text for line in lines)


def compared(
    lines: Sequence[ProofLine], look: Look, again: Callable[[float, float], Iterable[ReadLine]]
) -> list[ProofLine]:
    """The lines with what the look says of each, and after them what only the picture has.

    A line that is not found is looked at alone before it counts as not shown; ``again`` reads a band of the page.
    """
    if look.confidence < _TRUSTED or not look.lines:
        return list(lines)
    everything = squash_all(line.text for line in look.lines)
    page = lines[0].page if lines else 1
    judged = [line if line.hidden else replace(line, seen=_seen(line, look, everything)) for line in lines]
    unseen = [line for line in judged if line.seen is False][:_MOST_AGAIN]
    judged = [_seen_again(line, again) if line in unseen else line for line in judged]
    shown = [line for line in judged if not line.hidden and line.seen is not False]
    extra = [
        as_line(read, page)
        for read in look.lines
        if read.confidence >= _EXTRA and not any(_same_place(line, read) for line in shown)
    ]
    return judged + extra


def as_line(read: ReadLine, page: int) -> ProofLine:
    return ProofLine(
        number=0,
        words=read.words,
        page=page,
        left=read.left,
        top=read.top,
        right=read.right,
        height=read.height,
        source="ocr",
    )


def squash_all(texts: Iterable[str]) -> str:
    """Folded letters and digits, nothing else."""
    return "".join(_bare(text) for text in texts)


def _bare(text: str) -> str:
    return squash(text) + "".join(character for character in text if character.isdigit())


def _seen(line: ProofLine, look: Look, everything: str) -> bool | None:
    bare = _bare(line.text)
    if len(bare) < _JUDGED:
        return None
    beside = _bare(" ".join(read.text for read in look.lines if _same_place(line, read)))
    if beside and fuzz.ratio(bare, beside) >= _ALIKE:
        return True
    return fuzz.partial_ratio(bare, everything) >= _ALIKE


def _seen_again(line: ProofLine, again: Callable[[float, float], Iterable[ReadLine]]) -> ProofLine:
    bare, paper = _bare(line.text), 0.35 * line.height
    for read in again(line.top - paper, line.top + line.height + paper):
        if fuzz.ratio(bare, _bare(read.text)) >= _ALIKE:
            return replace(line, seen=True)
    return line


def _same_place(line: ProofLine, read: ReadLine) -> bool:
    apart = abs((line.top + line.height / 2) - (read.top + read.height / 2))
    overlap = min(line.right, read.right) - max(line.left, read.left)
    return apart < 0.6 * max(line.height, read.height) and overlap > 0


def _line(row: Row, page: int, width: float, height: float, hidden: bool) -> ProofLine:
    words = clean_line(joined(row)).split()
    top = max(segment.top for segment in row)
    return ProofLine(
        number=0,
        words=tuple(map(Word, words)),
        page=page,
        left=min(segment.left for segment in row) / max(1.0, width),
        top=(height - top) / max(1.0, height),
        right=max(segment.right for segment in row) / max(1.0, width),
        height=max(segment.height for segment in row) / max(1.0, height),
        hidden=hidden,
    )
