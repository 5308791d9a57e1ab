"""Looking at one line of a page by itself: lines that were overlooked, and lines that were hardly read.

Tesseract reads a short line best when it is cut out and its letters are of the size that it was trained on.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PIL import Image, ImageOps

from app.core.proofs.reading.look import GOOD, SURE, Look, ReadLine, look_at, look_of
from app.core.proofs.reading.program import Program

_MOST_GAPS, _MOST_DOUBTFUL = 6, 8
_SIDE = 0.12  # of the width at each side where frames and seals are, when gaps are looked for
_EDGE = 0.05  # of the width at each side that is cut off
_INK = 110  # shade
_ROW_INK = 3  # of 255: the share of a row of pixels that is ink where there are letters
_LOWEST, _HIGHEST = 0.009, 0.08  # of the page: the height of a line
_PAPER_ABOVE = 0.35  # of the line's height
# Height in pixels with paper, page segmentation mode; the later ones are for what the first ones do not read.
_WAYS = ((48, 6), (40, 6), (64, 7), (48, 13), (40, 13))
_FIRST = 3
_LETTERS = 3


def filled(page: Image.Image, look: Look, program: Program, languages: tuple[str, ...]) -> Iterator[Look]:
    """The look with what stands in its gaps, better with each step."""
    for top, bottom in _gaps(page, look)[:_MOST_GAPS]:
        found = read_line(page, top / page.height, bottom / page.height, program, languages)
        if found and found.confidence >= SURE:
            look = look_of(sorted((*look.lines, found), key=lambda line: line.top + line.height / 2))
            yield look


def doubted(page: Image.Image, look: Look, program: Program, languages: tuple[str, ...]) -> Iterator[Look]:
    """The look with the lines that were hardly read as they are read alone, where that is surer."""
    doubtful = [at for at, line in enumerate(look.lines) if line.confidence < GOOD]
    for at in doubtful[:_MOST_DOUBTFUL]:
        line = look.lines[at]
        paper = _PAPER_ABOVE * line.height
        sides = (line.left - line.height, line.right + line.height)
        again = read_line(page, line.top - paper, line.top + line.height + paper, program, languages, sides)
        if again and again.confidence > line.confidence and len(again.text) >= 0.7 * len(line.text):
            look = look_of((*look.lines[:at], again, *look.lines[at + 1 :]))
            yield look


def read_line(
    page: Image.Image,
    top: float,
    bottom: float,
    program: Program,
    languages: tuple[str, ...],
    sides: tuple[float, float] = (_EDGE, 1 - _EDGE),
) -> ReadLine | None:
    """What is read surest between two heights, in shares of the page, in several sizes; None for nothing."""
    best: ReadLine | None = None
    for way, read in readings(page, top, bottom, program, languages, sides):
        if way >= _FIRST and best and best.confidence >= GOOD:
            break
        if best is None or read.confidence > best.confidence:
            best = read
    return best


def readings(
    page: Image.Image,
    top: float,
    bottom: float,
    program: Program,
    languages: tuple[str, ...],
    sides: tuple[float, float] = (_EDGE, 1 - _EDGE),
) -> Iterator[tuple[int, ReadLine]]:
    """One after the other, each in another size or way, with the number of the way."""
    left, right = max(0, int(sides[0] * page.width)), min(page.width, int(sides[1] * page.width))
    first, last = max(0, int(top * page.height)), min(page.height, int(bottom * page.height))
    band = page.crop((left, first, max(left + 1, right), max(first + 1, last)))
    ink = band.point(lambda value: 255 if value < _INK else 0).getbbox()
    if ink is None:
        return
    margin = band.height // 3
    cut = band.crop((max(0, ink[0] - margin), 0, min(band.width, ink[2] + margin), band.height))
    for way, (height, layout) in enumerate(_WAYS):
        sized = cut.resize((max(1, cut.width * height // cut.height), height), Image.Resampling.LANCZOS)
        framed = ImageOps.expand(sized, 6, fill=_paper(sized))
        words = [word for line in look_at(framed, program, languages, layout).lines for word in line.words]
        if sum(len(word.text) for word in words) >= _LETTERS:
            place = (left + ink[0], first + ink[1], left + ink[2], ink[3] - ink[1])
            sizes = (page.width, page.height, page.width, page.height)
            yield (
                way,
                ReadLine(tuple(words), *(value / size for value, size in zip(place, sizes, strict=True))),
            )


def _paper(grey: Image.Image) -> int:
    """The commonest shade."""
    counts = grey.histogram()
    return counts.index(max(counts))


def _gaps(page: Image.Image, look: Look) -> list[tuple[int, int]]:
    """Bands of ink as high as a line where no line was read, with some paper: first and last row of pixels."""
    left, right = int(_SIDE * page.width), int((1 - _SIDE) * page.width)
    ink = page.crop((left, 0, right, page.height)).point(lambda value: 255 if value < _INK else 0)
    inked = [value > _ROW_INK for value in ink.resize((1, page.height), Image.Resampling.BOX).tobytes()]
    for line in look.lines:
        first = int((line.top - line.height * 0.3) * page.height)
        last = int((line.top + line.height * 1.3) * page.height)
        inked[max(0, first) : max(0, last)] = [False] * len(inked[max(0, first) : max(0, last)])
    bands, row = [], 0
    for has_ink, group in groupby(inked):
        rows = len(list(group))
        if has_ink and _LOWEST * page.height <= rows <= _HIGHEST * page.height:
            bands.append((max(0, row - rows // 2), min(page.height, row + rows + rows // 2)))
        row += rows
    return bands
