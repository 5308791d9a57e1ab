"""A span around each request: its route, never its address."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, g, request

from app import traces

LEFT_OUT: Final = frozenset({"static", "system.healthz", "system.readyz", "system.metrics"})


def init_app(app: Flask) -> None:
    """After the request's id is known, before anything else is done. Nothing where nobody traces."""
    if traces.are_on():
        app.before_request(_begin)
        app.after_request(_note)
        app.teardown_request(_end)


def _begin() -> None:
    if request.endpoint in LEFT_OUT:
        return
    route = request.url_rule.rule if request.url_rule else ""
    attributes = {"http.request.method": request.method, "http.route": route}
    g.trace = traces.span("request", f"{request.method} {route}".strip(), attributes)
    g.span = g.trace.__enter__()


def _note(response: Response) -> Response:
    if "span" in g:
        g.span.note("http.response.status_code", response.status_code)
        if response.status_code >= 500:
            g.span.fail(str(response.status_code))
    return response


def _end(_fault: BaseException | None) -> None:
    if "trace" in g:
        g.pop("span", None)
        g.pop("trace").__exit__(None, None, None)
