"""Nearness of texts, in meaning where a sentence model is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.ai.embedder import Embedder, open_embedder
from app.core.evaluation.arrays import Reals
from app.core.evaluation.chunks import chunks_of
from app.services.evaluation.cache import Cache
from app.services.evaluation.progress import Track, silent

NO_MODEL = "No sentence model is installed: the rows that need one are absent."
BLOCK = 64

Vectors = NDArray[np.float32]


class Meaning:
    """An embedder with progress and memory; each distinct text is embedded once per call."""

    def __init__(self, embedder: Embedder, track: Track = silent, cache: Cache | None = None) -> None:
        self.embedder = embedder
        self._track = track
        self._cache = cache or Cache(None)

    @property
    def semantic(self) -> bool:
        return self.embedder.semantic

    def vectors(self, texts: Sequence[str], label: str = "Embedding") -> Vectors:
        if not texts:
            return np.zeros((0, 1), np.float32)
        distinct = list(dict.fromkeys(texts))
        place = {text: at for at, text in enumerate(distinct)}
        found = self._cache.vectors(self.embedder.model_id, distinct, lambda: self._embed(distinct, label))
        return found[[place[text] for text in texts]]

    def _embed(self, texts: list[str], label: str) -> Vectors:
        """Alike lengths together, so that a block holds little padding."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        blocks = [order[at : at + BLOCK] for at in range(0, len(order), BLOCK)]
        found: list[Vectors] = [
            self.embedder.embed([texts[at] for at in block])
            for block in self._track(iter(blocks), label, len(blocks))
        ]
        together = np.concatenate(found)
        straight = np.empty_like(together)
        straight[order] = together
        return straight

    def whole_texts(self, queries: Sequence[str], texts: Sequence[str]) -> Reals:
        """Cosine of each query (rows) with the beginning of each text (columns)."""
        return (self.vectors(queries) @ self.vectors(texts).T).astype(np.float64)

    def best_chunks(self, queries: Sequence[Sequence[str]], texts: Sequence[str]) -> Reals:
        """Queries are lists of names: for each name the nearest piece of the text, then the mean over
        the names. 0 for a query without names."""
        pieces = [chunks_of(text) for text in texts]
        starts = np.cumsum([0, *(len(chunks) for chunks in pieces[:-1])])
        vectors = self.vectors([chunk for chunks in pieces for chunk in chunks], "Embedding pieces of CVs")
        return np.array(list(self._best(queries, vectors, starts)), np.float64).reshape(len(queries), -1)

    def _best(
        self, queries: Sequence[Sequence[str]], pieces: Vectors, starts: NDArray[np.int64]
    ) -> Iterator[Vectors]:
        for names in queries:
            if names:
                near = self.vectors(names, "Embedding names") @ pieces.T
                yield np.maximum.reduceat(near, starts, axis=1).mean(axis=0)
            else:
                yield np.zeros(len(starts), np.float32)


def open_meaning(
    folder: Path, backend: str = "auto", track: Track = silent, cache: Cache | None = None
) -> Meaning:
    """With the sentence model in ``folder``, else by spelling (``semantic`` is then false). Raises
    ModelUnavailable when ``backend`` names an engine that cannot be opened."""
    return Meaning(open_embedder(folder, backend, os.cpu_count() or 1), track, cache)
