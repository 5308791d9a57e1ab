"""One mail about a follow-up or an interview, in the person's language and on their clock."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from babel.dates import format_datetime
from flask import current_app, render_template
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

from app import mail
from app.core.tracker.days import zone_of
from app.core.tracker.status import ENDED
from app.extensions import db
from app.models import Application, Interview, User

TASK: Final = "reminder_mail"


def wants_mail(user: User) -> bool:
    return bool(user.email and not user.is_guest and user.is_active and user.reminder_mails)


def send(kind: str, row_id: int, when: str) -> str:
    """``kind`` is follow_up_due (of an application) or interview_tomorrow (of an interview); ``when`` is for what
    time it was. Nothing is sent when that has changed meanwhile. The mail has the same Message-ID however often
    it is tried. Returns a note for the task's row."""
    interview = db.session.get(Interview, row_id) if kind == "interview_tomorrow" else None
    application = db.session.get(Application, interview.application_id if interview else row_id)
    if application is None or (kind == "interview_tomorrow" and interview is None):
        return "nothing to send"
    due = interview.starts_at if interview else application.follow_up_at
    user = db.session.get_one(User, application.user_id)
    if (
        due is None
        or due != datetime.fromisoformat(when)
        or application.status in ENDED
        or not wants_mail(user)
    ):
        return "nothing to send"
    with force_locale(user.language or current_app.extensions["settings"].default_language):
        _send(user, application, interview, due)
    return f"{kind} mail sent"


def _send(user: User, application: Application, interview: Interview | None, due: datetime) -> None:
    name = f"{application.title} · {application.company}" if application.company else application.title
    subject = (
        _("Your interview: %(name)s", name=name) if interview else _("Time to follow up: %(name)s", name=name)
    )
    site = current_app.extensions["settings"].site_url
    values = {
        "subject": subject,
        "name": name,
        "when": format_datetime(due, "full", tzinfo=zone_of(user.timezone), locale=get_locale()),
        "what": application.follow_up_text,
        "place": interview.place if interview else "",
        "is_interview": interview is not None,
        "link": f"{site}/applications/{application.id}",
        "choices": f"{site}/account",
    }
    text = render_template("emails/reminder.txt", **values)
    html = render_template("emails/reminder.html", **values)
    assert user.email
    mail.deliver(user.email, subject, text, html, message_id=_message_id(application, interview, due))


def _message_id(application: Application, interview: Interview | None, due: datetime) -> str:
    about = f"interview-{interview.id}" if interview else f"follow-up-{application.id}"
    return f"<{about}-{int(due.timestamp())}@jobmatch.invalid>"
