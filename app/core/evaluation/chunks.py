"""Long texts in pieces that a sentence model takes in whole."""

from __future__ import annotations

WORDS = 40


def chunks_of(text: str, size: int = WORDS, limit: int = 200) -> list[str]:
    """Runs of ``size`` words, at most ``limit`` of them; a text without words is one empty piece."""
    words = text.split(maxsplit=size * limit)[: size * limit]
    return [" ".join(words[at : at + size]) for at in range(0, len(words), size)] or [""]
