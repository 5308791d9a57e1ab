"""Runs of sources as an administrator reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from app.models import ScrapingRun, utc_now
from app.models.run import RUN_STATES
from app.services.run_history import RunDetails, RunList
from app.services.sources import every_source
from app.words.labels import label

TONES = {
    "ok": "good",
    "running": "busy",
    "waiting": "busy",
    "suspect": "warn",
    "quota": "warn",
    "changed": "bad",
    "interrupted": "warn",
    "blocked": "bad",
    "auth": "bad",
    "failed": "bad",
}
NEEDS_A_LOOK = frozenset({"suspect", "blocked", "quota", "auth", "changed", "failed", "interrupted"})
MOST_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class RunRow:
    """``tone`` is good, busy, warn, bad or plain; ``reason`` what the run says of its end."""

    id: int
    source: str
    label: str
    state: str
    tone: str
    started_at: datetime
    completed_at: datetime | None
    found: int
    new: int
    updated: int
    unchanged: int
    duplicate: int
    rejected: int
    closed: int
    progress: int
    message: str
    reason: str

    @property
    def is_running(self) -> bool:
        return self.completed_at is None

    @property
    def lasted(self) -> timedelta:
        return (self.completed_at or utc_now()) - self.started_at


@dataclass(frozen=True, slots=True)
class RunsPage:
    """``states`` and ``sources`` are what can be chosen, as (code, label)."""

    rows: tuple[RunRow, ...]
    total: int
    page: int
    pages: int
    source: str
    status: str
    states: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]

    def url(self, page: int) -> str:
        chosen = {"source": self.source, "status": self.status, "page": page if page > 1 else ""}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"/admin/scraping/runs?{query}" if query else "/admin/scraping/runs"


@dataclass(frozen=True, slots=True)
class RunPage:
    """``samples`` are texts of what could not become an offer, by the reason in words; ``lines`` (level, when,
    text)."""

    run: RunRow
    advice: str
    asked_by: str
    config_version: int
    head: str
    samples: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[tuple[str, datetime, str], ...]
    earlier: int


def run_row(run: ScrapingRun) -> RunRow:
    state = run.status if run.completed_at else "running"
    return RunRow(
        id=run.id,
        source=run.source,
        label=source_label(run.source),
        state=state,
        tone=TONES.get(state, "plain"),
        started_at=run.started_at,
        completed_at=run.completed_at,
        found=run.jobs_found,
        new=run.jobs_new,
        updated=run.jobs_updated,
        unchanged=run.jobs_unchanged,
        duplicate=run.jobs_duplicate,
        rejected=run.jobs_rejected,
        closed=run.jobs_closed,
        progress=run.progress,
        message=run.message,
        reason=run.error_message or "",
    )


def runs_page(found: RunList, source: str, status: str) -> RunsPage:
    return RunsPage(
        rows=tuple(run_row(run) for run in found.runs),
        total=found.total,
        page=found.page,
        pages=found.pages,
        source=source,
        status=status,
        states=tuple((state, label("run_state", state)) for state in RUN_STATES),
        sources=tuple((name, one.label) for name, one in every_source().items()),
    )


def run_page(found: RunDetails) -> RunPage:
    row = run_row(found.run)
    return RunPage(
        run=row,
        advice=label("run_advice", row.state),
        asked_by=found.asked_by,
        config_version=found.run.config_version,
        head=found.run.head or "",
        samples=_samples(found.run.samples),
        lines=tuple((line.level, line.at, line.text) for line in found.lines),
        earlier=found.earlier,
    )


def source_label(name: str) -> str:
    """A source that is no longer part of the program keeps its code."""
    source = every_source().get(name)
    return source.label if source else name


def _samples(samples: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (label("rejected", reason), tuple(str(text) for text in _listed(texts)[:MOST_SAMPLES]))
        for reason, texts in samples.items()
    )


def _listed(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]
