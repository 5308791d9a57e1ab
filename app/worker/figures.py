"""What a worker tells those who look after it: its figures, and whether its threads are there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from app.logs import get_logger
from app.metrics import registry
from app.metrics.access import may_read
from app.services import health
from app.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

log = get_logger("worker")
TEXT: Final = "text/plain; charset=utf-8"
LIVE: Final = frozenset({"/healthz", "/livez", "/health"})  # all threads are there
READY: Final = frozenset({"/readyz", "/startz"})  # and the database can be used


def serve(app: Flask, is_healthy: Callable[[], bool]) -> None:
    """In a thread of its own, if there is a port for it. Raises OSError when that is taken."""
    settings: Settings = app.extensions["settings"]
    if not settings.metrics_port:
        return
    server = make_server(
        settings.bind,
        settings.metrics_port,
        _application(app, is_healthy),
        threaded=True,
        request_handler=_Quiet,
    )
    threading.Thread(target=server.serve_forever, name="figures", daemon=True).start()
    log.info("figures are served", port=settings.metrics_port)


def _application(app: Flask, is_healthy: Callable[[], bool]) -> Callable[..., Iterable[bytes]]:
    settings: Settings = app.extensions["settings"]

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path, status, kind, body = environ.get("PATH_INFO"), "200 OK", TEXT, b"ok\n"
        if path in LIVE or path in READY:
            if not (is_healthy() and (path in LIVE or _is_ready(app))):
                status, body = "503 Service Unavailable", b"unavailable\n"
        elif path == "/metrics" and _may_read(settings, environ):
            kind, body = registry.CONTENT_TYPE, registry.counted()
        else:
            status, body = "404 Not Found", b"There is no such page.\n"
        start(status, [("Content-Type", kind), ("Cache-Control", "no-store")])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return answer


def _is_ready(app: Flask) -> bool:
    with app.app_context():
        return health.check(searches=False).ready


def _may_read(settings: Settings, environ: WSGIEnvironment) -> bool:
    return may_read(
        settings.metrics_token.get_secret_value(),
        environ.get("HTTP_AUTHORIZATION", ""),
        environ.get("REMOTE_ADDR", ""),
        came_through_proxy="HTTP_X_FORWARDED_FOR" in environ,
    )


class _Quiet(WSGIRequestHandler):
    timeout = 10

    def log(self, type: str, message: str, *args: object) -> None:
        """Nobody wants a line for each look."""
