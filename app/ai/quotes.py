"""Whether what a model wrote stands in what it was given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from typing import Final

SHORTEST: Final = 3
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_][\w+#.'’-]*")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
_QUOTES: Final = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"}
)
# Written large wherever they stand, and no names.
_LARGE: Final = frozenset({"i", "i'm", "i've", "i'd", "i'll", "madam", "sir", "madame", "monsieur", "cv"})


def plain(text: str) -> str:
    """For comparing: one case, one kind of space, quote and dash."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return _SPACES.sub(" ", folded).strip()


def is_quoted(quote: str, text: str) -> bool:
    """Whether ``quote`` stands in ``text``, apart from spaces, case and the form of quotes. What is shorter than
    SHORTEST letters quotes nothing."""
    wanted = plain(quote).strip(" \"'.…-•")
    return len(wanted) >= SHORTEST and wanted in plain(text)


def numbers(text: str) -> frozenset[str]:
    return frozenset(found.replace(",", ".").rstrip(".") for found in _NUMBER.findall(text))


def names(text: str) -> frozenset[str]:
    """Words that begin with a capital inside of a sentence, folded."""
    found: set[str] = set()
    for sentence in _SENTENCE.split(text):
        words = [word.rstrip(".'’-") for word in _WORD.findall(sentence)]
        found.update(plain(word) for word in words[1:] if word[:1].isupper())
    return frozenset(found - _LARGE)


def words(text: str) -> frozenset[str]:
    return frozenset(plain(word.rstrip(".'’-")) for word in _WORD.findall(text))


def says_only(text: str, known_numbers: Set[str], known_words: Set[str], *, with_names: bool = True) -> bool:
    """Whether every number, and every name, in ``text`` is known."""
    if numbers(text) - known_numbers:
        return False
    return not with_names or not (names(text) - known_words)
