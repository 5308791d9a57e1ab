"""The titles of offers. Each distinct title is kept and scored once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np

from app.core.matching.arrays import NO_INTS, Bits, Ints, Places, Reals
from app.core.matching.codebook import Codebook
from app.core.matching.distinct import Distinct
from app.core.matching.postings import Postings
from app.core.matching.title_words import CONCEPT, title_words, word_weight

SIGNATURE_WORDS = 4  # 256 bits for the letter triples of a word
_BITS = 64 * SIGNATURE_WORDS
_CACHE = 8_192


@dataclass(frozen=True, slots=True, eq=False)
class WordTable:
    """Every word of every title, by code. Row ``i`` of ``signatures`` has 64 bits of each word;
    ``sizes`` counts the bits that are set.
    """

    words: Codebook[str]
    weights: Ints
    signatures: Bits
    sizes: Ints

    @classmethod
    def empty(cls) -> WordTable:
        signatures = np.empty((SIGNATURE_WORDS, 0), np.uint64)
        return cls(Codebook(), NO_INTS, signatures, NO_INTS)

    def extended(self, words: Iterable[str]) -> tuple[WordTable, Places]:
        """A table that knows ``words`` too, and their codes."""
        book, codes, fresh = self.words.extended(words)
        if not fresh:
            return self, codes
        signatures = np.array([signature(word) for word in fresh], np.uint64).T
        table = WordTable(
            book,
            np.concatenate((self.weights, np.array([word_weight(word) for word in fresh], np.int32))),
            np.concatenate((self.signatures, signatures), axis=1),
            np.concatenate((self.sizes, np.bitwise_count(signatures).sum(axis=0, dtype=np.int32))),
        )
        return table, codes


@dataclass(frozen=True, slots=True, eq=False)
class TitleColumn:
    """``postings`` leads from words to distinct titles; ``weights`` is what the words of a distinct
    title weigh together.
    """

    table: WordTable
    distinct: Distinct[tuple[str, ...]]
    postings: Postings
    weights: Reals

    @classmethod
    def empty(cls) -> TitleColumn:
        return cls(WordTable.empty(), Distinct.empty(), Postings.empty(), np.empty(0))

    def extended(self, titles: Sequence[str]) -> TitleColumn:
        distinct, fresh = self.distinct.extended([title_words(title) for title in titles])
        table, codes = self.table.extended(word for words in fresh for word in words)
        following = iter(codes.tolist())
        rows = [[next(following) for _ in words] for words in fresh]
        weights = np.array([sum(map(word_weight, words)) for words in fresh], np.float64)
        return TitleColumn(
            table,
            distinct,
            self.postings.extended(rows, len(table.words)),
            np.concatenate((self.weights, weights)),
        )

    def take(self, rows: Places) -> TitleColumn:
        distinct, stay = self.distinct.take(rows)
        if stay is None:
            return TitleColumn(self.table, distinct, self.postings, self.weights)
        return TitleColumn(self.table, distinct, self.postings.take(stay), self.weights[stay])


@lru_cache(_CACHE)
def signature(word: str) -> tuple[int, ...]:
    """The letter triples of a word as bits; words that share most of them differ by a few letters."""
    bits = 0
    framed = f"^{word.removeprefix(CONCEPT)}$"
    for at in range(len(framed) - 2):
        bits |= 1 << crc32(framed[at : at + 3].encode()) % _BITS
    return tuple(bits >> 64 * part & (1 << 64) - 1 for part in range(SIGNATURE_WORDS))
