"""Simple ways to order CVs for an offer, measured in the same run as the product."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.core.evaluation.arrays import Reals
from app.core.evaluation.bm25 import Bm25
from app.core.evaluation.literal import exact_overlap, page_of
from app.core.evaluation.tfidf import TfIdf
from app.services.evaluation.match_data import MatchData
from app.services.evaluation.reading import ReadCv
from app.services.evaluation.semantic import Meaning


def baselines(data: MatchData, meaning: Meaning) -> dict[str, Reals]:
    """Scores by method, offers in rows and CVs in columns."""
    texts = [cv.text for cv in data.cvs]
    queries = [offer.text for offer in data.offers]
    names = [offer.names for offer in data.offers]
    tfidf, bm25 = TfIdf(texts), Bm25(texts)
    found = {
        "CV length": np.tile(length_of(data.cvs), (len(queries), 1)),
        "exact overlap": _exact(names, texts),
        "TF-IDF": np.array([tfidf.scores(query) for query in queries]),
        "BM25": np.array([bm25.scores(query) for query in queries]),
    }
    if meaning.semantic:
        found["MiniLM, first 256 tokens"] = meaning.whole_texts(queries, texts)
        found["MiniLM, best piece per skill"] = meaning.best_chunks(names, texts)
    return found


def length_of(cvs: Sequence[ReadCv]) -> Reals:
    """Natural logarithm of 1 + the number of words."""
    return np.log1p(np.array([len(cv.text.split()) for cv in cvs], np.float64))


def _exact(names: Sequence[Sequence[str]], texts: Sequence[str]) -> Reals:
    pages = [page_of(text) for text in texts]
    return np.array([[exact_overlap(asked, page) for page in pages] for asked in names])
