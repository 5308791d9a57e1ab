"""What a model says it reads in a document. It is believed only where the words read support it, and never enough to
confirm: who could talk a model into an answer would else have a say in the verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from app.core.proofs.compare.shown import Shown, Token, tokens_of
from app.core.proofs.reading.document import ProofLine, Word

_DOUBTFUL = 80.0  # confidence below which a word may have been misread
_PART_WRONG = 0.34  # of a word's letters that may then be wrong
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Proposals:
    """Values as a model gives them, in the words of the document; empty where it gives none."""

    name: str = ""
    title: str = ""
    issuer: str = ""
    identifier: str = ""
    level: str = ""
    date: str = ""
    url: str = ""

    def items(self) -> list[tuple[str, str]]:
        """(item, value) of those that are given, cut at a length that no value needs."""
        listed = (
            ("name", self.name),
            ("title", self.title),
            ("issuer", self.issuer),
            ("identifier", self.identifier),
            ("level", self.level),
            ("date", self.date),
            ("url", self.url),
        )
        return [(item, value[:_LONGEST].strip()) for item, value in listed if value.strip()]


def proposed_line(value: str) -> Shown:
    """The value as if it were a line of the document."""
    line = ProofLine(-1, tuple(map(Word, value.split())))
    return Shown(line, tokens_of(line))


def supported(value: str, lines: Sequence[Shown]) -> bool:
    """Whether the words stand in the document one after the other, as far as OCR was sure of what it read.

    A word of which OCR was sure must be the same: a model cannot turn one name into another.
    """
    wanted = proposed_line(value).tokens
    if not wanted:
        return False
    rows = [line.tokens for line in lines]
    rows += [(*above, *below) for above, below in pairwise(rows)]
    return any(_stands_in(wanted, row) for row in rows)


def _stands_in(wanted: Sequence[Token], row: Sequence[Token]) -> bool:
    return any(
        all(_may_be(word.text, read) for word, read in zip(wanted, row[start:], strict=False))
        for start in range(len(row) - len(wanted) + 1)
    )


def _may_be(word: str, read: Token) -> bool:
    if word == read.text:
        return True
    if read.confidence >= _DOUBTFUL or len(word) < 4:
        return False
    return Levenshtein.distance(word, read.text) <= _PART_WRONG * len(word)
