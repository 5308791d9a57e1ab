"""What a person searched for."""

from __future__ import annotations

from collections import defaultdict

from flask import Response

from app.api.answers import listed, nothing, page_of
from app.api.caller import caller
from app.api.operation import group
from app.api.schemas.base import PageQuery
from app.api.schemas.paths import SearchPath
from app.api.schemas.searches import Searches, SearchResponse
from app.services import searches
from app.services.searches import RecentSearch

blueprint = group("searches", "/searches", "What I searched for lately.")


@blueprint.get("", responses={200: Searches})
def index(query: PageQuery) -> Response:
    """What I searched for"""
    found, paging = page_of(searches.recent(caller().user_id), query)
    return listed(Searches(searches=[_shown(one) for one in found], paging=paging), paging)


@blueprint.delete("/<int:search_id>", responses={204: None})
def delete(path: SearchPath) -> Response:
    """Forget one search"""
    searches.delete(caller().user_id, path.search_id)
    return nothing()


@blueprint.delete("", responses={204: None})
def clear() -> Response:
    """Forget all of them"""
    searches.clear(caller().user_id)
    return nothing()


def _shown(one: RecentSearch) -> SearchResponse:
    filters: dict[str, list[str]] = defaultdict(list)
    for name, value in one.filters:
        filters[name].append(value)
    return SearchResponse(
        id=one.id,
        words=one.words,
        filters=dict(filters),
        results=one.results_count,
        searched_at=one.when,
        search=f"/api/v1/jobs{one.url.removeprefix('/')}",
    )
