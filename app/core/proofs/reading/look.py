"""What one look of the OCR program at a picture gives: lines with their places, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import Image
from rapidfuzz import fuzz

from app.core.cv.reading.clean import clean_line
from app.core.proofs.reading.document import Word
from app.core.proofs.reading.program import Program, SeenWord

GOOD = 78.0  # mean confidence from which no other look is needed
SURE = 55.0  # confidence from which a word counts as read
_ENOUGH = 25  # letters read, below which a look has failed
_SAME = 75.0  # similarity of two readings of one line


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as OCR sees it, its place in shares of the page."""

    words: tuple[Word, ...]
    left: float
    top: float
    right: float
    height: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) * word.confidence for word in self.words) / max(1, letters)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look gave. ``confidence`` is the mean over all letters, ``read`` counts letters of sure words.
    ``is_cut``: there was no time for more."""

    lines: tuple[ReadLine, ...] = ()
    confidence: float = 0.0
    read: int = 0
    is_cut: bool = False

    @property
    def failed(self) -> bool:
        return self.confidence < GOOD or self.read < _ENOUGH

    @property
    def merit(self) -> float:
        return self.read * self.confidence


def look_at(picture: Image.Image, program: Program, languages: tuple[str, ...], layout: int) -> Look:
    words = [word for word in program.words(picture, languages, layout) if word.confidence >= 0]
    return look_of(tuple(_lines(words, picture.width, picture.height)))


def look_of(lines: Sequence[ReadLine]) -> Look:
    words = [word for line in lines for word in line.words]
    letters = sum(len(word.text) for word in words)
    confidence = sum(len(word.text) * word.confidence for word in words) / max(1, letters)
    return Look(tuple(lines), confidence, sum(len(word.text) for word in words if word.confidence >= SURE))


def _lines(words: Sequence[SeenWord], width: int, height: int) -> Iterable[ReadLine]:
    for _, group in groupby(words, key=lambda word: word.place):
        line = list(group)
        cleaned = ((clean_line(word.text), word.confidence) for word in line)
        kept = tuple(Word(text, confidence) for text, confidence in cleaned if text)
        if kept:
            top = min(word.top for word in line)
            heights = sorted(word.height for word in line)
            yield ReadLine(
                kept,
                min(word.left for word in line) / width,
                top / height,
                max(word.left + word.width for word in line) / width,
                heights[len(heights) // 2] / height,
            )


def merged(best: Look, other: Look) -> Look:
    """The best look with the lines that only the other one saw, from top to bottom."""
    more = [
        line
        for line in other.lines
        if line.confidence >= SURE and not any(_alike(line, known) for known in best.lines)
    ]
    if not more:
        return best
    return look_of(sorted((*best.lines, *more), key=lambda line: line.top + line.height / 2))


def _alike(line: ReadLine, known: ReadLine) -> bool:
    apart = abs((line.top + line.height / 2) - (known.top + known.height / 2))
    beside = line.right < known.left or known.right < line.left
    if apart < 0.5 * max(line.height, known.height) and not beside:
        return True
    return fuzz.ratio(line.text, known.text) >= _SAME
