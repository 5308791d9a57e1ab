"""What is true without the database: the program, the disk."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator

from flask import Flask
from prometheus_client.core import Metric

from app.outgoing import VERSION
from app.services.monitoring.gauges import gauge, gauges


def figures(app: Flask) -> Iterator[Metric]:
    settings = app.extensions["settings"]
    facts = {
        "version": VERSION,
        "python": platform.python_version(),
        "database": settings.sqlalchemy_url.partition(":")[0].partition("+")[0],
        "queue": "redis" if settings.redis_url else "sqlite",
    }
    yield gauges(
        "jobmatch_build_info",
        "Always 1; the labels say what runs.",
        tuple(facts),
        {tuple(facts.values()): 1.0},
    )
    disk = shutil.disk_usage(settings.data_dir)
    yield gauge("jobmatch_disk_size_bytes", "Size of the file system that holds the data folder.", disk.total)
    yield gauge("jobmatch_disk_free_bytes", "Room that is left there.", disk.free)
