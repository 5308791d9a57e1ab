"""The search itself: which offers, how many, in which order, and the counts beside each filter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
from flask import Flask, current_app
from numpy.typing import NDArray
from sqlalchemy import select

from app.core.places import country_code
from app.core.search.filters import PER_PAGE, Filters
from app.core.search.index import OfferIndex, OfferRow, Positions
from app.core.search.query import TextQuery, parse_places, parse_terms
from app.extensions import db
from app.models import Job
from app.services.search.follower import Follower
from app.services.search.fts5 import Fts5
from app.services.search.tsvector import TsVector

SECONDS_A_DAY = 86_400
Values = NDArray[np.float32] | NDArray[np.int32]
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
class Behind:
    """The rows behind an offer in an order that does not change with what comes in: by ``value`` (0 where the date
    alone counts), then by date."""

    value: float
    doc_id: int


@dataclass(frozen=True, slots=True)
class Hits:
    """``ids`` is one page of offers in order; ``facets`` counts by facet and value. ``left_out`` counts what was
    found and is not wanted. ``more`` says whether others follow, ``behind`` where: None by relevance, which
    depends on all that is found."""

    ids: tuple[int, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    left_out: int = 0
    more: bool = False
    behind: Behind | None = None


def init_app(app: Flask) -> None:
    app.extensions["offer_index"] = Follower(OfferIndex.empty, _apply_changes)


def offer_index() -> OfferIndex:
    follower: Follower[OfferIndex] = current_app.extensions["offer_index"]
    return follower.current()[0]


def find(
    filters: Filters,
    scores: NDArray[np.float32] | None = None,
    per_page: int = PER_PAGE,
    unwanted: Collection[int] = (),
    behind: Behind | None = None,
) -> Hits:
    """``scores`` (one per row of the index, by ``offer_index``) is needed to sort by match. ``unwanted`` are ids of
    offers that are not to be found. ``behind`` says where to begin, instead of the page; not by relevance."""
    index = offer_index()
    filters = understand_location(filters)
    candidates, out = _parted(index, _candidates(index, filters), unwanted)
    found = index.find(filters, np.sort(candidates), first_day(filters))
    values = _values(index, filters, scores)
    ordered = _in_order(filters, found.positions, candidates, values)
    start = (filters.page - 1) * per_page if behind is None else _rank(index, found.positions, values, behind)
    shown = ordered[start : start + per_page]
    left_out = len(index.find(filters, np.sort(out), first_day(filters)).positions) if len(out) else 0
    return Hits(
        ids=tuple(index.ids[shown].tolist()),
        total=len(found.positions),
        facets=found.facets,
        left_out=left_out,
        more=start + per_page < len(ordered),
        behind=_last(index, filters, shown, values),
    )


def count(filters: Filters, unwanted: Collection[int] = ()) -> int:
    """How many offers a search finds, without looking at any."""
    index = offer_index()
    filters = understand_location(filters)
    candidates, _out = _parted(index, _candidates(index, filters), unwanted)
    return len(index.find(filters, np.sort(candidates), first_day(filters)).positions)


def count_among(filters: Filters, ids: Sequence[int]) -> int:
    """How many of these offers a search finds."""
    index = offer_index()
    filters = understand_location(filters)
    candidates = np.sort(_candidates(index, filters))
    mine = candidates[np.isin(index.ids[candidates], np.asarray(ids, np.int64))]
    return len(index.find(filters, mine, first_day(filters)).positions)


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
    location, places = parse_places(filters.location)
    return TextQuery(
        anywhere=parse_terms(filters.keyword),
        location=location,
        company=parse_terms(filters.company),
        skills=filters.skill,
        places=places,
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


def _parted(
    index: OfferIndex, candidates: Positions, unwanted: Collection[int]
) -> tuple[Positions, Positions]:
    """Those that are wanted, in their order, and those that are not."""
    if not unwanted:
        return candidates, candidates[:0]
    is_out = np.isin(index.ids[candidates], np.fromiter(unwanted, np.int64, len(unwanted)))
    return candidates[~is_out], candidates[is_out]


def search_words(query: TextQuery, *, by_relevance: bool) -> NDArray[np.int64]:
    """doc_ids of the active offers that hold the words, by the index of the database in use."""
    words = Fts5() if db.engine.dialect.name == "sqlite" else TsVector()
    return words.find(query, by_relevance=by_relevance)


def _by_relevance(filters: Filters) -> bool:
    return filters.effective_sort == "relevance" and bool(text_query(filters))


def _values(index: OfferIndex, filters: Filters, scores: NDArray[np.float32] | None) -> Values | None:
    """What each row of the index goes by before its date, the highest first."""
    sort = filters.effective_sort
    if sort == "salary":
        return index.salaries
    return np.nan_to_num(scores, nan=-1.0) if sort == "match" and scores is not None else None


def _in_order(
    filters: Filters, positions: Positions, candidates: Positions, values: Values | None
) -> Positions:
    if _by_relevance(filters):
        return candidates[np.isin(candidates, positions, assume_unique=True)]
    newest = positions[::-1]
    return newest if values is None else newest[np.argsort(-values[newest], kind="stable")]


def _rank(index: OfferIndex, positions: Positions, values: Values | None, behind: Behind) -> int:
    """How many of the found rows stand before what is ``behind``, or are it."""
    before = index.doc_ids[positions] >= behind.doc_id
    if values is not None:
        mine = values[positions]
        before = (mine > behind.value) | ((mine == behind.value) & before)
    return int(np.count_nonzero(before))


def _last(index: OfferIndex, filters: Filters, shown: Positions, values: Values | None) -> Behind | None:
    if not len(shown) or _by_relevance(filters):
        return None
    return Behind(0.0 if values is None else float(values[shown[-1]]), int(index.doc_ids[shown[-1]]))


def first_day(filters: Filters) -> int | None:
    """The oldest day of publication wanted, in days since 1970."""
    if filters.date_range == "thisyear":
        start = datetime.now(UTC).replace(month=1, day=1)
        return int(start.timestamp()) // SECONDS_A_DAY
    days = filters.max_age_days
    return None if days is None else int(datetime.now(UTC).timestamp()) // SECONDS_A_DAY - days


def _apply_changes(index: OfferIndex, revision: int) -> OfferIndex:
    changed = db.session.execute(select(*INDEX_COLUMNS).where(Job.revision > revision)).all()
    rows = [OfferRow(row[0], tuple(row[2:9]), row[9] or row[10] or 0) for row in changed if row[1]]
    return index.updated(rows, (row[11] for row in changed))
