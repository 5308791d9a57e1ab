"""Offers that a person keeps, with star and notes, and those that they hide."""

from __future__ import annotations

from typing import Any, Final

from flask import Response
from flask_babel import gettext as _

from app.api.answers import answer, listed, made, nothing, page_of, paging_of
from app.api.caller import caller
from app.api.changing import require_unchanged
from app.api.operation import PROBLEMS, group
from app.api.repeating import repeatable
from app.api.schemas.base import PageQuery
from app.api.schemas.paths import JobPath
from app.api.schemas.saved_jobs import (
    FavoriteChange,
    FavoritesQuery,
    HiddenJobResponse,
    HiddenJobs,
    NotesChange,
    SavedJobResponse,
    SavedJobs,
    SavedQuery,
)
from app.errors import Conflict
from app.services.saved_jobs import keeping, listing, marks
from app.services.saved_jobs.keeping import Edited
from app.services.saved_jobs.listing import Asked, SavedOffer

blueprint = group("saved_jobs", "/saved-jobs", "Offers that I keep, with star and notes; offers that I hide.")
MADE_OR_THERE: Final[dict[Any, Any]] = {200: SavedJobResponse, 201: SavedJobResponse}
CHANGED: Final[dict[Any, Any]] = {200: SavedJobResponse, 409: PROBLEMS[409], 412: PROBLEMS[412]}


@blueprint.get("", responses={200: SavedJobs})
def index(query: SavedQuery) -> Response:
    """The offers that I keep"""
    country = (query.country or "").upper()
    return _listed(Asked(query.q, query.state or "", country, query.favorites, query.sort, query.page), query)


@blueprint.get("/favorites", responses={200: SavedJobs})
def favorites(query: FavoritesQuery) -> Response:
    """Those of them that have my star"""
    return _listed(Asked(favorites=True, page=query.page), query)


@blueprint.get("/hidden", responses={200: HiddenJobs})
def hidden(query: PageQuery) -> Response:
    """The offers that I do not want to see"""
    rows, paging = page_of(listing.hidden(caller().user_id), query)
    shown = [HiddenJobResponse.model_validate(row) for row in rows]
    return listed(HiddenJobs(hidden_jobs=shown, paging=paging), paging)


@blueprint.put("/hidden/<int:job_id>", responses={204: None})
def hide(path: JobPath) -> Response:
    """Hide an offer

    It leaves lists, suggestions and alerts, and the offers that I keep."""
    keeping.hide(caller().user_id, path.job_id)
    return nothing()


@blueprint.delete("/hidden/<int:job_id>", responses={204: None})
def show_again(path: JobPath) -> Response:
    """Show a hidden offer again"""
    keeping.show_again(caller().user_id, path.job_id)
    return nothing()


@blueprint.get("/<int:job_id>", responses={200: SavedJobResponse})
def show(path: JobPath) -> Response:
    """One offer that I keep"""
    return answer(_saved(listing.get(caller().user_id, path.job_id)))


@blueprint.post("/<int:job_id>", responses=MADE_OR_THERE)
@repeatable
def save(path: JobPath) -> Response:
    """Keep an offer

    200 when it was kept already. One that was taken off within a day comes back with its notes; a hidden one is
    hidden no longer."""
    user_id = caller().user_id
    was_there = path.job_id in marks.marks_of(user_id).saved
    keeping.save(user_id, path.job_id)
    shown = _saved(listing.get(user_id, path.job_id))
    return answer(shown) if was_there else made(shown, f"/api/v1/saved-jobs/{path.job_id}")


@blueprint.delete("/<int:job_id>", responses={204: None, 412: PROBLEMS[412]})
def remove(path: JobPath) -> Response:
    """Take an offer off the list

    For a day its notes can be brought back by keeping it again."""
    require_unchanged(lambda: show(path))
    keeping.remove(caller().user_id, path.job_id)
    return nothing()


@blueprint.put("/<int:job_id>/favorite", responses=CHANGED)
def set_favorite(path: JobPath, body: FavoriteChange) -> Response:
    """Give it a star, or take the star away"""
    require_unchanged(lambda: show(path))
    keeping.set_favorite(caller().user_id, path.job_id, body.is_favorite)
    return show(path)


@blueprint.put("/<int:job_id>/notes", responses=CHANGED)
def set_notes(path: JobPath, body: NotesChange) -> Response:
    """Write notes

    409 when somebody wrote other notes since `version` was read: read them, then decide."""
    require_unchanged(lambda: show(path))
    try:
        keeping.save_notes(caller().user_id, path.job_id, body.notes, body.version)
    except Edited as fault:
        now = _("It is %(version)s now.", version=fault.version)
        raise Conflict(fault.message, code=fault.code, fields={"version": now}) from fault
    return show(path)


def _listed(asked: Asked, query: PageQuery) -> Response:
    found = listing.listing(caller().user_id, asked, query.page_size)
    paging = paging_of(query, found.found)
    shown = [_saved(offer) for offer in found.offers]
    return listed(SavedJobs(saved_jobs=shown, paging=paging, all=found.total), paging)


def _saved(offer: SavedOffer) -> SavedJobResponse:
    return SavedJobResponse.model_validate(
        {
            **{name: getattr(offer, name) for name in SavedJobResponse.model_fields if name not in _RENAMED},
            "changes": list(offer.changes),
            "match_score": offer.score,
            "match_band": offer.band,
            "open_copy_id": offer.twin_id,
        }
    )


_RENAMED = {"changes", "match_score", "match_band", "open_copy_id"}
