"""Runs of the sources: how they ended, when each was last good, what they brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from prometheus_client.core import Metric
from sqlalchemy import Connection, func, select

from app.models import ScrapingRun, SourceConfig
from app.services.monitoring.gauges import gauges
from app.services.runs import GOOD

DAY: Final = timedelta(days=1)
KNOWN: Final = timedelta(days=60)  # a source that was good before then counts as never good
BAD: Final = ("suspect", "blocked", "quota", "auth", "changed", "failed")  # what the source did, not we


def figures(connection: Connection, now: datetime) -> Iterator[Metric]:
    yield from _last_day(connection, now - DAY)
    yield from _good_and_bad(connection, now - KNOWN)
    yield from _set_up(connection)


def _last_day(connection: Connection, since: datetime) -> Iterator[Metric]:
    source, status = ScrapingRun.source, ScrapingRun.status
    found, new = func.sum(ScrapingRun.jobs_found), func.sum(ScrapingRun.jobs_new)
    rows = connection.execute(
        select(source, status, func.count(), found, new)
        .where(ScrapingRun.started_at >= since)
        .group_by(source, status)
    ).all()
    runs = {(name, state): float(count) for name, state, count, _found, _new in rows}
    yield gauges(
        "jobmatch_runs_last_day",
        "Runs that began in the last 24 hours, by source and status.",
        ("source", "status"),
        runs,
    )
    offers: dict[str, tuple[float, float]] = {}
    for name, _state, _count, found_here, new_here in rows:
        before = offers.get(name, (0.0, 0.0))
        offers[name] = (before[0] + float(found_here), before[1] + float(new_here))
    for what, meaning, place in (("found", "that sources gave", 0), ("added", "that were new", 1)):
        yield gauges(
            f"jobmatch_offers_{what}_last_day",
            f"Offers {meaning}, in runs of the last 24 hours.",
            ("source",),
            {(name,): counts[place] for name, counts in offers.items()},
        )


def _good_and_bad(connection: Connection, since: datetime) -> Iterator[Metric]:
    source, status = ScrapingRun.source, ScrapingRun.status
    good = (
        select(source, func.max(ScrapingRun.id).label("id"), func.max(ScrapingRun.completed_at).label("at"))
        .where(ScrapingRun.started_at >= since, status.in_(GOOD))
        .group_by(source)
        .subquery()
    )
    last_good = connection.execute(select(good.c.source, good.c.at)).all()
    bad_since = connection.execute(
        select(source, func.count())
        .outerjoin(good, good.c.source == source)
        .where(
            ScrapingRun.started_at >= since,
            status.in_(BAD),
            ScrapingRun.id > func.coalesce(good.c.id, 0),
        )
        .group_by(source)
    ).all()
    yield gauges(
        "jobmatch_source_last_good_run_timestamp_seconds",
        "When the last good run of a source ended; absent where there was none in 60 days.",
        ("source",),
        {(name,): at.timestamp() for name, at in last_good if at},
    )
    bad = {(name,): 0.0 for name, _at in last_good} | {(name,): float(count) for name, count in bad_since}
    yield gauges(
        "jobmatch_source_bad_runs", "Runs that a source spoilt since its last good one.", ("source",), bad
    )


def _set_up(connection: Connection) -> Iterator[Metric]:
    newest = select(func.max(SourceConfig.id)).group_by(SourceConfig.source)
    rows = connection.execute(
        select(SourceConfig.source, SourceConfig.is_on, SourceConfig.every_hours).where(
            SourceConfig.id.in_(newest)
        )
    ).all()
    yield gauges(
        "jobmatch_source_on",
        "1 for a source that is switched on, 0 for one that was switched off.",
        ("source",),
        {(name,): float(is_on) for name, is_on, _hours in rows},
    )
    yield gauges(
        "jobmatch_source_interval_seconds",
        "How often a source is to be run.",
        ("source",),
        {(name,): hours * 3600.0 for name, _is_on, hours in rows},
    )
