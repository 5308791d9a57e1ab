"""The mail that an account will be deleted unless it is used, in its person's language."""

from __future__ import annotations

import smtplib
from datetime import datetime
from typing import Final

from babel.dates import format_date
from flask import current_app, render_template
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

from app import mail
from app.core.tracker.days import zone_of
from app.extensions import db
from app.logs import get_logger
from app.models import User
from app.services import audit
from app.services.retention import inactive
from app.services.transaction import transaction

log = get_logger("retention")
REFUSED: Final = (500, 600)


def send(user_id: int, number: int) -> str:
    """``number`` is 1 or 2. The same mail, with the same Message-ID, however often it is tried. An address that
    refuses for good counts as told: nobody can be reached there. Returns a note for the task's row."""
    user = db.session.get(User, user_id)
    if user is None or not user.email or not inactive.is_due(user, number):
        return "nothing to send"
    language = user.language or current_app.extensions["settings"].default_language
    address, seen_at, ends_at, zone = user.email, user.last_seen_at, inactive.ends_at(user), user.timezone
    with force_locale(language):
        subject, text, html = _written(seen_at, ends_at, zone)
    db.session.commit()  # nothing is read while the server is spoken to
    message_id = f"<retention-{user_id}-{number}-{int(seen_at.timestamp())}@jobmatch.invalid>"
    is_refused = False
    try:
        mail.deliver(address, subject, text, html, message_id=message_id)
    except smtplib.SMTPRecipientsRefused as fault:
        codes = [code for code, _text in fault.recipients.values()]
        if not all(REFUSED[0] <= code < REFUSED[1] for code in codes):
            raise
        is_refused = True
        log.warning("retention mail refused", user=user_id, codes=codes)
    with transaction() as session:
        if inactive.mark_told(user_id, number):
            details = {"number": number, "refused": is_refused}
            audit.note(session, "retention_mailed", user_id=user_id, details=details)
    return "refused" if is_refused else "sent"


def _written(seen_at: datetime, ends_at: datetime, timezone: str) -> tuple[str, str, str]:
    site = current_app.extensions["settings"].site_url
    zone, locale = zone_of(timezone), get_locale()
    subject = _("Your JobMatch account will be deleted")
    values = {
        "subject": subject,
        "seen": format_date(seen_at.astimezone(zone), "long", locale=locale),
        "ends": format_date(ends_at.astimezone(zone), "long", locale=locale),
        "link": f"{site}/login?next=/account/data",
    }
    text = render_template("emails/retention.txt", **values)
    return subject, text, render_template("emails/retention.html", **values)
