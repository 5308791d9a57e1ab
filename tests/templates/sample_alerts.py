"""Invented saved searches, alerts and notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from app.core.search.filters import Filters
from app.services.alerts.mails import Item
from app.services.alerts.preview import AlertPage
from app.services.alerts.rules import Alert, LogEntry
from app.services.notifications import KINDS, Notice
from app.services.saved_searches import SavedSearch
from app.web.forms.alerts import form_for
from app.web.forms.saved_searches import form_of
from app.web.pages.alerts import alert_page, alert_views
from app.web.pages.notifications import notice_views
from app.web.pages.saved_searches import search_entry
from tests.templates.sample_cvs import NOW
from tests.templates.sample_offers import CARD, FOUND

PYTHON = SavedSearch(
    id=3,
    name="Python <b>in</b> Tunis",
    filters=Filters(
        keyword='python "data science" -stage', location="Tunis | Sfax", country=("TN",), source=("demo",)
    ),
    is_default=True,
    seen_at=NOW - timedelta(days=2),
    new=12,
    industries=("Health",),
    sizes=("11-50",),
    salary_max=60_000,
)
PAY = SavedSearch(4, "مهندس", Filters(salary_min=40_000, remote=("remote",), skill=("python",)), False, None)
SEARCHES = (PYTHON, PAY)
FOUND_SAVED = replace(FOUND, saved=PYTHON)
ALERT = Alert(
    id=5, name="Python <i>daily</i>", search=PYTHON, min_score=70, frequency="daily", hour=8, weekday=0, is_active=True,
    unsubscribed_at=None, last_sent_at=NOW - timedelta(days=1), next_send_at=NOW + timedelta(hours=5), waiting=1,
)  # fmt: skip
PAUSED = replace(
    ALERT,
    id=6,
    name="All",
    search=None,
    frequency="weekly",
    is_active=False,
    next_send_at=None,
    last_sent_at=None,
)
INSTANT = replace(ALERT, id=7, name="Now", min_score=None, frequency="instant", next_send_at=None)
ITEM = Item(CARD, "http://localhost/job/1", ("python", "Tunis, Tunisie"))
LOG = tuple(
    LogEntry(NOW - timedelta(days=n), state, offers, attempts, fault, NOW if state == "sent" else None)
    for n, (state, offers, attempts, fault) in enumerate(
        [
            ("waiting", 2, 1, "refused: 451"),
            ("sent", 3, 1, ""),
            ("nothing", 0, 0, ""),
            ("failed", 1, 2, "refused: 550"),
        ]
    )
)
FULL = AlertPage(ALERT, "amira@example.org", True, "Africa/Tunis", (ITEM,), 1, (), LOG)
QUIET = AlertPage(INSTANT, "amira@example.org", True, "Africa/Tunis", (), 0, (ITEM,), ())
STOPPED = AlertPage(PAUSED, "amira@example.org", False, "Africa/Tunis", (), 0, (), ())
VALUES = {
    "name": "Python",
    "count": 3,
    "title": "Nurse <b>",
    "company": "Clinique",
    "starts_at": "2026-03-05T13:00:00+00:00",
}
NOTICES = tuple(
    Notice(n, kind, VALUES, "/alerts/5", NOW - timedelta(hours=n), n % 2 == 0)
    for n, kind in enumerate(KINDS, 1)
)


def entries() -> list[Any]:
    return [search_entry(one) for one in SEARCHES]


def search_form() -> dict[str, Any]:
    return {"form": lambda: form_of(PYTHON), "entry": lambda: search_entry(PYTHON)}


def alert_form(alert: Alert | None) -> dict[str, Any]:
    return {"form": lambda: form_for(SEARCHES, alert, chosen=3), "alert": alert}


def alert_list() -> Any:
    return alert_views((ALERT, PAUSED, INSTANT))


def page_of(page: AlertPage) -> Any:
    return lambda: alert_page(page)


def notices() -> Any:
    return notice_views(NOTICES)


SAVED = SimpleNamespace(id=3, name="Python <b>in</b> Tunis")
