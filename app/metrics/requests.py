"""Requests by the route that answered them: never an address, an id or anything that somebody typed."""

from __future__ import annotations

from typing import Final

from prometheus_client import Counter, Histogram

from app.metrics.registry import REGISTRY

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NO_ROUTE: Final = "none"
BUCKETS: Final = (0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # each is a line of each route

REQUESTS: Final = Counter(
    "jobmatch_http_requests",
    "Requests that were answered.",
    ("method", "route", "status"),
    registry=REGISTRY,
)
SECONDS: Final = Histogram(
    "jobmatch_http_request_duration_seconds",
    "From the first hook to the finished answer.",
    ("method", "route"),
    buckets=BUCKETS,
    registry=REGISTRY,
)


def note(method: str, route: str | None, status: int, seconds: float | None) -> None:
    """``route`` is a template such as "/job/<int:job_id>", None where no route fits; ``seconds`` is None for what
    was refused before the clock began."""
    method = method if method in METHODS else "other"
    route = route or NO_ROUTE
    REQUESTS.labels(method, route, f"{status // 100}xx").inc()
    if seconds is not None:
        SECONDS.labels(method, route).observe(seconds)
