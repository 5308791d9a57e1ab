"""Answers of operations: a schema as JSON, pages with links to their neighbours, things just made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, current_app, request
from flask_babel import gettext as _
from pydantic import BaseModel

from app.api import cursors
from app.api.schemas.base import CursorQuery, PageQuery, Paging
from app.errors import NotFound

T = TypeVar("T")


def answer(model: BaseModel, status: int = 200) -> Response:
    return Response(model.model_dump_json(), status, mimetype="application/json")


def made(model: BaseModel, location: str) -> Response:
    """201, with the address of what was made."""
    response = answer(model, 201)
    response.headers["Location"] = location
    return response


def accepted(model: BaseModel, task_id: int) -> Response:
    """202: the work goes on; the address of its task says how far it is."""
    response = answer(model, 202)
    response.headers["Location"] = f"/api/v1/tasks/{task_id}"
    return response


def nothing() -> Response:
    return Response(status=204)


def page_of(items: Sequence[T], query: PageQuery) -> tuple[Sequence[T], Paging]:
    """The part of a whole list that a page shows. Raises NotFound behind its end."""
    paging = paging_of(query, len(items))
    first = (query.page - 1) * query.page_size
    return items[first : first + query.page_size], paging


def paging_of(query: PageQuery, total: int) -> Paging:
    pages = -(-total // query.page_size)
    if query.page > max(pages, 1):
        raise NotFound(_("The list has no page %(page)s.", page=query.page))
    return Paging(page=query.page, page_size=query.page_size, pages=pages, total=total, next_cursor=None)


def part_of(
    items: Sequence[T], query: CursorQuery, place: Callable[[T], Sequence[Any]]
) -> tuple[Sequence[T], Paging]:
    """The part of a whole list that a page shows, or a cursor goes on with. ``place`` is where an entry stands: the
    list is sorted by it. Raises NotFound behind its end, BadCursor."""
    behind = cursors.read(query)
    if behind is None:
        paging = paging_of(query, len(items))
        rest = items[(query.page - 1) * query.page_size :]
    else:
        paging = cut(query, len(items))
        rest = [one for one in items if list(place(one)) > behind]
    shown = rest[: query.page_size]
    more = len(rest) > len(shown)
    return shown, followed(paging, place(shown[-1]) if more else None)


def cut(query: CursorQuery, total: int) -> Paging:
    """Of a list that goes on from a cursor."""
    pages = -(-total // query.page_size)
    return Paging(page=None, page_size=query.page_size, pages=pages, total=total, next_cursor=None)


def followed(paging: Paging, place: Sequence[Any] | None) -> Paging:
    """With a cursor to go on behind ``place``; None at the end."""
    return paging.model_copy(update={"next_cursor": cursors.write(place)}) if place is not None else paging


def listed(model: BaseModel, paging: Paging) -> Response:
    """A page of a list with RFC 8288 links: from a cursor to the next cursor, from a page to pages."""
    response = answer(model)
    links = [f'<{_address(*where)}>; rel="{name}"' for name, where in _neighbours(paging).items()]
    if links:
        response.headers["Link"] = ", ".join(links)
    return response


def _neighbours(paging: Paging) -> dict[str, tuple[str, int | str]]:
    if paging.page is None:
        return {"next": ("cursor", paging.next_cursor)} if paging.next_cursor else {}
    found = {
        "first": 1 if paging.pages else None,
        "prev": paging.page - 1 if paging.page > 1 else None,
        "next": paging.page + 1 if paging.page < paging.pages else None,
        "last": paging.pages or None,
    }
    return {name: ("page", page) for name, page in found.items() if page}


def _address(name: str, value: int | str) -> str:
    site = current_app.extensions["settings"].site_url
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in {"page", "cursor"}]
    return f"{site}{request.path}?{urlencode([*kept, (name, value)], errors='replace')}"
