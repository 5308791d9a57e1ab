"""The nearest vectors to a query by Chroma: a collection on disk, built once and then only read.

Chroma's client keeps what it knows of a folder for the whole process. What was opened before a process forked
is of no use in the child, and asking it would wait for threads that are not there: open another.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from course_scraper.index import ExactIndex, Mask, Neighbours, Vectors, checked

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.config import Settings

COLLECTION: Final = "coursera_courses"
BATCH: Final = 1_000
NEIGHBOURS, BUILD_WIDTH, SEARCH_WIDTH, WIDEST = 16, 100, 100, 1_600
RECALL: Final = 0.99
SAMPLE: Final = 100
TOP: Final = 10

_left_behind: list[object] = []

Metadata = dict[str, str | int | float | bool]


class ChromaIndex:
    """``rows`` are the places of the courses in the order in which the collection was built."""

    def __init__(self, folder: Path) -> None:
        self._client = _client(folder)
        try:
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
            self.size = self._collection.count()
        except BaseException:
            self.close()
            raise

    def search(self, queries: Vectors, limit: int, allowed: Mask | None = None) -> Neighbours:
        """Raises ValueError when asked to leave rows out: an exact search over the rest is faster."""
        if allowed is not None and not allowed.all():
            raise ValueError("Chroma is asked without filters only")
        asked, count = checked(queries), max(0, min(limit, self.size))
        if not len(asked) or not count:
            return Neighbours(np.zeros((len(asked), 0), np.intp), np.zeros((len(asked), 0), np.float32))
        found = self._collection.query(query_embeddings=asked, n_results=count, include=["distances"])
        rows = np.full((len(asked), count), -1, np.intp)
        cosines = np.full((len(asked), count), -np.inf, np.float32)
        for place, (ids, distances) in enumerate(zip(found["ids"], found["distances"] or [], strict=True)):
            rows[place, : len(ids)] = [int(id_) for id_ in ids]
            cosines[place, : len(ids)] = 1 - np.asarray(distances, np.float32)
        return Neighbours(rows, cosines)

    def widen(self, width: int) -> None:
        """Look at more of the graph in each search; only while the index is being built."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Chroma's, about what it wrote itself
            self._collection.modify(configuration={"hnsw": {"ef_search": width}})

    def close(self) -> None:
        self._client.close()


def build(
    folder: Path, vectors: Vectors, metadata: Sequence[Metadata], on_rows: Callable[[int], object]
) -> float:
    """Write the collection; ids are the places of the rows. The recall that a sample came to, at least
    ``RECALL`` unless the widest search falls short. ``on_rows`` is told how many are in, and may raise."""
    client = _client(folder)
    try:
        size = len(vectors)
        collection = client.create_collection(COLLECTION, embedding_function=None, configuration=_shape(size))
        for start in range(0, size, BATCH):
            places = range(start, min(start + BATCH, size))
            collection.add(
                ids=[str(place) for place in places],
                embeddings=vectors[places.start : places.stop],
                metadatas=list(metadata[places.start : places.stop]),
            )
            on_rows(places.stop)
    finally:
        client.close()
    return _tuned(folder, vectors)


def _shape(size: int) -> Any:
    """The graph is written once, when all rows are in; what comes after the last writing stays in a log."""
    return {
        "hnsw": {
            "space": "cosine",
            "ef_construction": BUILD_WIDTH,
            "max_neighbors": NEIGHBOURS,
            "ef_search": SEARCH_WIDTH,
            "sync_threshold": max(2, size),
            "batch_size": max(2, min(BATCH, size)),
            "num_threads": 1,
        }
    }


def _tuned(folder: Path, vectors: Vectors) -> float:
    index, width = ChromaIndex(folder), SEARCH_WIDTH
    try:
        queries = between(vectors, SAMPLE)
        recall = recall_of(index, vectors, queries)
        while recall < RECALL and width < WIDEST:
            width *= 2
            index.widen(width)
            index.close()
            index = ChromaIndex(folder)
            recall = recall_of(index, vectors, queries)
        return recall
    finally:
        index.close()


def between(vectors: Vectors, count: int) -> Vectors:
    """Points half-way between courses drawn at random: harder to place than the courses themselves."""
    draw = np.random.default_rng(len(vectors))
    pairs: NDArray[np.int64] = draw.integers(0, max(1, len(vectors)), (count if len(vectors) else 0, 2))
    middles = vectors[pairs[:, 0]] + vectors[pairs[:, 1]]
    lengths = np.linalg.norm(middles, axis=1, keepdims=True)
    return np.asarray(middles / np.maximum(lengths, 1e-9), np.float32)


def recall_of(index: ChromaIndex, vectors: Vectors, queries: Vectors) -> float:
    """Share of the true nearest ten that are found. Equally near ones count as well."""
    true, found = ExactIndex(vectors).search(queries, TOP), index.search(queries, TOP)
    if not true.cosines.size:
        return 1.0
    least = true.cosines[:, -1:] - 1e-6
    return float((found.cosines >= least).sum() / true.cosines.size)


def _client(folder: Path) -> Client:
    import chromadb

    _forget_when_forked()
    return cast("Client", chromadb.PersistentClient(str(folder), settings=_settings()))


@cache
def _forget_when_forked() -> None:
    """In a child, what the parent had open is set aside; ending it would wait for threads as well."""
    from chromadb.api.shared_system_client import SharedSystemClient

    def forget() -> None:
        _left_behind.append(SharedSystemClient._identifier_to_system)
        SharedSystemClient.clear_system_cache()

    os.register_at_fork(after_in_child=forget)


def _settings() -> Settings:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False, is_persistent=True, allow_reset=False)
