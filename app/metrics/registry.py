"""One registry for what processes count, and its text for Prometheus.

Under gunicorn each process counts in files of a folder they share (``app.metrics.folder``), and whoever is asked
adds them up. Elsewhere (the worker, the development server, tests) there is one process and no file.
"""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, ProcessCollector, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from prometheus_client.values import ValueClass

from app.metrics import folder

CONTENT_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
REGISTRY: Final = CollectorRegistry()
IS_SHARED: Final = bool(ValueClass._multiprocess)
disable_created_metrics()


def counted() -> bytes:
    """The text of all that was counted, by all processes of this server."""
    if not IS_SHARED:
        return generate_latest(REGISTRY)
    path = folder.current()
    with folder.undisturbed(path):
        return text_of(MultiProcessCollector(None, str(path)))


def text_of(*collectors: Collector) -> bytes:
    registry = CollectorRegistry(auto_describe=False)
    for collector in collectors:
        registry.register(collector)
    return generate_latest(registry)


if not IS_SHARED:  # among several processes it would tell of the one that happens to answer
    ProcessCollector(registry=REGISTRY)
