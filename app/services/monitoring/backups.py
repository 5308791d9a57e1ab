"""Backups: how old the last good one is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import Metric
from sqlalchemy import Connection, func, select

from app.models import Backup
from app.services.monitoring.gauges import gauge, moment


def figures(connection: Connection, _now: datetime) -> Iterator[Metric]:
    good = (Backup.verified_at.is_not(None), Backup.fault == "", Backup.removed_at.is_(None))
    kept, newest, size = connection.execute(
        select(func.count(), func.max(Backup.made_at), func.coalesce(func.sum(Backup.size_bytes), 0)).where(
            *good
        )
    ).one()
    last_fault = connection.scalar(select(Backup.fault).order_by(Backup.made_at.desc()).limit(1))
    yield gauge("jobmatch_backups", "Backups that were verified and are kept.", kept)
    yield gauge(
        "jobmatch_backup_last_verified_timestamp_seconds",
        "When the newest backup that was read back and found whole was made; absent when there is none.",
        moment(newest),
    )
    yield gauge("jobmatch_backup_bytes", "Size of all verified backups.", size)
    yield gauge(
        "jobmatch_backup_failed",
        "1 when the newest backup could not be made or did not verify.",
        None if last_fault is None else float(last_fault != ""),
    )
