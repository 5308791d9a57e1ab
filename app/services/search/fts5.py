"""Words in SQLite: an FTS5 query over the ``jobs_fts`` table."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text

from app.core.search.query import Term, TextQuery, skill_code
from app.extensions import db

EVERYWHERE = "{title company location skill_text description}"
WEIGHTS = "10.0, 4.0, 4.0, 6.0, 1.0, 0.0"  # title, company, location, skill_text, description, skill_codes


class Fts5:
    """``find`` gives doc_ids in ascending order, or by relevance with the best first."""

    def find(self, query: TextQuery, *, by_relevance: bool) -> NDArray[np.int64]:
        order = f"bm25(jobs_fts, {WEIGHTS}), rowid DESC" if by_relevance else "rowid"
        found = (
            db.session.connection()
            .execute(
                text(f"SELECT rowid FROM jobs_fts WHERE jobs_fts MATCH :match ORDER BY {order}"),  # noqa: S608
                {"match": match_expression(query)},
            )
            .cursor
        )
        assert found is not None
        return np.fromiter(chain.from_iterable(found.fetchall()), np.int64)


def match_expression(query: TextQuery) -> str:
    """The FTS5 expression; every user word is a quoted string, so nothing of it is syntax.

    A query that only excludes has nothing to subtract from: its expression finds what is
    excluded, and the caller subtracts (``TextQuery.only_excludes``).
    """
    groups = [
        *_groups(EVERYWHERE, query.anywhere),
        *_groups("location", query.location),
        *_groups("company", query.company),
    ]
    if query.skills:
        codes = " OR ".join(f'"{skill_code(skill)}"' for skill in query.skills)
        groups.append((True, f"skill_codes : ({codes})"))
    if query.places:
        places = (" AND ".join(each for _, each in _groups("location", place)) for place in query.places)
        groups.append((True, "(" + " OR ".join(f"({place})" for place in places) + ")"))
    wanted = " AND ".join(expression for positive, expression in groups if positive)
    unwanted = " OR ".join(expression for positive, expression in groups if not positive)
    if not unwanted:
        return wanted
    return f"({wanted}) NOT ({unwanted})" if wanted else unwanted


def _groups(column: str, terms: Iterable[Term]) -> list[tuple[bool, str]]:
    return [(not term.excluded, f"{column} : {_string(term)}") for term in terms]


def _string(term: Term) -> str:
    escaped = term.text.replace('"', '""').replace("\x00", " ")
    return f'"{escaped}"' + ("*" if term.prefix else "")
