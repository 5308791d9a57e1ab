"""Offers like this one: the same words in the title, the same skills, the same country first."""

from __future__ import annotations

import re
from collections.abc import Collection

from app.core.search.filters import Filters
from app.core.search.query import Term, TextQuery
from app.models import Job
from app.services.search.offers import offer_index, search_words

MAX_SIMILAR = 5
MAX_WORDS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")
STOP = {"with", "avec", "pour", "dans", "für", "senior", "junior", "confirmé", "confirmée", "stage", "mwd"}


def similar_ids(job: Job, unwanted: Collection[int] = ()) -> tuple[int, ...]:
    """Up to five offers that share the title's words, most alike first; copies of this one and those that are not
    wanted left out."""
    words = [word for word in _WORD.findall(job.title.casefold()) if word not in STOP][:MAX_WORDS]
    if not words:
        return ()
    index = offer_index()
    left_out = {job.id, job.duplicate_of_id, *unwanted}
    for wanted in _ever_fewer(words):
        query = TextQuery(anywhere=tuple(Term(word) for word in wanted))
        rows = index.locate(search_words(query, by_relevance=True))
        found = index.find(Filters(country=(job.country,) if job.country else ()), rows, None).positions
        ids = [int(id_) for id_ in index.ids[found] if id_ not in left_out]
        if len(ids) >= MAX_SIMILAR or len(wanted) == 1:
            return tuple(ids[:MAX_SIMILAR])
    return ()


def _ever_fewer(words: list[str]) -> list[list[str]]:
    return [words[:length] for length in range(len(words), 0, -1)]
