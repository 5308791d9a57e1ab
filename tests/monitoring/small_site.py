"""A site of one page that counts its requests as the product does, and starts in a second instead of ten."""

from __future__ import annotations

from flask import Flask, Response, request

from app.metrics import registry, requests


def make() -> Flask:
    app = Flask("small")
    app.add_url_rule("/page/<int:number>", "page", lambda number: "a page")
    app.add_url_rule("/metrics", "metrics", registry.counted)
    app.after_request(_count)
    return app


def _count(response: Response) -> Response:
    route = request.url_rule.rule if request.url_rule else None
    requests.note(request.method, route, response.status_code, 0.01)
    return response
