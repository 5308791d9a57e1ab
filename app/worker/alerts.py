"""Alerts: look at what came, open what fell due, send what waits."""

from __future__ import annotations

from app.services.alerts import due

TASK = due.TASK


def work_alerts() -> str:
    return due.run()
