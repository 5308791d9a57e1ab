"""How everything that administrators look after stands, in a few statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import SQLColumnExpression, func, select

from app.extensions import db
from app.models import AlertMail, AuditEntry, Job, QuizQuestion, ScrapingRun, Task, User, utc_now
from app.services import copy_review, run_history, source_configs
from app.services.assistant import status
from app.services.assistant.status import AiStatus
from app.services.backups import records
from app.services.backups.records import BackupStatus
from app.services.courses import index
from app.services.courses.index import IndexStatus
from app.services.site_figures.work import queue_state


@dataclass(frozen=True, slots=True)
class Overview:
    """``runs`` are the last ones of the sources that are on. ``oldest`` is when the task that waits longest was
    asked for. Failures of tasks and mails are of the last 7 days, those of log-ins of the last 24 hours."""

    offers: int
    sources_on: int
    runs: tuple[ScrapingRun, ...]
    pairs: int
    index: IndexStatus
    questions: int
    questions_waiting: int
    ai: AiStatus
    queued: int
    running: int
    oldest: datetime | None
    failed_tasks: int
    failed_mails: int
    people: int
    disabled: int
    entries: int
    failed_sign_ins: int
    backup: BackupStatus


def overview() -> Overview:
    now = utc_now()
    week, yesterday = now - timedelta(days=7), now - timedelta(days=1)
    on = {one.source for one in source_configs.all_current() if one.is_on}
    queued, running, oldest = queue_state()
    return Overview(
        offers=_count(Job.is_active, Job.owner_id.is_(None), Job.duplicate_of_id.is_(None)),
        sources_on=len(on),
        runs=tuple(run for name, run in run_history.latest().items() if name in on),
        pairs=copy_review.count_to_review(False),
        index=index.status(),
        questions=_count(QuizQuestion.state == "active"),
        questions_waiting=_count((QuizQuestion.flags > 0) | QuizQuestion.state.in_(("draft", "flagged"))),
        ai=status.status(),
        queued=queued,
        running=running,
        oldest=oldest,
        failed_tasks=_count(Task.state == "failed", Task.finished_at >= week),
        failed_mails=_count(AlertMail.state == "failed", AlertMail.created_at >= week),
        people=_count(User.is_guest.is_(False)),
        disabled=_count(User.is_active.is_(False)),
        entries=_count(AuditEntry.at >= yesterday),
        failed_sign_ins=_count(AuditEntry.action == "sign_in_failed", AuditEntry.at >= yesterday),
        backup=records.status(),
    )


def _count(*where: SQLColumnExpression[bool]) -> int:
    return db.session.scalar(select(func.count()).where(*where)) or 0
