"""Runs and offers with the field names that programs know."""

from __future__ import annotations

from typing import Any

from app.models import ScrapingRun
from app.services.offer_statistics import Count, Statistics
from app.services.run_history import Sitting
from app.services.sources import every_source
from app.web.times import iso


def status_json(sitting: Sitting) -> dict[str, Any]:
    """Every source is in it; one that never ran is "idle", one that waits for a worker "waiting"."""
    current = sitting.current
    return {
        "is_running": sitting.is_running,
        "current_source": current.source if current else None,
        "sources_status": {name: _source(sitting, name) for name in every_source()},
        "total_jobs": sum(run.jobs_found for run in sitting.runs),
        "start_time": iso(sitting.started_at),
        "end_time": iso(sitting.ended_at),
    }


def statistics_json(statistics: Statistics, companies: tuple[Count, ...]) -> dict[str, Any]:
    """All stored offers; ``by_company`` has the hundred companies with the most."""
    oldest, newest = statistics.oldest, statistics.newest
    return {
        "total_jobs": statistics.total,
        "by_source": {source.source: source.total for source in statistics.sources},
        "by_company": {one.value: one.count for one in companies if one.value},
        "date_range": {
            "oldest": oldest.isoformat() if oldest else None,
            "newest": newest.isoformat() if newest else None,
        },
    }


def _source(sitting: Sitting, name: str) -> dict[str, Any]:
    run = sitting.latest.get(name)
    if name in sitting.waiting:
        return {"status": "waiting", "jobs_found": 0, "message": "", "progress": 0}
    if run is None:
        return {"status": "idle", "jobs_found": 0, "message": "", "progress": 0}
    return {
        "status": run.status if run.completed_at else "running",
        "jobs_found": run.jobs_found,
        "message": _message(run),
        "progress": run.progress,
    }


def _message(run: ScrapingRun) -> str:
    return run.error_message or run.message
