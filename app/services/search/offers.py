"""The search itself: which offers, how many, in which order, and the counts beside each filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
from flask import Flask, current_app
from numpy.typing import NDArray
from sqlalchemy import select

from app.core.places import country_code
from app.core.search.filters import PER_PAGE, Filters
from app.core.search.index import OfferIndex, OfferRow, Positions
from app.core.search.query import TextQuery, parse_terms
from app.extensions import db
from app.models import Job
from app.services.search.follower import Follower
from app.services.search.fts5 import Fts5
from app.services.search.tsvector import TsVector

SECONDS_A_DAY = 86_400
REMOTE_WORDS = {"remote", "télétravail", "teletravail", "home office", "homeoffice", "à distance"}
INDEX_COLUMNS = (
    Job.doc_id,
    Job.is_listed.label("is_listed"),
    Job.country,
    Job.contract_type,
    Job.work_time,
    Job.experience_level,
    Job.remote_policy,
    Job.source,
    Job.language,
    Job.salary_year_eur_max,
    Job.salary_year_eur_min,
    Job.id,
)


@dataclass(frozen=True, slots=True)
class Hits:
    """``ids`` is one page of offers in order; ``facets`` counts by facet and value."""

    ids: tuple[int, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]


def init_app(app: Flask) -> None:
    app.extensions["offer_index"] = Follower(OfferIndex.empty, _apply_changes)


def offer_index() -> OfferIndex:
    follower: Follower[OfferIndex] = current_app.extensions["offer_index"]
    return follower.current()[0]


def find(filters: Filters, scores: NDArray[np.float32] | None = None, per_page: int = PER_PAGE) -> Hits:
    """``scores`` (one per row of the index, by ``offer_index``) is needed to sort by match."""
    index = offer_index()
    filters = understand_location(filters)
    candidates = _candidates(index, filters)
    found = index.find(filters, np.sort(candidates), _first_day(filters))
    ordered = _in_order(index, filters, found.positions, candidates, scores)
    start = (filters.page - 1) * per_page
    ids = index.ids[ordered[start : start + per_page]].tolist()
    return Hits(tuple(ids), len(found.positions), found.facets)


def count(filters: Filters) -> int:
    """How many offers a search finds, without looking at any."""
    index = offer_index()
    filters = understand_location(filters)
    return len(index.find(filters, np.sort(_candidates(index, filters)), _first_day(filters)).positions)


def understand_location(filters: Filters) -> Filters:
    """A country typed as a place becomes the country filter, "remote" the remote filter."""
    written = filters.location.casefold().strip()
    if not written:
        return filters
    if written in REMOTE_WORDS:
        return replace(filters, location="", remote=filters.remote or ("remote",))
    code = country_code(written)
    return replace(filters, location="", country=filters.country or (code,)) if code else filters


def text_query(filters: Filters) -> TextQuery:
    return TextQuery(
        anywhere=parse_terms(filters.keyword),
        location=parse_terms(filters.location),
        company=parse_terms(filters.company),
        skills=filters.skill,
    )


def _candidates(index: OfferIndex, filters: Filters) -> Positions:
    query = text_query(filters)
    if not query:
        return index.everything()
    by_relevance = filters.effective_sort == "relevance" and not query.only_excludes
    rows = index.locate(search_words(query, by_relevance=by_relevance))
    if not query.only_excludes:
        return rows
    kept = np.ones(len(index), np.bool_)
    kept[rows] = False
    return np.flatnonzero(kept).astype(np.int64)


def search_words(query: TextQuery, *, by_relevance: bool) -> NDArray[np.int64]:
    """doc_ids of the active offers that hold the words, by the index of the database in use."""
    words = Fts5() if db.engine.dialect.name == "sqlite" else TsVector()
    return words.find(query, by_relevance=by_relevance)


def _in_order(
    index: OfferIndex,
    filters: Filters,
    positions: Positions,
    candidates: Positions,
    scores: NDArray[np.float32] | None,
) -> Positions:
    newest = positions[::-1]
    sort = filters.effective_sort
    if sort == "relevance" and text_query(filters):
        return candidates[np.isin(candidates, positions, assume_unique=True)]
    if sort == "salary":
        return newest[np.argsort(-index.salaries[newest], kind="stable")]
    if sort == "match" and scores is not None:
        return newest[np.argsort(-np.nan_to_num(scores[newest], nan=-1.0), kind="stable")]
    return newest


def _first_day(filters: Filters) -> int | None:
    if filters.date_range == "thisyear":
        start = datetime.now(UTC).replace(month=1, day=1)
        return int(start.timestamp()) // SECONDS_A_DAY
    days = filters.max_age_days
    return None if days is None else int(datetime.now(UTC).timestamp()) // SECONDS_A_DAY - days


def _apply_changes(index: OfferIndex, revision: int) -> OfferIndex:
    changed = db.session.execute(select(*INDEX_COLUMNS).where(Job.revision > revision)).all()
    rows = [OfferRow(row[0], tuple(row[2:9]), row[9] or row[10] or 0) for row in changed if row[1]]
    return index.updated(rows, (row[11] for row in changed))
