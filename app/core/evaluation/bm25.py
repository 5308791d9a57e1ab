"""Okapi BM25, the usual ranking by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from app.core.evaluation.arrays import Reals
from app.core.evaluation.terms import TermCounts
from app.core.skills.tokens import words_of

K1 = 1.2
B = 0.75


class Bm25:
    """Idf is ln(1 + (N - n + 0.5) / (n + 0.5)), so no word ever counts against a document."""

    def __init__(self, texts: Sequence[str], k1: float = K1, b: float = B) -> None:
        self._terms = terms = TermCounts(texts)
        mean = terms.lengths.mean() if terms.documents else 0.0
        relative = terms.lengths / mean if mean else np.ones(terms.documents)
        idf = np.log1p((terms.documents - terms.document_counts + 0.5) / (terms.document_counts + 0.5))
        damped = terms.values + k1 * (1 - b + b * relative[terms.rows])
        self._weights = idf[terms.columns] * terms.values * (k1 + 1) / damped

    def scores(self, query: str) -> Reals:
        """One for each document; a word that the query repeats counts as often."""
        found = np.zeros(self._terms.documents)
        for word, count in Counter(words_of(query)).items():
            column = self._terms.column(word)
            if column is not None:
                places = self._terms.places(column)
                found[self._terms.rows[places]] += count * self._weights[places]
        return found
