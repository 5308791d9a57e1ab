"""One spelling for comparing: no case, accents, Arabic variants or typographic signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile(r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed]")
_NOT_WORD = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

_SAME = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ـ": "", "ى": "ي", "ة": "ه", "٫": ".", "٬": ",", "،": ",",
        "٪": "%",
    }
)  # fmt: skip
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def ascii_digits(text: str) -> str:
    """Arabic-Indic digits, both sets, as 0-9."""
    return text.translate(_DIGITS)


@lru_cache(maxsize=32)
def fold(text: str) -> str:
    """Lower case without accents; punctuation stays. ``München, 75 m²`` gives ``munchen, 75 m2``."""
    if text.isascii():
        return text.lower()
    marks_apart = unicodedata.normalize("NFKD", text.translate(_SAME).casefold())
    return _MARKS.sub("", marks_apart).translate(_SAME).translate(_DIGITS)


@lru_cache(maxsize=32)
def words(text: str) -> str:
    """Folded words, one space between, none outside: ``CDI - Temps-plein`` gives ``cdi temps plein``."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def camel_words(text: str) -> str:
    """``words`` that also parts ``fullTime``; for codes, not for prose."""
    return words(_CAMEL.sub(" ", text))
