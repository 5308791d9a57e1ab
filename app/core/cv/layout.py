"""What the shape of a line says: a bullet, a short header, running text."""

from __future__ import annotations

import re

LONGEST_HEADER = 100
MOST_WORDS = 14
_BULLET = re.compile(
    r"\s{0,8}(?:[-*•·▪◦●○■□➢➤✓✔❖►▶>\uf0a7\uf0b7\u2219\u27a4–—]|[oO](?=\s{1,4}[A-ZÀ-Ý]))\s{0,6}"
)
_SENTENCE_END = re.compile(r"[.;,]\s*$")
_ABBREVIATION_END = re.compile(
    r"(?:\b(?:[Ii]nc|INC|[Ll]td|LTD|[Cc]o|[Cc]orp|[Ss]\.a|S\.A|s\.a\.r\.l|e\.V|etc|p\.a|Dipl|Ing)|\b[A-Z])\.\s*$"
)


def is_bullet(text: str) -> bool:
    return _BULLET.match(text) is not None


def without_bullet(text: str) -> str:
    match = _BULLET.match(text)
    return text[match.end() :] if match else text


def is_header_like(text: str) -> bool:
    """Short, no bullet, no end of sentence, no small first letter: may be a title or a company."""
    tidy = text.strip()
    if not tidy or len(tidy) > LONGEST_HEADER or len(tidy.split()) > MOST_WORDS or is_bullet(text):
        return False
    if tidy[0].islower():
        return False
    return not _SENTENCE_END.search(tidy) or bool(_ABBREVIATION_END.search(tidy))
