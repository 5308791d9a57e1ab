"""All applications, and new ones."""

from __future__ import annotations

from flask import Response

from app.api.answers import answer, listed, made, part_of
from app.api.applications.blueprint import ADDRESS, blueprint
from app.api.applications.shown import application_of, card_of
from app.api.caller import caller
from app.api.repeating import repeatable
from app.api.schemas.applications import (
    ApplicationList,
    ApplicationQuery,
    ApplicationResponse,
    NewApplication,
    Track,
)
from app.api.schemas.paths import TrackedJobPath
from app.services.tracker import board, creating
from app.services.tracker.board import Asked
from app.services.tracker.creating import Details
from app.services.tracker.page import application_page


@blueprint.get("", responses={200: ApplicationList})
def index(query: ApplicationQuery) -> Response:
    """My applications"""
    asked = Asked(query.q, query.status or "", query.company, query.sort)
    found = board.listing(caller().user_id, asked)
    cards, paging = part_of(found.cards, query, lambda card: board.place_of(card, asked.sort))
    shown = [card_of(card) for card in cards]
    return listed(ApplicationList(applications=shown, paging=paging, all=found.total), paging)


@blueprint.post("", responses={201: ApplicationResponse})
@repeatable
def create(body: NewApplication) -> Response:
    """Add one for an offer that is not here"""
    user_id = caller().user_id
    details = Details(body.title, body.company, body.location, body.url, body.source)
    application_id = creating.add(user_id, details, body.status)
    return _made(user_id, application_id)


@blueprint.post("/<int:id>", responses={200: ApplicationResponse, 201: ApplicationResponse})
@repeatable
def track(path: TrackedJobPath, body: Track) -> Response:
    """Add one for an offer that is here

    200 when there is one for this offer already: it is answered as it is."""
    user_id = caller().user_id
    tracked = creating.track(user_id, path.id, body.status)
    if tracked.is_new:
        return _made(user_id, tracked.id)
    return answer(application_of(application_page(user_id, tracked.id)))


def _made(user_id: int, application_id: int) -> Response:
    shown = application_of(application_page(user_id, application_id))
    return made(shown, f"{ADDRESS}/{application_id}")
