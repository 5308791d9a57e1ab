"""Texts as the words that the full-text indexes make of them, so that alerts find what the search finds.

SQLite: the words of ``unicode61 remove_diacritics 2 tokenchars '+#'``, character by character the same for what
Unicode 6.1 knew. PostgreSQL: what ``jobmatch_words`` leaves, for the letters of European languages and Arabic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

Words = Callable[[str], Sequence[str]]

_ASCII = {
    code: char.lower() if char.isalnum() or char in "+#" else " "
    for code, char in enumerate(map(chr, range(128)))
}
_ALNUM = re.compile(r"[^\W_]+")
_SHARP = re.compile(r"\b([cf])#")
_PLUS = re.compile(r"\bc\+\+")
# Marks that are dropped within a word; every other mark ends it.
_MARKS = frozenset(
    map(
        chr,
        (
            *range(0x300, 0x305), *range(0x306, 0x30D), 0x30F, 0x311, 0x31B, *range(0x323, 0x329), 0x32D, 0x32E,
            0x330, 0x331,
        ),
    )
)  # fmt: skip
_LIGATURES = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
)


def fts5_words(text: str) -> list[str]:
    """Characters outside of ASCII are few in a text, and each is folded everywhere at once."""
    if not text.isascii():
        for char in set(text):
            if char > "\x7f":
                text = text.replace(char, _folded(char))
    return text.translate(_ASCII).split()


def tsvector_words(text: str) -> list[str]:
    lower = text.lower()
    if not lower.isascii():
        lower = unicodedata.normalize("NFD", lower.translate(_LIGATURES))
        lower = "".join(char for char in lower if not unicodedata.combining(char))
    return _ALNUM.findall(_PLUS.sub("cplusplus", _SHARP.sub(r"\1sharp", lower)))


@cache
def _folded(char: str) -> str:
    """One character as it stands in the index, a space where a word ends, nothing for a mark."""
    if char in _MARKS:
        return ""
    category = unicodedata.category(char)
    if category[0] not in "LN" and category not in {"Co", "Cn"} and char not in "+#":
        return " "
    small = char.casefold()
    small = small if len(small) == 1 else char.lower()
    base = unicodedata.normalize("NFD", small)[0]
    if base.isascii() and base.isalpha():
        return base  # only letters of the Latin alphabet lose their accents
    return small if len(small) == 1 else char
