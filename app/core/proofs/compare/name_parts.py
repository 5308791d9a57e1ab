"""A name in its parts: what belongs together, and what is no part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.cv.fold import fold
from app.core.proofs.compare.shown import Token

_TITLES_LISTED = """m mr mrs ms miss mme mlle monsieur madame mademoiselle dr prof herr herrn frau sir السيد السيده
    الانسه الاستاذ الطالب الطالبه الدكتور ep epouse nee ne"""
_TITLES = frozenset(_TITLES_LISTED.split())
_BEFORE_LISTED = """ben bin ibn ould abou abu abd abdel abdul abdoul bel van von der den de du da di bou le la mac mc
    بن بو ابو عبد ابن"""
_BEFORE = frozenset(_BEFORE_LISTED.split())
_ARTICLES = frozenset({"el", "al", "ال"})
_ELIDED = frozenset({"o", "m", "n"})  # O'Neill, M'Barek, N'Diaye
_ARABIC = re.compile(r"[\u0621-\u06ff]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 30  # letters of a part of a name that is compared
_MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: "ben salah" is one, written bensalah. ``first`` to ``last`` are its tokens."""

    text: str
    first: int = 0
    last: int = 0
    confidence: float = 100.0
    capital: bool = True

    @property
    def arabic(self) -> bool:
        return bool(_ARABIC.search(self.text))


def parts_of(tokens: Sequence[Token]) -> list[Part]:
    """Titles and articles are left out, particles joined with what they stand before."""
    found: list[Part] = []
    before, first, sure = "", 0, 100.0
    for number, token in enumerate(tokens):
        text = token.text[:_LONGEST]
        more = number + 1 < len(tokens)
        if text in _TITLES and not before and not token.elided:
            continue
        if text in _ARTICLES and token.capital | bool(before) and more:
            continue
        if not before:
            first, sure = number, 100.0
        sure = min(sure, token.confidence)
        if more and (text in _BEFORE or (token.elided and text in _ELIDED)):
            before += text
            continue
        found.append(Part(_without_article(before + text), first, number, sure, token.capital))
        before = ""
    return found


def parts_of_name(name: str) -> list[Part]:
    folded = fold(name)
    tokens = [
        Token(match.group(), match.group().title(), elided=folded[match.end() : match.end() + 1] == "'")
        for match in _WORD.finditer(folded)
    ]
    return parts_of(tokens)[:_MOST_PARTS]


def _without_article(text: str) -> str:
    return text[2:] if text.startswith("ال") and len(text) > 4 else text
