"""All sources with their set-up, their health and when they run next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.services import run_history, source_configs, source_health, source_schedule, sources
from app.services.source_configs import SetUp
from app.services.source_health import UNKNOWN, Health
from job_scraper.source import Source


@dataclass(frozen=True, slots=True)
class SourceState:
    """``next_at`` is when the clock runs it next, None while it is off, not set up, or under way."""

    source: Source
    set_up: SetUp
    health: Health
    is_waiting: bool
    next_at: datetime | None


def every_state() -> list[SourceState]:
    """In the order of the sources' labels."""
    healths, waiting = source_health.all_health(), run_history.waiting_sources()
    return [
        _state(one, healths.get(one.source, UNKNOWN), one.source in waiting)
        for one in source_configs.all_current()
    ]


def state(name: str) -> SourceState:
    """Raises NotFound."""
    set_up = source_configs.current(name)
    return _state(set_up, source_health.health(name), name in run_history.waiting_sources())


def switch(name: str, is_on: bool, user_id: int | None) -> SetUp:
    """Save the set-up as it is, on or off. Raises NotFound, BadInput for what it lacks, SetUpChanged."""
    now = source_configs.current(name)
    return source_configs.save(
        name,
        {},
        {},
        is_on=is_on,
        every_hours=now.every_hours,
        max_offers=now.max_offers,
        user_id=user_id,
        expected_version=now.version,
    )


def _state(set_up: SetUp, health: Health, is_waiting: bool) -> SourceState:
    last = health.last
    is_busy = is_waiting or (last is not None and last.completed_at is None)
    next_at = None if is_busy else source_schedule.next_run(set_up, last.started_at if last else None)
    return SourceState(sources.get(set_up.source), set_up, health, is_waiting, next_at)
