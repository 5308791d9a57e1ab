"""The clock's door: what a task's name means, and when repeated work is due."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from app import origin, queue
from app.services import imported_jobs, rechecks, scraping, tasks
from app.worker import (
    alerts,
    assistant,
    courses,
    mail,
    maintenance,
    privacy,
    proofs,
    score_history,
    tracker,
)

HANDLERS: Mapping[str, tasks.Handler] = {
    mail.TASK: mail.send_account_mail,
    alerts.TASK: alerts.work_alerts,
    "hourly": maintenance.hourly,
    "daily": maintenance.daily,
    score_history.TASK: score_history.note_all,
    score_history.FIRST: score_history.note_first,
    scraping.TASK: scraping.run,
    rechecks.TASK: rechecks.run,
    imported_jobs.TASK: imported_jobs.run,
    courses.TASK: courses.build_index,
    courses.UPDATE_TASK: courses.update_courses,
    courses.SYLLABUS_TASK: courses.read_syllabus,
    assistant.TASK: assistant.ask_model,
    proofs.TASK: proofs.verify,
    tracker.TASK: tracker.send_reminder,
    privacy.EXPORT_TASK: privacy.make_export,
    privacy.MAIL_TASK: privacy.send_retention_mail,
    privacy.LET_GO_TASK: privacy.let_go,
}


def init_app(app: Flask) -> None:
    """Make this process able to run tasks."""

    def run(task_id: int, asked_by: str) -> None:
        if app.extensions["stopping"].is_set():
            return  # its row waits; a reaper hands it to another process
        with app.app_context(), origin.continued(asked_by):
            tasks.run(task_id, HANDLERS)

    queue.set_runner(app, run)
