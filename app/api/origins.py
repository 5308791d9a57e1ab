"""Which other sites' scripts may call the API from a browser: none, unless a setting names them (CORS)."""

from __future__ import annotations

from flask import Flask
from flask_cors import CORS

SENT = ("Authorization", "Content-Type", "Accept-Language", "If-Match", "If-None-Match", "Idempotency-Key")
READ = (
    "ETag", "Link", "Location", "Retry-After", "Idempotency-Replayed", "X-Request-ID", "X-RateLimit-Limit",
    "X-RateLimit-Remaining", "X-RateLimit-Reset", "Deprecation", "Sunset",
)  # fmt: skip
KEPT = 3600  # seconds that a browser remembers the answer


def init_app(app: Flask) -> None:
    origins = app.extensions["settings"].allowed_origins
    if origins:
        rules = {
            "origins": origins,
            "allow_headers": SENT,
            "expose_headers": READ,
            "supports_credentials": False,  # tokens are sent by hand, cookies mean nothing
            "max_age": KEPT,
        }
        CORS(app, resources={r"/api/v1/.*": rules})
