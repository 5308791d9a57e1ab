"""Every error as a page or as problem+JSON (RFC 9457), in the reader's language."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from app.errors import AppError
from app.extensions import db
from app.logs import get_logger
from app.settings import ROOT
from app.web.faults import CHANGED, Fault, find_fault
from app.web.viewer import look_as_nobody

log = get_logger("error")
FAILSAFE = ROOT / "templates" / "errors" / "failsafe.html"
API = "/api/v1/"
SAFE = frozenset({"GET", "HEAD"})
LOADED = ("viewer", "chosen", "_login_user")  # what a request read of the database once and keeps
JSON_PATHS = (
    "/api/",
    "/upload-cv",
    "/remove-cv",
    "/check-cv",
    "/generate-test/",
    "/submit-test/",
    "/upload-proof/",
    "/verify-proof/",
)


def init_app(app: Flask) -> None:
    app.register_error_handler(AppError, _app_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(RateLimitExceeded, _rate_limited)
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)
    app.after_request(_say_when)


def wants_json() -> bool:
    """The seed's JSON endpoints and callers that ask for JSON; a browser's form gets a page."""
    if request.path.startswith(API):
        return True
    accepts = request.accept_mimetypes
    if accepts.accept_html and not accepts.accept_json:
        return False
    if request.path.startswith(JSON_PATHS):
        return accepts["text/html"] < 1 or "text/html" not in str(accepts)
    return accepts.best == "application/json"


def answer(status: int, code: str, message: object, fields: dict[str, object] | None = None) -> Response:
    fields = {name: str(text) for name, text in (fields or {}).items()}
    request_id = g.get("request_id", "")
    if wants_json():
        response = jsonify(
            type="about:blank",
            title=HTTPStatus(status).phrase,
            status=status,
            code=code,
            detail=str(message),
            errors=fields,
            request_id=request_id,
            success=False,
            message=str(message),
        )
        response.mimetype = "application/problem+json"
    else:
        page = render_template(
            "errors/error.html",
            status=status,
            title=_title(status),
            message=str(message),
            fields=fields,
            request_id=request_id,
        )
        response = make_response(page)
    response.status_code = status
    return response


def _app_error(error: AppError) -> ResponseReturnValue:
    in_api = request.path.startswith(API) and error.api_status is not None
    status = error.api_status if in_api else error.status
    response = answer(status or error.status, error.code, error.message, error.fields)
    if error.retry_after is not None:
        g.retry_after = error.retry_after
    return response


def _csrf_error(_error: CSRFError) -> ResponseReturnValue:
    return answer(400, "csrf", _("This form is out of date. Go back, reload the page and send it again."))


def _rate_limited(error: RateLimitExceeded) -> ResponseReturnValue:
    response = answer(429, "too_many_requests", _("Too many attempts. Wait a few minutes and try again."))
    response.headers["Retry-After"] = str(int(error.limit.limit.get_expiry()) if error.limit else 60)
    return response


def _unknown_host(_error: SecurityError) -> ResponseReturnValue:
    return Response("Unknown host name.\n", 400, mimetype="text/plain")


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if 300 <= status < 400:
        return error
    response = answer(status, HTTPStatus(status).phrase.lower().replace(" ", "_"), _message(status))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> ResponseReturnValue:
    if fault := find_fault(error):
        if fault is CHANGED and request.method in SAFE and "looked_again" not in g:
            return _look_again()
        return _faulty(fault, error)
    log.exception("unexpected", endpoint=request.endpoint, error=type(error).__name__)
    try:
        return answer(500, "internal", _message(500))
    except Exception:  # the page itself is broken: say so with a page that needs nothing
        log.exception("error page failed")
        return Response(FAILSAFE.read_text("utf-8"), 500, mimetype="text/html")


def _look_again() -> ResponseReturnValue:
    """What a page was about to show went away meanwhile: shown as it is now."""
    g.looked_again = True
    db.session.rollback()
    for name in LOADED:
        g.pop(name, None)
    try:
        return current_app.make_response(current_app.dispatch_request())
    except Exception as error:
        return current_app.make_response(current_app.handle_user_exception(error))


def _faulty(fault: Fault, error: Exception) -> Response:
    """Shown without asking the database who is looking: it may be what is away."""
    log.warning("not available", endpoint=request.endpoint, fault=fault.code, error=type(error).__name__)
    g.retry_after = fault.retry_after
    try:
        look_as_nobody()
        return answer(fault.status, fault.code, fault.message)
    except Exception:  # a part of the page needs what is away
        log.exception("error page failed")
        return Response(f"{fault.message}\n", fault.status, mimetype="text/plain")


def _say_when(response: Response) -> Response:
    """After the limiter, which tells of its windows where it is not what refused."""
    if "retry_after" in g:
        response.headers["Retry-After"] = str(g.retry_after)
    return response


def _title(status: int) -> str:
    titles = {
        400: _("That did not work"),
        401: _("Not logged in"),
        403: _("Not allowed"),
        404: _("Not found"),
        413: _("Too large"),
        422: _("We could not use that"),
        429: _("A little slower, please"),
        500: _("Something went wrong"),
        503: _("Not available right now"),
        507: _("No room left"),
    }
    return titles.get(status, HTTPStatus(status).phrase)


def _message(status: int) -> str:
    messages = {
        400: _("The request could not be understood. Go back and try again."),
        404: _("There is no such page, or it is gone. The search may find what you are looking for."),
        405: _("This address does not accept that kind of request."),
        413: _("What you sent is too large."),
        415: _("This address expects another kind of content."),
        500: _("It has been noted. Try again; if it persists, tell us the reference below."),
    }
    return messages.get(status, _("The request was refused."))
