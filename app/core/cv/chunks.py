"""A CV in pieces that a sentence model can compare, each knowing its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.core.cv.document import Line
from app.core.cv.identity import without_identity
from app.core.cv.language_of import language_of
from app.core.skills.extract import skill_ids
from app.core.skills.lexicon import default_lexicon

# Measured: see docs/matching.md.
LEAST_WORDS = 15
MOST_WORDS = 30
MOST_CHUNKS = 200
MAX_CHARACTERS = 200_000
MAX_LINES = 4000
MAX_LINE = 1000


@dataclass(frozen=True, slots=True)
class Chunk:
    """``lines`` are numbers of the document's lines, ascending."""

    text: str
    lines: tuple[int, ...]


def chunks(lines: Sequence[Line]) -> tuple[Chunk, ...]:
    """The first MOST_CHUNKS pieces in reading order, without anything that says whose CV it is.

    Hidden lines are left out. Never raises on any text.
    """
    readable = list(_readable(line for line in lines[:MAX_LINES] if not line.hidden))
    kept = without_identity(readable)
    if language_of("\n".join(line.text for line in kept)) not in (None, "en"):
        kept = tuple(_with_english_skills(line) for line in kept)
    return tuple(islice(_pieces(kept), MOST_CHUNKS))


def _with_english_skills(line: Line) -> Line:
    """The model reads English: the skills of another language are said in English as well."""
    lexicon = default_lexicon()
    labels = [lexicon.label(skill) for skill in skill_ids(line.text)]
    return replace(line, text=" ".join((line.text, *labels))) if labels else line


def _readable(lines: Iterable[Line]) -> Iterator[Line]:
    left = MAX_CHARACTERS
    for line in lines:
        text = line.text[: min(MAX_LINE, left)]
        left -= len(text)
        yield line if text == line.text else replace(line, text=text)


def _pieces(lines: Iterable[Line]) -> Iterator[Chunk]:
    """Whole lines up to LEAST_WORDS words; a blank line ends a piece, a long line is cut."""
    words: list[tuple[str, int]] = []
    for line in lines:
        found = [(word, line.number) for word in line.text.split()]
        words += found
        while len(words) >= LEAST_WORDS + MOST_WORDS:
            yield _chunk(words[:MOST_WORDS])
            words = words[MOST_WORDS:]
        if len(words) >= LEAST_WORDS or (words and not found):
            yield _chunk(words)
            words = []
    if words:
        yield _chunk(words)


def _chunk(words: Sequence[tuple[str, int]]) -> Chunk:
    return Chunk(" ".join(word for word, _ in words), tuple(dict.fromkeys(number for _, number in words)))
