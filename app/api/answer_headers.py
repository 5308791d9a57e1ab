"""What every answer carries: its ETag, and that it is this person's alone."""

from __future__ import annotations

from flask import Response, request

from app.api.caller import find_caller
from app.errors import AppError


def finish(response: Response) -> Response:
    response.vary.update(("Authorization", "Accept-Language"))
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="jobmatch", error="invalid_token"'
    if request.method in {"GET", "HEAD"} and response.status_code == 200 and not response.direct_passthrough:
        response.headers["Cache-Control"] = "private, no-cache" if _has_caller() else "no-cache"
        response.add_etag()
        response.make_conditional(request)
    return response


def _has_caller() -> bool:
    try:
        return find_caller() is not None
    except AppError:
        return False
