"""Simple ways to find courses for a skill, measured in the same run as the product."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from app.core.evaluation.arrays import Reals
from app.core.evaluation.bm25 import Bm25
from app.core.evaluation.literal import name_score, page_of
from app.core.evaluation.tfidf import TfIdf
from app.services.evaluation.course_data import number_of
from app.services.evaluation.semantic import Meaning, Vectors
from course_scraper.course import Course

Ranker = Callable[[str], list[int]]
LIMIT = 10
TITLE_TIMES = 3
SEED_SHARE = 0.6
SEED_CANDIDATES = 50


class Shelf:
    """Courses and what each method needs of them, prepared once."""

    def __init__(self, courses: Sequence[Course], vectors: Vectors | None, meaning: Meaning) -> None:
        self._numbers = np.array([number_of(course) for course in courses])
        self._titles = [page_of(course.title) for course in courses]
        self._bm25 = Bm25([f"{course.title} " * TITLE_TIMES + course.description for course in courses])
        self._tfidf = TfIdf([f"{course.title} {course.description}" for course in courses])
        self._vectors = vectors
        self._meaning = meaning

    def rankers(self) -> dict[str, Ranker]:
        found: dict[str, Ranker] = {
            "TF-IDF": lambda words: self._best(self._tfidf.scores(words), above=0.0),
            "BM25 (title x3)": lambda words: self._best(self._bm25.scores(words), above=0.0),
        }
        vectors = self._vectors
        if vectors is not None:
            found["MiniLM"] = lambda words: self._best(self._nearness(vectors, words))
            found["60 % MiniLM + 40 % name"] = lambda words: self._seed(vectors, words)
        return found

    def _nearness(self, vectors: Vectors, words: str) -> Reals:
        return np.asarray(vectors @ self._meaning.embedder.embed([words])[0], np.float64)

    def _seed(self, vectors: Vectors, words: str) -> list[int]:
        """The nearest courses in a new order: 0.6 of the cosine and 0.4 of how well the title has the name."""
        near = self._nearness(vectors, words)
        candidates = np.argsort(-near, kind="stable")[:SEED_CANDIDATES]
        named = np.array([name_score(words, self._titles[at]) for at in candidates])
        mixed = SEED_SHARE * near[candidates] + (1 - SEED_SHARE) * named
        best = candidates[np.argsort(-mixed, kind="stable")][:LIMIT]
        return [int(number) for number in self._numbers[best]]

    def _best(self, scores: Reals, above: float = -np.inf) -> list[int]:
        """Equal scores keep the order of the catalogue."""
        first = np.argsort(-scores, kind="stable")[:LIMIT]
        return [int(number) for number in self._numbers[first[scores[first] > above]]]
