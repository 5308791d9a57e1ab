"""One family of errors that people are meant to see.

``code`` is stable and goes into problem+JSON; ``message`` is what the person reads, already in
their language (services raise with a lazy string), and says what to do.
"""

from __future__ import annotations

from collections.abc import Mapping


class AppError(Exception):
    """``fields`` maps form fields to messages; ``retry_after`` is in seconds. ``api_status`` is what ``/api/v1``
    answers where that is not ``status``."""

    status = 400
    api_status: int | None = None
    code = "bad_request"

    def __init__(
        self,
        message: object,
        *,
        code: str | None = None,
        fields: Mapping[str, object] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(str(message))
        self.message = message
        self.code = code or type(self).code
        self.fields = dict(fields or {})
        self.retry_after = retry_after


class BadInput(AppError):
    """The request cannot be understood or is out of bounds. In the API this is about content: what does not have
    the form that its document describes is Malformed."""

    api_status = 422


class Malformed(BadInput):
    """Not what the document of the API describes."""

    api_status = 400


class Unauthorized(AppError):
    status = 401
    code = "unauthorized"


class Forbidden(AppError):
    status = 403
    code = "forbidden"


class NotFound(AppError):
    """Also for what exists but belongs to somebody else."""

    status = 404
    code = "not_found"


class Conflict(AppError):
    status = 409
    code = "conflict"


class TooLarge(AppError):
    status = 413
    code = "too_large"


class Unprocessable(AppError):
    """Well formed, but the content cannot be used, such as a CV without text."""

    status = 422
    code = "unprocessable"


class Unavailable(AppError):
    """Something behind us is down or full; trying again later helps."""

    status = 503
    code = "unavailable"
