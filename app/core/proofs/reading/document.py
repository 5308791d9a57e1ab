"""What an uploaded document shows, line by line, and how well it could be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.core.proofs.verdict import Note

SOURCES = ("text", "ocr")


@dataclass(frozen=True, slots=True)
class Word:
    """``confidence`` 0 to 100; 100 for what stands in the file as text."""

    text: str
    confidence: float = 100.0


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One line in reading order, ``number`` from 0 over all pages, ``page`` from 1.

    ``left``, ``top``, ``right`` and ``height`` are shares of the page's width and height. ``source`` is one of
    SOURCES. ``hidden``: it is in the file but cannot be seen. ``seen``: whether OCR of the page shows a text
    line too, None when that was not looked at.
    """

    number: int
    words: tuple[Word, ...]
    page: int = 1
    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    height: float = 0.02
    source: str = "text"
    hidden: bool = False
    seen: bool | None = None

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Mean over the letters, 0 to 100."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) * word.confidence for word in self.words) / letters if letters else 0.0


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a PDF says about itself; empty and None where it says nothing."""

    producer: str = ""
    created: datetime | None = None
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProofDocument:
    """``quality`` is 0 to 100. ``notes`` hold what reading noticed, of the codes in ``verdict.NOTES``."""

    kind: str
    lines: tuple[ProofLine, ...]
    pages: int = 1
    quality: int = 0
    facts: FileFacts = field(default_factory=FileFacts)
    notes: tuple[Note, ...] = ()

    @property
    def visible(self) -> tuple[ProofLine, ...]:
        return tuple(line for line in self.lines if not line.hidden)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.visible)

    def has(self, code: str) -> bool:
        return any(note.code == code for note in self.notes)
