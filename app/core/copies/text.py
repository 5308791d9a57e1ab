"""Texts of offers as sets of three neighbouring words, and how much two have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.core.skills.folding import fold

Shingles = NDArray[np.uint64]

LONGEST = 20_000  # characters that are compared
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?;\n]")
_FEWEST_WORDS = 5
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_THIRD, _HALF = np.uint64(0x165667B19E3779F9), np.uint64(29)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of two texts, 0 to 1: ``jaccard`` the shared part of both together, ``containment`` of the shorter one.
    ``words`` counts the groups of words of the shorter one."""

    jaccard: float
    containment: float
    words: int


def words_of(text: str) -> str:
    """Folded words with one space between."""
    return " ".join(_WORD.findall(fold(text[:LONGEST])))


def shingles(words: str) -> Shingles:
    """A hash for every three neighbouring words, sorted, each once; of fewer words one for all."""
    listed = words.split()
    if not listed:
        return np.empty(0, np.uint64)
    codes = np.fromiter(map(_code, listed), np.uint64, len(listed))
    if len(codes) < 3:
        codes = np.pad(codes, (0, 3 - len(codes)))
    mixed = codes[:-2] * _FIRST + codes[1:-1] * _SECOND + codes[2:] * _THIRD
    return np.unique((mixed ^ (mixed >> _HALF)) * _FIRST)


def sentences(text: str) -> frozenset[int]:
    """A signed 64-bit number for each sentence that says something, whatever its spelling."""
    said = (_WORD.findall(part) for part in _SENTENCE_END.split(fold(text[:LONGEST])))
    return frozenset(hashed(*listed) for listed in said if len(listed) >= _FEWEST_WORDS)


def hashed(*values: str) -> int:
    """A signed 64-bit number, the same in every process."""
    joined = "\x1f".join(values).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big", signed=True)


@lru_cache(65_536)
def _code(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return crc32(data) << 32 | crc32(data, 0x5BD1E995)


def likeness(one: Shingles, other: Shingles) -> Likeness:
    shorter = min(len(one), len(other))
    if not shorter:
        return Likeness(0.0, 0.0, 0)
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return Likeness(shared / (len(one) + len(other) - shared), shared / shorter, shorter)


def shared_words(one: str, other: str) -> float:
    """What share of the longer words of the poorer text the other one has too, 0 to 1."""
    left, right = (frozenset(word for word in text.split() if len(word) > 4) for text in (one, other))
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer else 0.0
