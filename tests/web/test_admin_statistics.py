"""Figures of the site, and the page where administrators begin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from app.extensions import db
from app.models import CV, AiCall, AlertMail, Application, JobAlert, QuizAttempt, Task, User, utc_now
from app.services import site_figures
from app.services.transaction import transaction
from tests.client import CheckingClient, tree, words
from tests.factories import make_user, posting, store
from tests.web.administration import add_run, as_admin, prepare


@pytest.fixture
def admin_id(app: Flask) -> int:
    return prepare(app)


@pytest.fixture
def admin(app: Flask, admin_id: int) -> CheckingClient:
    return as_admin(app, admin_id)


def add(*rows: Any) -> None:
    with transaction() as session:
        session.add_all(rows)


def people(count: int, **changes: Any) -> list[int]:
    return [make_user(f"person{number}@example.org", **changes) for number in range(count)]


@contextmanager
def statements() -> Iterator[list[str]]:
    seen: list[str] = []
    note = lambda _c, _k, statement, *_more: seen.append(statement)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_people_offers_and_work_are_counted(app: Flask, admin_id: int) -> None:
    now = utc_now()
    with app.app_context():
        store(posting(1), posting(2, country="FR", published_at=now - timedelta(days=40)))
        user_id, *_others = people(6, language="fr")
        add(
            User(is_guest=True),
            User(email="x", email_key="x", password_hash="x", is_active=False, last_seen_at=now - timedelta(days=20),
                 created_at=now - timedelta(days=21)),
            Task(name="scrape", state="failed"),
            Task(name="scrape", state="done"),
            Task(name="daily", created_at=now - timedelta(hours=2)),
            AiCall(user_id=user_id, purpose="advise", provider="p", model="m", content_hash="", sent="[]", state="ok",
                   micro_dollars=1_500_000),
            Application(user_id=user_id, title="A", status="applied"),
        )  # fmt: skip
        alert = JobAlert(user_id=user_id, name="A", min_score=50)
        add(alert)
        for state in ("sent", "sent", "failed"):
            add(AlertMail(job_alert_id=alert.id, due_at=now - timedelta(hours=len(state)), state=state,
                          sent_at=now if state == "sent" else None, message_id=f"<{utc_now().timestamp()}>")
                )  # fmt: skip
            now += timedelta(minutes=1)
        found = site_figures.figures()
    assert (found.people.registered, found.people.guests, found.people.admins, found.people.disabled) == (
        8,
        1,
        1,
        1,
    )
    assert (found.people.active_week, found.people.active_month) == (7, 8)
    assert dict(found.people.languages) == {"fr": None, "": None}, (
        "two without a language; the others with them"
    )
    assert [count for _monday, count in found.people.weeks][-1] == 7
    assert sum(count for _monday, count in found.people.weeks) == 8
    assert {one.value: one.count for one in found.offers.countries} == {"TN": 1, "FR": 1}
    assert dict(found.offers.ages) == {"week": 1, "month": 0, "quarter": 1, "older": 0}
    assert found.work.mails == {"waiting": 0, "sending": 0, "sent": 2, "nothing": 0, "failed": 1}
    assert (found.work.queued, found.work.running) == (1, 0)
    assert found.work.oldest
    assert {(one.name, one.done, one.failed, one.open) for one in found.work.tasks} == {
        ("scrape", 1, 1, 0),
        ("daily", 0, 0, 1),
    }
    assert [(one.purpose, one.calls, one.micro_dollars) for one in found.work.calls] == [
        ("advise", 1, 1_500_000)
    ]
    assert found.use.totals["applications"] == 1
    assert dict(found.use.applications) == {"applied": None}
    assert found.storage.used["database"] > 100_000


def test_few_people_cannot_be_made_out(app: Flask, admin: CheckingClient) -> None:
    with app.app_context():
        ids = people(7)
        add(
            *(Application(user_id=user_id, title="A", status="applied") for user_id in ids for _twice in "ab")
        )
        add(Application(user_id=ids[0], title="A", status="offer"))
        add(*(Application(user_id=user_id, title="A", status="rejected") for user_id in ids[:5]))
    page = tree(admin.get("/admin/stats"))
    [table] = page.xpath("//table[@data-title='Applications by status']")
    rows = {
        row.xpath("string(th)"): (row.xpath("string(td)"), row.xpath("td/@data-value")[0])
        for row in table.xpath(".//tbody/tr")
    }
    assert rows == {
        "Applied": ("14", "14"),
        "Rejected": ("too few people", "0"),
        "Offer": ("too few people", "0"),
    }


def test_the_page_takes_few_statements_however_much_there_is(app: Flask, admin: CheckingClient) -> None:
    counts = []
    for more in (0, 9):
        with app.app_context():
            for user_id in [make_user(f"p{more}-{number}@example.org") for number in range(more)]:
                add(
                    Application(user_id=user_id, title="A"),
                    QuizAttempt(user_id=user_id, **_quiz()),
                    _cv(user_id),
                )
            store(*(posting(100 * more + number, source=f"s{number}") for number in range(more)))
            admin.get("/admin/stats")
            with statements() as seen:
                assert admin.get("/admin/stats").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] < 40


def _quiz() -> dict[str, Any]:
    now = utc_now()
    return {
        "skill": "python",
        "language": "en",
        "questions": [],
        "seed": 1,
        "state": "done",
        "passed": True,
        "deadline_at": now,
        "submitted_at": now,
    }


def _cv(user_id: int) -> CV:
    return CV(user_id=user_id, file_name="a.txt", file_path=f"{user_id}.txt", file_size_bytes=10, content_type="text/plain",
              sha256="0" * 64)  # fmt: skip


def test_the_first_page_says_what_needs_a_look(app: Flask, admin: CheckingClient) -> None:
    calm = words(admin.get("/admin"))
    assert "1 source is on" in calm
    assert "Work is done as it comes." in calm
    links = tree(admin.get("/admin")).xpath("//ul[contains(@class, 'admin-cards')]//a/@href")
    assert len(links) == 10
    for link in links:
        assert admin.get(link).status_code == 200
    with app.app_context():
        add_run(status="blocked")
        add(Task(name="daily", created_at=utc_now() - timedelta(hours=2)))
    text = words(admin.get("/admin"))
    assert "1 source needs a look" in text
    assert "The board" in text
    assert "The first has waited for 2 hours." in text
    assert "2 things need a look." in text
