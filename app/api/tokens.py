"""Where I am signed in, and personal tokens for scripts."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext as _

from app.api.answers import answer, made, nothing
from app.api.caller import caller
from app.api.operation import group
from app.api.schemas.auth import (
    ApiTokenResponse,
    ApiTokens,
    MadeToken,
    NewToken,
    SessionResponse,
    Sessions,
)
from app.api.schemas.paths import SessionPath, TokenPath
from app.errors import Forbidden
from app.services import sessions as devices
from app.services.tokens import personal

blueprint = group("tokens", "/auth", "Sessions and personal tokens.")


@blueprint.get("/sessions", responses={200: Sessions})
def sessions() -> Response:
    """Where I am signed in"""
    this = caller().session_id
    found = [
        SessionResponse(
            id=device.id,
            device=device.name,
            created_at=device.since,
            seen_at=device.seen_at,
            is_this=device.id == this,
        )
        for device in devices.of_person(caller().user_id)
    ]
    return answer(Sessions(sessions=found))


@blueprint.delete("/sessions/<int:session_id>", responses={204: None})
def end_session(path: SessionPath) -> Response:
    """Sign out one of them"""
    devices.end(caller().user_id, path.session_id)
    return nothing()


@blueprint.get("/tokens", responses={200: ApiTokens})
def index() -> Response:
    """My personal tokens"""
    found = [ApiTokenResponse.model_validate(row) for row in personal.of_person(caller().user_id)]
    return answer(ApiTokens(tokens=found))


@blueprint.post("/tokens", responses={201: MadeToken})
def create(body: NewToken) -> Response:
    """Make a personal token

    It may do no more than the token that makes it. It is shown this once."""
    if not set(body.scopes) <= caller().scopes:
        raise Forbidden(_("A token may do no more than the one that makes it."), code="insufficient_scope")
    row, secret = personal.create(caller().user_id, body.name, body.scopes, body.days)
    shown = ApiTokenResponse.model_validate(row).model_dump()
    response = made(MadeToken(**shown, token=secret), f"/api/v1/auth/tokens/{row.id}")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.delete("/tokens/<int:token_id>", responses={204: None})
def revoke(path: TokenPath) -> Response:
    """Delete a personal token"""
    personal.revoke(caller().user_id, path.token_id)
    return nothing()
