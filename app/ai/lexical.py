"""Vectors of spelling: hashed words and letter groups, for when no model is set up.

Texts that share words, or words that share a stem, are close; synonyms and translations are not. The
same text has the same vector in every process and on every machine.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.ai.texts import readable

DIMENSIONS = 384
WORD = re.compile(r"\w[\w+#]*")
MAX_WORDS, MAX_LETTERS = 256, 40
GROUPS = (3, 4)
WORD_WEIGHT = 1.0
GROUPS_WEIGHT = 0.7
"""Length of all letter groups of a word together, beside the word itself."""


class LexicalEmbedder:
    model_id = "lexical-1"
    dimensions = DIMENSIONS
    semantic = False

    def __init__(self, reason: str = "") -> None:
        self.reason = reason

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            _fill(row, readable(text))
        return vectors


def _fill(row: NDArray[np.float32], text: str) -> None:
    words = [word[:MAX_LETTERS] for word in WORD.findall(_folded(text))[:MAX_WORDS]]
    for word, count in sorted(Counter(words).items()):
        places, weights = _features(word)
        row[places] += weights * np.float32(1 + np.log(count))
    length = float(np.linalg.norm(row))
    if length:
        row /= np.float32(length)


def _folded(text: str) -> str:
    """Small letters without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def _features(word: str) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Places of a word's features and their signed weights, each place once."""
    row = np.zeros(DIMENSIONS, np.float32)
    groups = list(_letter_groups(word))
    for feature, weight in [(word, WORD_WEIGHT), *((g, GROUPS_WEIGHT / len(groups) ** 0.5) for g in groups)]:
        code = zlib.crc32(feature.encode("utf-8"))
        row[code % DIMENSIONS] += weight if code >> 31 else -weight
    places = np.flatnonzero(row)
    return places, row[places]


def _letter_groups(word: str) -> Iterator[str]:
    framed = f"<{word}>"
    for size in GROUPS:
        yield from (framed[start : start + size] for start in range(len(framed) - size + 1))
