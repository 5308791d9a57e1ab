"""A search that goes on: from page to page, or from a cursor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import request

from app.api import cursors
from app.api.answers import cut, followed, paging_of
from app.api.offers import filters_of
from app.api.schemas.base import Paging
from app.api.schemas.jobs import JobSearch
from app.core.search.filters import MAX_PAGE, Filters
from app.services.jobs import SearchResult
from app.services.search.offers import Behind

Search = Callable[[Filters, Behind | None, int], SearchResult]
PAGE = "page"  # the first word of a place that is a page, not an offer


def going_on(query: JobSearch, search: Search) -> tuple[SearchResult, Paging]:
    """A cursor holds the last offer, by its value and date; by relevance, where every offer that comes in may change
    the order, it holds the next page and how long pages are. Raises NotFound behind the end, BadCursor."""
    place = cursors.read(query)
    filters = filters_of(request.args.items(multi=True))
    if place is None:
        found = search(filters, None, query.page_size)
        paging = paging_of(query, found.total)
    else:
        behind = None
        match place:
            case [page, number, size] if page == PAGE and size == query.page_size:
                filters = replace(filters, page=number)
            case [value, doc_id]:
                behind, filters = Behind(value, doc_id), replace(filters, page=1)
            case _:
                raise cursors.bad_cursor()
        found = search(filters, behind, query.page_size)
        paging = cut(query, found.total)
    return found, followed(paging, _next(found, filters.page, query.page_size))


def _next(found: SearchResult, page: int, size: int) -> tuple[Any, ...] | None:
    if not found.more:
        return None
    if found.behind is not None:
        return found.behind.value, found.behind.doc_id
    return (PAGE, page + 1, size) if page < MAX_PAGE else None
