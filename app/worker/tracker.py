"""Reminders of follow-ups and interviews."""

from __future__ import annotations

from app.services.tracker import reminder_mails, reminders

TASK = reminder_mails.TASK


def tell_due() -> None:
    reminders.tell_due()


def send_reminder(kind: str, row_id: int, when: str) -> str:
    return reminder_mails.send(kind, row_id, when)
