"""The clock's door: what a task's name means, and when repeated work is due."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from app import queue
from app.services import imported_jobs, rechecks, scraping, tasks
from app.worker import courses, mail, maintenance

HANDLERS: Mapping[str, tasks.Handler] = {
    mail.TASK: mail.send_account_mail,
    "hourly": maintenance.hourly,
    "daily": maintenance.daily,
    scraping.TASK: scraping.run,
    rechecks.TASK: rechecks.run,
    imported_jobs.TASK: imported_jobs.run,
    courses.TASK: courses.build_index,
    courses.UPDATE_TASK: courses.update_courses,
    courses.SYLLABUS_TASK: courses.read_syllabus,
}


def init_app(app: Flask) -> None:
    """Make this process able to run tasks."""

    def run(task_id: int) -> None:
        if app.extensions["stopping"].is_set():
            return  # its row waits; a reaper hands it to another process
        with app.app_context():
            tasks.run(task_id, HANDLERS)

    queue.set_runner(app, run)
