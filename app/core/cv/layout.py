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


# What templates and people who hide names leave in a CV: it stands where a place or an employer stood.
_PLACE_LEFT_OPEN = re.compile(r"\s?\bCity\s?,\s?(?:State|Country)\b(?:\s?,\s?(?:US|USA|Country)\b)?")
_COMPANY_LEFT_OPEN = re.compile(r"\s?\bCompany Name\b\s?")


def parted(text: str) -> str:
    """With a separator around "Company Name" and in place of "City, State"."""
    if "Company Name" not in text and "City" not in text:
        return text
    return _COMPANY_LEFT_OPEN.sub(" | Company Name | ", _PLACE_LEFT_OPEN.sub(" | ", text)).strip(" |")


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
