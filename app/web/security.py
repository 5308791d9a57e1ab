"""Headers on every answer, and the rules about hosts, proxies and kinds of content."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.middleware.proxy_fix import ProxyFix

from app.core.proofs.limits import DEFAULT
from app.web.viewer import has_session

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FORM_TYPES = {"", "application/x-www-form-urlencoded", "multipart/form-data"}
JSON_PATHS = ("/api/recommend-courses", "/generate-test/", "/submit-test/")
API = "/api/v1/"
PROOFS = "/upload-proof/"
MAX_PROOF_REQUEST = DEFAULT.max_bytes + 256 * 1024  # with what a form puts around the file


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]
    if settings.proxy_count:
        count = settings.proxy_count
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.before_request(_check_host)
    app.before_request(_check_content)
    app.after_request(_add_headers)
    if settings.site_url.startswith("https://"):
        app.after_request(_add_hsts)


def reads_json(path: str) -> bool:
    """Whether the route of this address takes JSON instead of a form."""
    return path.startswith(JSON_PATHS)


def _check_host() -> None:
    request.host  # noqa: B018 - raises SecurityError for a host that is not trusted


def _check_content() -> None:
    """Forms are what the routes read, but for a few that read JSON. Only files may be large, and those come in
    parts."""
    if request.method in {"GET", "HEAD", "OPTIONS"} or request.path.startswith(API):
        return  # the API looks for itself
    if request.mimetype not in ({"", "application/json"} if reads_json(request.path) else FORM_TYPES):
        raise UnsupportedMediaType
    if request.mimetype != "multipart/form-data":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
    elif request.path.startswith(PROOFS):
        request.max_content_length = MAX_PROOF_REQUEST


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.vary.update(("Cookie", "Accept-Language", "HX-Request"))
        if has_session() or request.method != "GET":
            response.headers["Cache-Control"] = "no-store"  # also over what a sent file brought along
        response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _add_hsts(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
