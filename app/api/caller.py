"""Who calls: the bearer token of a request, and nothing else; cookies mean nothing here."""

from __future__ import annotations

from flask import g, request
from flask_babel import gettext as _

from app.errors import Unauthorized
from app.services.tokens import reading
from app.services.tokens.caller import Caller


def find_caller() -> Caller | None:
    """None without a token. Raises Unauthorized for one that is not good."""
    if "api_caller" not in g:
        g.api_caller = _read()
    return g.api_caller  # type: ignore[no-any-return]


def caller() -> Caller:
    """For operations that the policy lets nobody into without a token."""
    found = find_caller()
    if found is None:
        raise Unauthorized(_("Send an access token: Authorization: Bearer …"))
    return found


def find_user_id() -> int | None:
    found = find_caller()
    return found.user_id if found else None


def _read() -> Caller | None:
    given = request.headers.get("Authorization")
    if given is None:
        return None
    scheme, _space, token = given.partition(" ")
    token = token.strip()
    found = None
    if scheme.lower() == "bearer" and token:
        found = reading.read(token)
    if found is None:
        raise Unauthorized(_("This token is not good, or not any more. Log in again."), code="invalid_token")
    return found
