"""Cosine of TF-IDF vectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from app.core.evaluation.arrays import Reals
from app.core.evaluation.terms import TermCounts
from app.core.skills.tokens import words_of


class TfIdf:
    """Tf is 1 + ln(count), idf is 1 + ln((1 + N) / (1 + n)); vectors have length 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._terms = terms = TermCounts(texts)
        self._idf = 1.0 + np.log((1.0 + terms.documents) / (1.0 + terms.document_counts))
        weights = (1.0 + np.log(terms.values)) * self._idf[terms.columns]
        norms = np.sqrt(np.bincount(terms.rows, weights=weights**2, minlength=terms.documents))
        self._weights = weights / norms[terms.rows]

    def scores(self, query: str) -> Reals:
        """Cosine with each document, from 0 to 1. Words that no document has are left out of the query."""
        terms = self._terms
        counted = {terms.column(word): count for word, count in Counter(words_of(query)).items()}
        known = {column: count for column, count in counted.items() if column is not None}
        weights = {column: (1 + np.log(count)) * self._idf[column] for column, count in known.items()}
        norm = float(np.sqrt(sum(weight**2 for weight in weights.values())))
        found = np.zeros(terms.documents)
        for column, weight in weights.items():
            places = terms.places(column)
            found[terms.rows[places]] += weight / norm * self._weights[places]
        return found
