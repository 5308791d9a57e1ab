"""Interviews and follow-ups as a calendar file in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from app.core.tracker.ics import Event, calendar
from app.services.tracker.calendar import Entry
from app.words.labels import label


def calendar_file(entries: Iterable[Entry], site_url: str) -> str:
    """``site_url`` is where people reach this site; its host makes the ids unique."""
    host = site_url.split("//", 1)[1].split("/", 1)[0].rsplit(":", 1)[0]
    return calendar(_("JobMatch applications"), (_event(entry, site_url, host) for entry in entries))


def _event(entry: Entry, site_url: str, host: str) -> Event:
    name = f"{entry.title} · {entry.company}" if entry.company else entry.title
    is_follow_up = entry.kind == "follow_up"
    kind = "" if is_follow_up else label("interview_kind", entry.kind)
    link = f"{site_url}/applications/{entry.application_id}"
    return Event(
        uid=f"{entry.key}@{host}",
        sequence=entry.sequence,
        starts_at=entry.starts_at,
        minutes=entry.minutes,
        title=_("Follow up: %(name)s", name=name) if is_follow_up else _("Interview: %(name)s", name=name),
        changed_at=entry.changed_at,
        place=entry.place,
        text="\n".join(part for part in (kind, entry.text, link) if part),
        url=link,
        is_cancelled=entry.is_cancelled,
        is_quiet=is_follow_up,
    )
