"""Mails that accounts need."""

from __future__ import annotations

from app.services import account_links, account_mails

TASK = account_links.MAIL_TASK


def send_account_mail(token_id: int) -> str:
    return account_mails.send(token_id)
