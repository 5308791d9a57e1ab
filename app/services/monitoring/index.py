"""The generation of the index over courses that is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import Metric
from sqlalchemy import Connection, select

from app.models import Counter, IndexGeneration, IndexPointer
from app.services.courses.generations import POINTER
from app.services.courses.revision import COURSES
from app.services.monitoring.gauges import gauge, moment


def figures(connection: Connection, _now: datetime) -> Iterator[Metric]:
    row = connection.execute(
        select(
            IndexGeneration.id,
            IndexGeneration.courses,
            IndexGeneration.revision,
            IndexGeneration.finished_at,
            IndexPointer.moved_at,
        )
        .join(IndexPointer, IndexPointer.current_id == IndexGeneration.id)
        .where(IndexPointer.name == POINTER)
    ).one_or_none()
    state = select(IndexGeneration.state).where(IndexGeneration.state.in_(("ready", "failed", "removed")))
    last = connection.scalar(state.order_by(IndexGeneration.id.desc()).limit(1))
    revision = connection.scalar(select(Counter.value).where(Counter.name == COURSES))
    yield gauge(
        "jobmatch_index_generation", "Number of the generation that is read; absent before the first.",
        row.id if row else None,
    )  # fmt: skip
    yield gauge(
        "jobmatch_index_built_timestamp_seconds", "When that generation was finished.",
        moment(row.finished_at) if row else None,
    )  # fmt: skip
    yield gauge(
        "jobmatch_index_switched_timestamp_seconds", "Since when it is the one that is read.",
        moment(row.moved_at) if row else None,
    )  # fmt: skip
    yield gauge("jobmatch_index_courses", "Courses in it.", row.courses if row else None)
    yield gauge(
        "jobmatch_index_revisions_behind", "Changes of courses that it does not show yet.",
        max(0, (revision or 0) - row.revision) if row else None,
    )  # fmt: skip
    yield gauge(
        "jobmatch_index_build_failed", "1 when the newest build failed.",
        None if last is None else float(last == "failed"),
    )  # fmt: skip
