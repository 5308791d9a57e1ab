"""Words in PostgreSQL: a tsvector column with a GIN index, folded like the FTS5 one."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text

from app.core.search.query import Term, TextQuery, skill_code
from app.extensions import db

_WORDS = re.compile(r"[\w+#]+")
LOCATION, COMPANY = "C", "B"  # weights of those columns in the vector; the title has A, the rest D


class TsVector:
    """``find`` gives doc_ids in ascending order, or by relevance with the best first."""

    def find(self, query: TextQuery, *, by_relevance: bool) -> NDArray[np.int64]:
        order = "ts_rank(search_vector, wanted.query) DESC, doc_id DESC" if by_relevance else "doc_id"
        rows = db.session.connection().execute(
            text(
                "SELECT doc_id FROM jobs, to_tsquery('simple', jobmatch_fold(:query)) AS wanted(query) "  # noqa: S608
                f"WHERE is_active AND search_vector @@ wanted.query ORDER BY {order}"
            ),
            {"query": ts_expression(query)},
        )
        return np.fromiter((row[0] for row in rows), np.int64)


def ts_expression(query: TextQuery) -> str:
    """A to_tsquery expression made of quoted words only."""
    groups = [
        *_groups(query.anywhere, ""),
        *_groups(query.location, LOCATION),
        *_groups(query.company, COMPANY),
    ]
    if query.skills:
        groups.append((True, "(" + " | ".join(skill_code(skill) for skill in query.skills) + ")"))
    if query.places:
        places = (" & ".join(each for _, each in _groups(place, LOCATION)) for place in query.places)
        groups.append((True, "(" + " | ".join(f"({place})" for place in places if place) + ")"))
    wanted = " & ".join(expression for positive, expression in groups if positive)
    unwanted = " | ".join(expression for positive, expression in groups if not positive)
    if not unwanted:
        return wanted
    return f"({wanted}) & !({unwanted})" if wanted else unwanted


def _groups(terms: Iterable[Term], weight: str) -> list[tuple[bool, str]]:
    return [(not term.excluded, phrase) for term in terms if (phrase := _phrase(term, weight))]


def _phrase(term: Term, weight: str) -> str:
    words = _WORDS.findall(term.text.replace("_", " "))
    marks = ("*" if term.prefix else "") + weight
    suffix = f":{marks}" if marks else ""
    return "(" + " <-> ".join(f"'{word}'{suffix}" for word in words) + ")" if words else ""
