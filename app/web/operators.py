"""Machines that look after this one: they ask by addresses instead of names, and may see figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from flask import Flask, current_app, request

from app.metrics.access import is_inside_name, may_read

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATHS: Final = frozenset({"/healthz", "/livez", "/health", "/readyz", "/startz", "/metrics"})
PASSED_ON: Final = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")


def init_app(app: Flask) -> None:
    """The outermost: a proxy's word on the host is checked as ever."""
    own_host = app.extensions["settings"].site_url.split("//", 1)[1].split("/", 1)[0]
    app.wsgi_app = _named(app.wsgi_app, own_host)  # type: ignore[method-assign]


def may_see_figures() -> bool:
    settings = current_app.extensions["settings"]
    passed_on = any(name in request.headers for name in PASSED_ON)
    return may_read(
        settings.metrics_token.get_secret_value(),
        request.headers.get("Authorization", ""),
        request.remote_addr or "",
        came_through_proxy=passed_on and not settings.proxy_count,
    )


def _named(application: WSGIApplication, own_host: str) -> Callable[..., Iterable[bytes]]:
    """Probes and Prometheus ask pods by their address, which is no host of the site; these pages need none. Names
    that somebody outside could own stay refused, so that no page elsewhere can have a browser read them."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") in PATHS and is_inside_name(environ.get("HTTP_HOST", "")):
            environ["HTTP_HOST"] = own_host
        return application(environ, start)

    return answer
