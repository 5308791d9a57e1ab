"""BM25 over terms and pairs of neighbouring terms, as flat arrays.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with fields
added up by weight before saturation. A pair counts like a further, rarer term, so that "project
management" prefers courses that say it to courses that speak of projects and of management.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from course_scraper.words import name_terms, terms

K1: Final = 1.2
B: Final = 0.75
PAIR_WEIGHT: Final = 0.4
QUERY_TERMS: Final = 24
LONGEST_QUERY: Final = 1_000
_SHIFT: Final = 32
_UNKNOWN: Final = -2
_BLOCK: Final = 4_096  # documents counted at once

Field = tuple[str, float]  # a text and how often it counts
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """``keys`` are sorted; the documents of key i are ``documents[starts[i]:starts[i + 1]]``, and what the
    key adds to the score of each is ``impacts`` at the same places."""

    size: int
    vocabulary: dict[str, int]
    keys: Ints
    starts: Ints
    documents: NDArray[np.int32]
    impacts: Floats

    def scores(self, text: str) -> Floats:
        """[size], 0 to 1: the BM25 score divided by the highest that this query could have, which is that
        of an endlessly long document of nothing but the query."""
        found = np.zeros(self.size, np.float32)
        highest = 0.0
        for key, weight in _query(name_terms(text[:LONGEST_QUERY])[:QUERY_TERMS], self.vocabulary):
            inside = self._inside(key)
            count = inside.stop - inside.start
            if count:
                found[self.documents[inside]] += np.float32(weight) * self.impacts[inside]
            highest += weight * (K1 + 1) * math.log1p((self.size - count + 0.5) / (count + 0.5))
        return np.minimum(found / np.float32(highest), 1, out=found) if highest else found

    def _inside(self, key: int) -> slice:
        place = int(np.searchsorted(self.keys, key))
        if place == len(self.keys) or self.keys[place] != key:
            return slice(0, 0)
        return slice(int(self.starts[place]), int(self.starts[place + 1]))


def _query(words: Sequence[str], vocabulary: dict[str, int]) -> Iterator[tuple[int, float]]:
    """Keys with weights. Words that no document has are asked for in vain, and lower the score of all."""
    for word in dict.fromkeys(words):
        yield _key(vocabulary.get(word, _UNKNOWN)), 1.0
    for first, second in dict.fromkeys(pairwise(words)):
        if first in vocabulary and second in vocabulary:
            yield _key(vocabulary[first], vocabulary[second]), PAIR_WEIGHT


def _key(first: int, second: int = -1) -> int:
    return ((first + 1) << _SHIFT) + second + 1


def _idf(documents: Ints, size: int) -> Floats:
    return np.log1p((size - documents + 0.5) / (documents + 0.5)).astype(np.float32)


def build_lexical_index(documents: Sequence[Sequence[Field]]) -> LexicalIndex:
    """About half a second for each thousand courses, most of it cutting texts into words."""
    vocabulary: dict[str, int] = {}
    blocks = range(0, len(documents), _BLOCK)
    found = [_counted(documents[start : start + _BLOCK], start, vocabulary) for start in blocks]
    lengths = np.concatenate([np.empty(0), *(block.lengths for block in found)])
    keys, starts, owners, counts = _by_key(found)
    length = 1 - B + B * lengths / max(float(lengths.mean()) if len(lengths) else 1.0, 1e-9)
    impacts = counts * np.float32(K1 + 1)
    impacts /= counts + (K1 * length).astype(np.float32)[owners]
    impacts *= np.repeat(_idf(np.diff(starts), len(documents)), np.diff(starts))
    return LexicalIndex(len(documents), vocabulary, keys, starts, owners, impacts)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Keys with documents and how often, in the order of both; and the length of each document."""

    keys: Ints
    owners: NDArray[np.int32]
    counts: Floats
    lengths: NDArray[np.float64]


def _counted(documents: Sequence[Sequence[Field]], start: int, vocabulary: dict[str, int]) -> _Counts:
    """``start`` is the number of the first of them."""
    codes, owners, weights, last = _flat(documents, vocabulary)
    lengths = np.bincount(owners, weights, len(documents)).astype(np.float64)
    single = (codes + 1) << _SHIFT
    followed = np.flatnonzero(~last)
    keys = np.concatenate([single, single[followed] + codes[followed + 1] + 1])
    owners, weights = np.r_[owners, owners[followed]], np.r_[weights, weights[followed]]
    if not len(keys):
        return _Counts(keys, np.empty(0, np.int32), np.empty(0, np.float32), lengths)
    order = np.lexsort((owners, keys))
    keys, owners, weights = keys[order], owners[order], weights[order]
    first = np.flatnonzero(_is_new(keys) | _is_new(owners))
    counts = np.add.reduceat(weights, first).astype(np.float32)
    return _Counts(keys[first], (owners[first] + start).astype(np.int32), counts, lengths)


def _flat(
    documents: Sequence[Sequence[Field]], vocabulary: dict[str, int]
) -> tuple[Ints, Ints, NDArray[np.float64], NDArray[np.bool_]]:
    """All words of all fields one after the other: code, document, weight, whether a field ends there."""
    codes: list[int] = []
    fields: list[tuple[int, float, int]] = []
    for owner, document in enumerate(documents):
        for text, weight in document:
            words = [vocabulary.setdefault(word, len(vocabulary)) for word in terms(text)]
            if words:
                codes += words
                fields.append((owner, weight, len(words)))
    sizes = np.array([size for _, _, size in fields], np.int64)
    last = np.zeros(len(codes), np.bool_)
    last[np.cumsum(sizes) - 1] = True
    owners = np.repeat(np.array([owner for owner, _, _ in fields], np.int64), sizes)
    weights = np.repeat(np.array([weight for _, weight, _ in fields], np.float64), sizes)
    return np.array(codes, np.int64), owners, weights, last


def _by_key(blocks: list[_Counts]) -> tuple[Ints, Ints, NDArray[np.int32], Floats]:
    """Each key once, where its documents start, and documents and counts of all. Empties ``blocks``: a catalogue of
    160,000 courses has 37 million entries."""
    keys = np.concatenate([np.empty(0, np.int64), *(block.keys for block in blocks)])
    owners = np.concatenate([np.empty(0, np.int32), *(block.owners for block in blocks)])
    counts = np.concatenate([np.empty(0, np.float32), *(block.counts for block in blocks)])
    blocks.clear()
    order = np.argsort(keys, kind="stable")
    keys, owners, counts = keys[order], owners[order], counts[order]
    starts = np.flatnonzero(_is_new(keys))
    return keys[starts], np.r_[starts, len(keys)], owners, counts


def _is_new(values: Ints) -> NDArray[np.bool_]:
    """Whether each differs from the one before it, as the first does."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found
