"""One spelling for comparing: no case, accents, Arabic variants or typographic signs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import Final

_MARKS = re.compile(r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed]+")
_WORD = re.compile(r"[^\W_]+")
_ASCII_WORDS = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONG: Final = 400

_DIGITS = {digit: str(index % 10) for index, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_SAME = _DIGITS | {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ـ": "", "ى": "ي", "ة": "ه", "٫": ".", "٬": ",", "،": ",",
    "٪": "%",
}  # fmt: skip
_VARIANT = re.compile("[" + re.escape("".join(_SAME)) + "]")


def fold(text: str) -> str:
    """Lower case without accents; punctuation stays. ``München, 75 m²`` gives ``munchen, 75 m2``."""
    if text.isascii():
        return text.lower()
    return _folded_long(text) if len(text) > _LONG else _folded(text)


def words(text: str) -> str:
    """Folded words, one space between, none outside: ``CDI - Temps-plein`` gives ``cdi temps plein``."""
    return _words_long(text) if len(text) > _LONG else _words(text)


def word_list(text: str) -> tuple[str, ...]:
    return _index_long(text)[0] if len(text) > _LONG else _split(fold(text))


def word_places(text: str) -> tuple[tuple[str, ...], dict[str, list[int]]]:
    """The words in order, and for each word where in that order it stands."""
    return _index_long(text) if len(text) > _LONG else _index_short(text)


def offsets(text: str, wanted: frozenset[str]) -> list[tuple[int, int]]:
    """Start and end, in ``fold(text)``, of every whole word that is wanted; in order."""
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for word in wanted & word_places(text)[1].keys():
        start = folded.find(word)
        while start >= 0:
            end = start + len(word)
            if not folded[start - 1 : start].isalpha() and not folded[end : end + 1].isalpha():
                found.append((start, end))
            start = folded.find(word, end)
    return sorted(found)


def word_set(text: str) -> frozenset[str]:
    """For word lists written as one string; folded."""
    return frozenset(fold(text).split())


def camel_words(text: str) -> str:
    """``words`` that also parts ``fullTime``; for codes, not for prose."""
    return words(_CAMEL.sub(" ", text))


def _fold(text: str) -> str:
    """Variants are replaced twice, because some come to light only when marks are taken apart."""
    same = _VARIANT.sub(_plain_variant, text.casefold())
    apart = _MARKS.sub("", unicodedata.normalize("NFKD", same))
    return apart if apart.isascii() else _VARIANT.sub(_plain_variant, apart)


def _plain_variant(found: re.Match[str]) -> str:
    return _SAME[found.group()]


def _to_words(text: str) -> str:
    return " ".join(word_list(text))


def _split(folded: str) -> tuple[str, ...]:
    """Runs of letters and digits. Where all of them are ASCII, a table is four times as fast as a pattern."""
    if not folded.isascii():
        if any(sign.isalnum() for sign in set(folded) if sign > "\x7f"):
            return tuple(_WORD.findall(folded))
        folded = folded.encode("ascii", "replace").decode("ascii")
    return tuple(folded.translate(_ASCII_WORDS).split())


def _index(text: str) -> tuple[tuple[str, ...], dict[str, list[int]]]:
    listed = _split(fold(text))
    where: dict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(listed):
        where[word].append(position)
    return listed, where


# An offer's text is folded by many readers in a row, between a great many short strings.
_folded = lru_cache(maxsize=4096)(_fold)
_folded_long = lru_cache(maxsize=4)(_fold)
_words = lru_cache(maxsize=8192)(_to_words)
_words_long = lru_cache(maxsize=4)(_to_words)
_index_long = lru_cache(maxsize=4)(_index)
_index_short = lru_cache(maxsize=64)(_index)
