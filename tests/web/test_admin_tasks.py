"""What administrators see of background work and can do with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.extensions import db
from app.models import Task, utc_now
from app.services.task_list import PER_PAGE
from app.services.transaction import transaction
from tests.client import CheckingClient, tree, words
from tests.web.administration import as_admin, prepare


@pytest.fixture
def admin_id(app: Flask) -> int:
    return prepare(app)


@pytest.fixture
def admin(app: Flask, admin_id: int) -> CheckingClient:
    return as_admin(app, admin_id)


def add_task(app: Flask, **values: Any) -> int:
    with app.app_context(), transaction() as session:
        task = Task(**{"name": "scrape", "arguments": {"source": "board"}, **values})
        session.add(task)
        session.flush()
        return task.id


def state_of(app: Flask, task_id: int) -> tuple[str, bool]:
    with app.app_context():
        task = db.session.get(Task, task_id)
        assert task
        return task.state, task.cancel_requested


def test_a_task_says_all_about_itself(app: Flask, admin: CheckingClient, admin_id: int) -> None:
    now = utc_now()
    add_task(
        app, state="running", progress=40, message="page 2 <b>of</b> 5", attempts=2, asked_by_id=admin_id,
        started_at=now, heartbeat_at=now - timedelta(minutes=5),
    )  # fmt: skip
    answer = admin.get("/admin/tasks")
    text = words(answer)
    for said in ("Fetch offers from a source: The board", "Running", "page 2 <b>of</b> 5", "attempt 2 of 3",
                 "nadia@example.org", "last sign of life 5 minutes ago"):  # fmt: skip
        assert said in text
    page = tree(answer)
    assert page.xpath("//progress/@value") == ["40"]
    assert page.xpath("//*[@id='tasks']/@hx-trigger") == ["every 2s"]
    assert not page.xpath("//main//b")


def test_nothing_is_asked_for_once_all_has_ended(app: Flask, admin: CheckingClient) -> None:
    add_task(app, state="done", finished_at=utc_now())
    add_task(app, name="no such work", arguments={}, state="failed", finished_at=utc_now())
    answer = admin.get("/admin/tasks", headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert "hx-trigger" not in answer.text
    assert "no such work" in answer.text


@pytest.mark.parametrize(
    ("before", "action", "after"),
    [
        ("queued", "cancel", ("cancelled", True)),
        ("running", "cancel", ("running", True)),
        ("done", "cancel", ("done", False)),
        ("failed", "retry", ("queued", False)),
        ("cancelled", "retry", ("queued", False)),
        ("done", "retry", ("done", False)),
    ],
)
def test_cancel_and_try_again(
    app: Flask, admin: CheckingClient, before: str, action: str, after: tuple[str, bool]
) -> None:
    task_id = add_task(app, state=before)
    answer = admin.send(f"/admin/tasks/{task_id}/{action}", {"state": before, "page": "1"})
    assert answer.status_code == 302
    assert answer.location == f"/admin/tasks?state={before}"
    assert state_of(app, task_id) == after
    assert f"Task {task_id}" in words(admin.get("/admin/tasks"))


def test_only_what_can_be_done_is_offered(app: Flask, admin: CheckingClient) -> None:
    ids = {
        state: add_task(app, state=state) for state in ("queued", "running", "done", "failed", "cancelled")
    }
    actions = set(tree(admin.get("/admin/tasks")).xpath("//main//form/@action"))
    assert actions == {
        *(f"/admin/tasks/{ids[state]}/cancel" for state in ("queued", "running")),
        *(f"/admin/tasks/{ids[state]}/retry" for state in ("failed", "cancelled")),
    }


def test_states_and_pages(app: Flask, admin: CheckingClient) -> None:
    for _turn in range(PER_PAGE + 1):
        add_task(app, state="done")
    add_task(app, state="failed")
    page = tree(admin.get("/admin/tasks?state=done"))
    assert len(page.xpath("//ul[contains(@class, 'task-list')]/li")) == PER_PAGE
    assert page.xpath("//a[@rel='next']/@href") == ["/admin/tasks?state=done&page=2"]
    assert page.xpath("//nav[contains(@class, 'task-filter')]/a[@aria-current]/@href") == [
        "/admin/tasks?state=done"
    ]
    for odd in ("?page=x", "?page=999999999999", "?page=-1", "?state=%00", "?page=2&state=nonsense"):
        assert admin.get(f"/admin/tasks{odd}").status_code == 200


def test_an_unknown_task_is_not_there(admin: CheckingClient) -> None:
    for action in ("cancel", "retry"):
        assert admin.send(f"/admin/tasks/4711/{action}").status_code == 404
