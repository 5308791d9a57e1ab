"""What may come in, looked at before any operation reads it."""

from __future__ import annotations

from flask import current_app, request
from flask_babel import gettext as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import UnsupportedMediaType

from app.core.proofs.limits import DEFAULT
from app.errors import Malformed, Unprocessable

PROOF = "api_v1.proofs.upload"
AROUND = 256 * 1024  # bytes that a form puts around a file
FILES = {
    PROOF,
    "api_v1.cv.upload",
    "api_v1.applications.add_document",
    "api_v1.applications.take_in",
    "api_v1.imports.from_page",
}
WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}
MOST_ERRORS = 20


def check() -> None:
    """Files come in parts, all else as a JSON object. Raises Malformed, UnsupportedMediaType."""
    if request.method in WITHOUT_BODY:
        return
    if request.endpoint in FILES:
        if request.mimetype != "multipart/form-data":
            raise UnsupportedMediaType
        if request.endpoint == PROOF:
            request.max_content_length = DEFAULT.max_bytes + AROUND
        return
    request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
    if not request.content_length and not request.headers.get("Transfer-Encoding"):
        return
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        body = request.get_json(silent=True)
    except RecursionError:  # lists in lists in lists
        body = None
    if not isinstance(body, dict):
        raise Malformed(_("Send one JSON object."), code="not_an_object")


def refuse(fault: ValidationError) -> None:
    """What the schemas found wrong, as a problem that names each field. Where each fits the document and only its
    meaning is wrong, that is another status."""
    errors = fault.errors(include_url=False)[:MOST_ERRORS]
    wrong = {".".join(str(part) for part in error["loc"])[:100] or "body": error["msg"] for error in errors}
    problem = Unprocessable if all(map(_fits_the_document, errors)) else Malformed
    raise problem(_("Some fields are not right."), code="invalid", fields=wrong)


def _fits_the_document(error: ErrorDetails) -> bool:
    """Rules of our own, such as for time zones, and texts that are long enough with the spaces around them."""
    if error["type"] == "string_too_short":
        return len(str(error["input"])) >= error["ctx"]["min_length"]
    return error["type"] == "value_error"
