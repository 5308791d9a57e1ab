"""If-Match: change only what is still as it was read."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, request
from flask_babel import gettext as _

from app.errors import AppError


class PreconditionFailed(AppError):
    status = 412
    code = "precondition_failed"


def require_unchanged(shown: Callable[[], Response]) -> None:
    """Compare If-Match with the ETag of what ``shown`` would answer now. Raises PreconditionFailed."""
    if not request.if_match:
        return
    now = shown()
    now.add_etag()
    etag, _weak = now.get_etag()
    if etag is None or not request.if_match.contains(etag):
        raise PreconditionFailed(_("It has changed since you read it. Read it again, then change it."))
