"""Outgoing mail: to the console by default, through SMTP by setting."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import make_msgid

from flask_mailman import EmailMultiAlternatives

from app.extensions import mail


def deliver(
    to: str,
    subject: str,
    text: str,
    html: str,
    *,
    message_id: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send one mail to one person. Raises OSError or smtplib.SMTPException; the caller retries, and gives a
    ``message_id`` of its own so that a second try is the same mail."""
    single_line = " ".join(subject.split())
    message = EmailMultiAlternatives(
        subject=single_line,
        body=text,
        to=[to],
        headers={
            "Message-ID": message_id or make_msgid(domain="jobmatch.invalid"),
            "Auto-Submitted": "auto-generated",
            **(headers or {}),
        },
    )
    message.attach_alternative(html, "text/html")
    with mail.get_connection() as message.connection:  # closed also when the server says no
        message.send()
