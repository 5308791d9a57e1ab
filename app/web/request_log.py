"""A request id on every answer, one log line per request, and its place in the figures."""

from __future__ import annotations

import time
import uuid

import structlog
from flask import Flask, Response, g, request

from app.logs import get_logger
from app.metrics import requests
from app.origin import REQUEST_ID

log = get_logger("request")
QUIET = {"static", "system.healthz", "system.readyz", "system.metrics"}


def init_app(app: Flask) -> None:
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex[:16]
    g.started = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _finish(response: Response) -> Response:
    seconds = time.perf_counter() - g.started if "started" in g else None
    route = request.url_rule.rule if request.url_rule else None
    requests.note(request.method, route, response.status_code, seconds)
    if seconds is None:  # refused before the first hook, for instance an unknown host
        return response
    response.headers["X-Request-ID"] = g.request_id
    if request.endpoint not in QUIET:
        log.info(
            "request",
            method=request.method,
            endpoint=request.endpoint,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
        )
    return response
