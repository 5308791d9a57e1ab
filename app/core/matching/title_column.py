"""The titles of offers. Each distinct title is kept and scored once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.core.matching.codebook import Codebook
from app.core.matching.ragged import Int32, Int64, Ragged
from app.core.matching.title_words import CONCEPT, title_words, word_weight

SIGNATURE_WORDS = 4  # 256 bits for the letter triples of a word
_BITS = 64 * SIGNATURE_WORDS

Signatures = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class WordTable:
    """Every word of every title. Word 0 is no word (see Ragged). ``sizes`` counts letter triples."""

    words: Codebook[str]
    weights: Int32
    signatures: Signatures
    sizes: Int32
    concepts: NDArray[np.bool_]

    @classmethod
    def empty(cls) -> WordTable:
        none = np.zeros(1, np.int32)
        return cls(Codebook([""]), none, np.zeros((1, SIGNATURE_WORDS), np.uint64), none, np.zeros(1, bool))

    def extended(self, words: Iterable[str]) -> tuple[WordTable, Int32]:
        book, codes = self.words.extended(words)
        fresh = book.keys[len(self.words) :] if book is not self.words else ()
        if not fresh:
            return self, codes
        signatures = np.stack([signature(word) for word in fresh])
        sizes = np.bitwise_count(signatures).sum(axis=1).astype(np.int32)
        weights = np.fromiter(map(word_weight, fresh), np.int32, len(fresh))
        concepts = np.fromiter((word.startswith(CONCEPT) for word in fresh), bool, len(fresh))
        table = WordTable(
            book,
            np.concatenate((self.weights, weights)),
            np.concatenate((self.signatures, signatures)),
            np.concatenate((self.sizes, sizes)),
            np.concatenate((self.concepts, concepts)),
        )
        return table, codes


@dataclass(frozen=True, slots=True, eq=False)
class TitleColumn:
    """``index[offer]`` is the place of its title among the distinct ones, which ``rows`` spells as
    words; ``weights`` is what the words of a distinct title weigh together.
    """

    table: WordTable
    titles: Codebook[tuple[str, ...]]
    rows: Ragged
    weights: Int32
    index: Int32

    @classmethod
    def empty(cls) -> TitleColumn:
        none = np.empty(0, np.int32)
        return cls(WordTable.empty(), Codebook(), Ragged.empty(), none, none)

    def extended(self, titles: Sequence[str]) -> TitleColumn:
        return self._extended([title_words(title) for title in titles])

    def _extended(self, titles: Sequence[tuple[str, ...]]) -> TitleColumn:
        book, index = self.titles.extended(titles)
        fresh = book.keys[len(self.titles) :] if book is not self.titles else ()
        table, codes = self.table.extended(word for words in fresh for word in words)
        following = iter(codes.tolist())
        rows = self.rows.extended([[next(following) for _ in words] for words in fresh])
        weights = np.fromiter((sum(map(word_weight, words)) for words in fresh), np.int32, len(fresh))
        return TitleColumn(
            table, book, rows, np.concatenate((self.weights, weights)), np.concatenate((self.index, index))
        )

    def take(self, rows: Int64) -> TitleColumn:
        """Titles that no offer has any more are forgotten once they are the larger part."""
        index = self.index[rows]
        if 2 * len(rows) < len(self.titles):
            keys = self.titles.keys
            return TitleColumn.empty()._extended([keys[at] for at in index])
        return TitleColumn(self.table, self.titles, self.rows, self.weights, index)


def signature(word: str) -> Signatures:
    """The letter triples of a word as bits; words that share most of them differ by a few letters."""
    bits = 0
    framed = f"^{word.removeprefix(CONCEPT)}$"
    for at in range(len(framed) - 2):
        bits |= 1 << crc32(framed[at : at + 3].encode()) % _BITS
    return np.frombuffer(bits.to_bytes(_BITS // 8, "little"), np.dtype("<u8")).astype(np.uint64)
