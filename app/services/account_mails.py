"""The mails about accounts: confirm an address, reset a password, "you have an account already"."""

from __future__ import annotations

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from app import mail
from app.services import account_links


def send(token_id: int) -> str:
    """Mail the link of a token. Returns a note without any address for the task's row."""
    issued = account_links.issue(token_id)
    if issued is None:
        return "nothing to send"
    token, user, secret = issued
    language = (user.language if user else None) or token.payload.get("language") or "en"
    address = user.email if user and user.email else token.payload.get("email")
    if not address:
        return "nothing to send"
    with force_locale(language):
        if token.purpose == "reset":
            _send(address, "reset", _("Choose a new password for JobMatch"), _link(f"/reset/{secret}"))
        elif user:
            _send(address, "known", _("You already have a JobMatch account"), _link("/login"))
        else:
            _send(address, "confirm", _("Confirm your JobMatch account"), _link(f"/register/{secret}"))
    return f"{token.purpose} mail sent"


def _link(path: str) -> str:
    return f"{current_app.extensions['settings'].site_url}{path}"


def _send(address: str, template: str, subject: str, link: str) -> None:
    text = render_template(f"emails/{template}.txt", link=link, subject=subject)
    html = render_template(f"emails/{template}.html", link=link, subject=subject)
    mail.deliver(address, subject, text, html)
