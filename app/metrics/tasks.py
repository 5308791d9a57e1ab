"""Tasks that this worker did."""

from __future__ import annotations

from typing import Final

from prometheus_client import Counter, Histogram

from app.metrics.registry import REGISTRY

BUCKETS: Final = (0.05, 0.25, 1.0, 5.0, 15.0, 60.0, 300.0, 1800.0)

ENDED: Final = Counter(
    "jobmatch_worker_tasks",
    "Attempts that this worker ended, by task and outcome.",
    ("name", "outcome"),
    registry=REGISTRY,
)
SECONDS: Final = Histogram(
    "jobmatch_worker_task_duration_seconds",
    "How long an attempt took.",
    ("name",),
    buckets=BUCKETS,
    registry=REGISTRY,
)


def note(name: str, outcome: str, seconds: float) -> None:
    ENDED.labels(name, outcome).inc()
    SECONDS.labels(name).observe(seconds)
