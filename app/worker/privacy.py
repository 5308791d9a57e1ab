"""Copies of people's data, mails before an account is deleted, and letting go of what was deleted."""

from __future__ import annotations

from app.services.account_export import asking
from app.services.erasure import letting_go
from app.services.retention import inactive, mails

EXPORT_TASK = asking.TASK
MAIL_TASK = inactive.MAIL_TASK
LET_GO_TASK = letting_go.TASK


def make_export(export_id: int) -> str:
    return asking.run(export_id)


def send_retention_mail(user_id: int, number: int) -> str:
    return mails.send(user_id, number)


def let_go() -> str:
    return letting_go.work()
