"""What is due when. Several workers may ask; the slot makes it happen once."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from huey import crontab
from huey.api import Huey

from app.services import rechecks, runs, source_schedule, tasks
from app.services.alerts import due as alerts
from app.services.courses import index, update_runs
from app.services.monitoring import tasks as monitored_tasks
from app.worker import score_history, tracker


def register(app: Flask, huey: Huey) -> None:
    @huey.periodic_task(crontab(minute="7"), name="ask_hourly")
    def ask_hourly() -> None:
        with app.app_context():
            tasks.ask_once("hourly", _this_hour())

    @huey.periodic_task(crontab(minute="23", hour="3"), name="ask_daily")
    def ask_daily() -> None:
        with app.app_context():
            tasks.ask_once("daily", f"{datetime.now(UTC):%Y-%m-%d}")

    @huey.periodic_task(crontab(minute="53", hour="3"), name="ask_score_history")
    def ask_score_history() -> None:
        with app.app_context():
            tasks.ask_once(score_history.TASK, f"{datetime.now(UTC):%Y-%m-%d}")

    @huey.periodic_task(crontab(minute="*"), name="reap")
    def reap() -> None:
        with app.app_context():
            runs.reap()
            update_runs.reap()
            tasks.reap()

    @huey.periodic_task(crontab(minute="*"), name="beat")
    def beat() -> None:
        with app.app_context():
            monitored_tasks.beat()

    @huey.periodic_task(crontab(minute="*"), name="ask_alerts")
    def ask_alerts() -> None:
        with app.app_context():
            alerts.ask()

    @huey.periodic_task(crontab(minute="37"), name="ask_rechecks")
    def ask_rechecks() -> None:
        with app.app_context():
            rechecks.ask_due(_this_hour())

    @huey.periodic_task(crontab(minute="*/5"), name="keep_course_index")
    def keep_course_index() -> None:
        with app.app_context():
            index.keep_current()

    @huey.periodic_task(crontab(minute="*/3"), name="tell_reminders")
    def tell_reminders() -> None:
        with app.app_context():
            tracker.tell_due()

    if app.extensions["settings"].schedule_sources:
        _register_sources(app, huey)


def _register_sources(app: Flask, huey: Huey) -> None:
    @huey.periodic_task(crontab(minute="*"), name="ask_sources")
    def ask_sources() -> None:
        with app.app_context():
            source_schedule.ask_due()


def _this_hour() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H}"
