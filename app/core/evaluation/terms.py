"""Texts as counts of words: what BM25 and TF-IDF have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from app.core.evaluation.arrays import Reals, Whole
from app.core.skills.tokens import words_of

MAX_CHARACTERS = 200_000  # of one text


class TermCounts:
    """A table of documents and words that keeps only what is not zero, word by word."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(words_of(text[:MAX_CHARACTERS])) for text in texts]
        self.documents = len(counted)
        self.lengths: Reals = np.array([counts.total() for counts in counted], np.float64)
        self._column = {word: at for at, word in enumerate(dict.fromkeys(w for c in counted for w in c))}
        columns = np.array([self._column[word] for counts in counted for word in counts], np.int64)
        rows = np.repeat(np.arange(self.documents), [len(counts) for counts in counted])
        values = np.array([count for counts in counted for count in counts.values()], np.float64)
        order = np.argsort(columns, kind="stable")
        self.rows: Whole = rows[order]
        self.columns: Whole = columns[order]
        self.values: Reals = values[order]
        self._starts = np.searchsorted(self.columns, np.arange(len(self._column) + 1))

    @cached_property
    def document_counts(self) -> Reals:
        """In how many documents each word stands."""
        return np.diff(self._starts).astype(np.float64)

    def column(self, word: str) -> int | None:
        return self._column.get(word)

    def places(self, column: int) -> slice:
        """Where the entries of a word stand in ``rows``, ``columns`` and ``values``."""
        return slice(int(self._starts[column]), int(self._starts[column + 1]))
