"""Text as terms for lexical search: lower case, no accents, English plurals off."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST: Final = 20_000  # characters of one text that are read
_WORD: Final = re.compile(r"\.?[^\W_]+(?:[.'’][^\W_]+)*(?:\+\+|#)?")
_APOSTROPHE: Final = re.compile(r"^(?:[cdjlmnst]|qu)['’]|['’]s?$")
_STOP: Final = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "how", "in", "into", "is", "it", "its", "of",
    "on", "or", "that", "the", "their", "this", "to", "using", "via", "what", "with", "you", "your",
    "de", "des", "du", "et", "la", "le", "les", "pour", "sur", "der", "die", "das", "und", "mit",
})  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents; compatibility forms resolved."""
    if text.isascii():
        return text[:LONGEST].casefold()
    decomposed = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def terms(text: str) -> list[str]:
    """Terms in order, with repeats. ``C++``, ``C#``, ``.NET`` and ``Node.js`` stay whole."""
    return [term for word in _WORD.findall(fold(text)) if (term := _term(word))]


@lru_cache(maxsize=16_384)
def name_terms(name: str) -> tuple[str, ...]:
    """``terms`` of what is asked for again and again: the names of skills, tags."""
    return tuple(terms(name))


@lru_cache(maxsize=65_536)
def _term(word: str) -> str:
    """Empty for a word that says nothing."""
    if word in _STOP:
        return ""
    bare = _APOSTROPHE.sub("", word)
    return stem(bare) if bare.isascii() and bare.isalpha() else bare


def stem(word: str) -> str:
    """The word without its English plural ending; short words stay as they are. Cutting more (-ing, -ed,
    -ation) found no better courses."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
