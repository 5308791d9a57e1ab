"""The mail of an alert: its offers with their reasons, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale, ngettext
from sqlalchemy import select

from app import mail as post
from app.core.skills.lexicon import default_lexicon
from app.extensions import db
from app.models import AlertMail, JobAlert, MatchingJob, User
from app.services import cvs, matching
from app.services.alerts.unsubscribing import token_of
from app.services.cards import JobCard, load_cards

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Item:
    """``because`` are the words, skills and places that the alert asked for and the offer has."""

    card: JobCard
    url: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mail:
    """``more`` is offers beyond those shown."""

    to: str
    language: str
    message_id: str
    name: str
    min_score: int | None
    frequency: str
    items: tuple[Item, ...]
    more: int
    alert_url: str
    unsubscribe_url: str

    @property
    def count(self) -> int:
        return len(self.items) + self.more


def load(mail_id: int) -> Mail | None:
    """None when there is nobody to send it to any more, or nothing left in it."""
    row = db.session.execute(
        select(AlertMail, JobAlert, User)
        .join(JobAlert, JobAlert.id == AlertMail.job_alert_id)
        .join(User, User.id == JobAlert.user_id)
        .where(AlertMail.id == mail_id, User.is_active, JobAlert.is_active, User.email.is_not(None))
    ).first()
    if row is None:
        return None
    mail, alert, user = row
    found = db.session.scalars(
        select(MatchingJob)
        .where(MatchingJob.mail_id == mail_id)
        .order_by(MatchingJob.match_score.desc().nulls_last(), MatchingJob.job_id.desc())
    ).all()
    items = items_of(found[:SHOWN], user.id)
    return compose(alert, user, mail.message_id, items, len(found) - len(found[:SHOWN])) if items else None


def items_of(found: Sequence[Any], user_id: int) -> tuple[Item, ...]:
    """For rows with ``job_id`` and ``reasons``; best first, where there is a CV."""
    cv = cvs.find_primary(user_id)
    ids = [row.job_id for row in found]
    cards = load_cards(ids, cv, matching.scores(cv) if cv else None, with_reasons=True)
    because = {row.job_id: _because(row.reasons) for row in found}
    best_first = sorted(cards, key=lambda card: -(card.match.total or 0) if card.match else 0)
    return tuple(Item(card, _link(f"/job/{card.id}"), because[card.id]) for card in best_first)


def compose(alert: JobAlert, user: User, message_id: str, items: tuple[Item, ...], more: int) -> Mail:
    return Mail(
        to=user.email or "",
        language=user.language or current_app.extensions["settings"].default_language,
        message_id=message_id,
        name=alert.name,
        min_score=alert.min_score,
        frequency=alert.frequency,
        items=items,
        more=more,
        alert_url=_link(f"/alerts/{alert.id}"),
        unsubscribe_url=_link(f"/alerts/unsubscribe/{token_of(alert)}"),
    )


def subject(mail: Mail) -> str:
    text = ngettext("%(num)d new offer: %(name)s", "%(num)d new offers: %(name)s", mail.count, name=mail.name)
    return " ".join(text.split())


def render(mail: Mail) -> tuple[str, str, str]:
    """(subject, text, HTML) in the reader's language."""
    with force_locale(mail.language):
        title = subject(mail)
        text = render_template("emails/alert.txt", mail=mail, subject=title)
        html = render_template("emails/alert.html", mail=mail, subject=title)
    return title, text, html


def deliver(mail: Mail) -> None:
    """Raises OSError or smtplib.SMTPException."""
    title, text, html = render(mail)
    db.session.commit()
    headers = {
        "List-Unsubscribe": f"<{mail.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    post.deliver(mail.to, title, text, html, message_id=mail.message_id, headers=headers)


def _because(reasons: Sequence[Sequence[str]]) -> tuple[str, ...]:
    names = default_lexicon()
    said = (names.name(value) if code == "skill" else value for code, value in reasons if code != "score")
    return tuple(dict.fromkeys(said))


def _link(path: str) -> str:
    return f"{current_app.extensions['settings'].site_url}{path}"
