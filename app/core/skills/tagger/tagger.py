"""Spans of skills and knowledge in sentences that are already split into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.skills.lexicon import Lexicon
from app.core.skills.tagger.chain import BEGIN, INSIDE, LAYERS, Chain, Reals, Sums, best_tags, sums
from app.core.skills.tagger.features import features
from app.core.skills.tagger.lexicon_tags import lexicon_tags
from app.core.skills.tagger.tuned import Tuned, VectorsOf
from app.core.skills.tagger.weights import SHIPPED, Weights, load

KNOWLEDGE, SKILL = LAYERS
LONGEST_SENTENCE = 100
"""Words read at once; a longer sentence is read in parts."""
SHARE = np.array([[0.7], [0.9]], np.float32)
"""Of meaning in the scores, by layer; the rest are the hashed features."""
QUIET = 0.9
"""Sentences that hold nothing with this probability by their hashed features are not put to the sentence model,
which takes nearly all of the time."""
_BLOCK = 4_000  # words, padding included, whose numbers are in memory at once


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words ``start`` to before ``end``. ``certainty`` is the model's probability of exactly this span."""

    start: int
    end: int
    kind: str
    certainty: float


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """``vectors_of`` runs the sentence model with ``tuned.changes``; what it raises, ``Tagger.tag`` raises."""

    tuned: Tuned
    vectors_of: VectorsOf

    def scores(self, sentences: Sequence[Sequence[str]]) -> Reals:
        return self.tuned.scores(self.vectors_of(sentences))


@dataclass(frozen=True, slots=True)
class _Part:
    sentence: int
    first: int
    words: tuple[str, ...]


class Tagger:
    """Knows no word: only weights of hashed features and, where there is a sentence model, of its vectors.
    Made for English."""

    def __init__(
        self, weights: Weights, lexicon: Lexicon | None = None, meaning: Meaning | None = None
    ) -> None:
        self._weights = weights
        self._lexicon = lexicon
        self._meaning = meaning
        self._chain = blended(weights.chain, meaning.tuned.chain) if meaning else weights.chain

    @classmethod
    def load(
        cls, path: Path = SHIPPED, lexicon: Lexicon | None = None, meaning: Meaning | None = None
    ) -> Tagger:
        """Raises WeightsError."""
        return cls(load(path), lexicon, meaning)

    @property
    def semantic(self) -> bool:
        """Whether meaning has a say, or only spelling, place and the lexicon."""
        return self._meaning is not None

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Span]]:
        """Spans of each sentence in order; those of one kind never overlap, a skill may hold knowledge."""
        found: list[list[Span]] = [[] for _ in sentences]
        for block in _blocks(_parts(sentences)):
            for part, spans in self._tag(block):
                found[part.sentence] += spans
        return [sorted(spans) for spans in found]

    def _tag(self, block: Sequence[_Part]) -> Iterator[tuple[_Part, list[Span]]]:
        lengths = np.array([len(part.words) for part in block])
        scores = self._hashed([part.words for part in block])
        padded = _padded(scores, lengths)
        if self._meaning is not None:
            loud = sums(padded, lengths, self._weights.chain).nothing(lengths) < QUIET
            block = [part for part, kept in zip(block, loud, strict=True) if kept]
            if not block:
                return
            meant = self._meaning.scores([part.words for part in block])
            lengths = lengths[loud]
            padded = (1 - SHARE) * padded[loud] + SHARE * _padded(meant, lengths, padded.shape[1])
        tags, known = best_tags(padded, lengths, self._chain), sums(padded, lengths, self._chain)
        for number, part in enumerate(block):
            yield part, list(_spans(tags[number, : len(part.words)], known, number, part.first))

    def _hashed(self, sentences: Sequence[Sequence[str]]) -> Reals:
        hints = [lexicon_tags(words, self._lexicon) for words in sentences]
        return self._weights.scores(features(sentences, hints))


def blended(words: Chain, meaning: Chain) -> Chain:
    def blend(one: Reals, other: Reals, share: Reals) -> Reals:
        return (1 - share) * one + share * other

    return Chain.of(
        blend(words.steps, meaning.steps, SHARE[..., None]),
        blend(words.starts, meaning.starts, SHARE),
        blend(words.ends, meaning.ends, SHARE),
    )


def _parts(sentences: Sequence[Sequence[str]]) -> list[_Part]:
    return [
        _Part(number, first, tuple(words[first : first + LONGEST_SENTENCE]))
        for number, words in enumerate(sentences)
        for first in range(0, len(words), LONGEST_SENTENCE)
    ]


def _blocks(parts: list[_Part]) -> Iterator[list[_Part]]:
    """Alike lengths together, so that little is padded."""
    block: list[_Part] = []
    for part in sorted(parts, key=lambda part: len(part.words)):
        if block and (len(block) + 1) * len(part.words) > _BLOCK:
            yield block
            block = []
        block.append(part)
    if block:
        yield block


def _padded(scores: Reals, lengths: NDArray[np.int64], longest: int = 0) -> Reals:
    padded = np.zeros((len(lengths), longest or int(lengths.max()), len(LAYERS), 3), dtype=np.float32)
    padded[np.arange(padded.shape[1]) < lengths[:, None]] = scores
    return padded


def _spans(tags: NDArray[np.int64], known: Sums, sentence: int, first: int) -> Iterator[Span]:
    length = len(tags)
    for layer, kind in enumerate(LAYERS):
        column = tags[:, layer].tolist()
        for start, tag in enumerate(column):
            if tag == BEGIN:
                end = start + 1
                while end < length and column[end] == INSIDE:
                    end += 1
                certainty = known.certainty(sentence, layer, start, end, length)
                yield Span(first + start, first + end, kind, certainty)
