"""Folding: one spelling for one word, so that vocabularies are written once.

Folded text is lower case without accents, with ASCII digits, one kind of dash and apostrophe, and
plain Arabic letters (alef without hamza, heh for teh marbuta, yeh for alef maqsura). Folding never
changes the length: a position in the folded text is the same position in the original.
"""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = {"ة": "ه", "ى": "ي", "ٱ": "ا", "،": ",", "؛": ";", "×": "x"}
_TATWEEL = "ـ"
_DASHES = "‐‑‒–—―−⁃﹣-~∼"
_QUOTES = "’‘ʼ`´′‛"
_WORD = re.compile(r"[^\W_]+")


def _fold_char(char: str) -> str:
    if char in _SPECIAL:
        return _SPECIAL[char]
    if char in _DASHES:
        return "-"
    if char in _QUOTES:
        return "'"
    if char != "\t" and char.isspace():
        return " "
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    lower = unicodedata.normalize("NFD", char)[0].lower()
    return lower if len(lower) == 1 else char


class _Table(dict[int, str]):
    """Folds a character the first time it is met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """The folded text, character for character as long as ``text``."""
    return text.translate(_TABLE)


def squash(text: str) -> str:
    """Only the folded letters: equal for "E D U C A T I O N:", "Éducation" and "▪ education"."""
    return "".join(char for char in fold(text) if char.isalpha() and char != _TATWEEL)


def words(text: str) -> list[str]:
    """The folded words and numbers of a text, in order."""
    return _WORD.findall(fold(text))
