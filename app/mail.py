"""Outgoing mail: to the console by default, through SMTP by setting."""

from __future__ import annotations

from email.utils import make_msgid

from flask_mailman import EmailMultiAlternatives


def deliver(to: str, subject: str, text: str, html: str) -> None:
    """Send one mail to one person. Raises OSError or smtplib.SMTPException; the caller retries."""
    single_line = " ".join(subject.split())
    message = EmailMultiAlternatives(
        subject=single_line,
        body=text,
        to=[to],
        headers={"Message-ID": make_msgid(domain="jobmatch.invalid"), "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    message.send()
