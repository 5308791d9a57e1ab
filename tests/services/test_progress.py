"""Work under way says how far it is, and hears that it should end."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from app.extensions import db
from app.models import Task
from app.services import progress, task_list, tasks
from app.services.transaction import transaction
from tests.factories import make_user


def ask(name: str = "work", **given: Any) -> int:
    with transaction() as session:
        return tasks.add(session, name, {}, **given).id


def row(task_id: int) -> Task:
    db.session.rollback()
    task = db.session.get(Task, task_id)
    assert task
    return task


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that the test moves."""
    time = [1000.0]
    monkeypatch.setattr(progress, "monotonic", lambda: time[0])
    return time


def test_what_is_reported_stands_in_the_row(context: Flask, now: list[float]) -> None:
    task_id = ask()
    seen = []

    def work() -> None:
        for percent, message in ((10, "first"), (250, "beyond"), (-3, "bad \x00 \ud800 letters")):
            now[0] += 2
            progress.report(percent, message)
            seen.append((row(task_id).progress, row(task_id).message))

    tasks.run(task_id, {"work": work})
    assert seen == [(10, "first"), (100, "beyond"), (0, "bad   letters")]
    assert (row(task_id).state, row(task_id).progress) == ("done", 100)


def test_it_is_written_at_most_once_a_second(context: Flask, now: list[float]) -> None:
    task_id = ask()
    seen = []

    def work() -> None:
        for step in range(31):
            progress.report(step, f"step {step}")
            seen.append(row(task_id).message)
            now[0] += 0.1

    tasks.run(task_id, {"work": work})
    assert list(dict.fromkeys(seen)) == ["step 0", "step 10", "step 20", "step 30"]


def test_outside_of_a_task_nothing_is_written(context: Flask) -> None:
    progress.report(50, "nobody asked")
    progress.check()
    assert progress.current() is None
    told: list[tuple[int, str]] = []
    with progress.told_to(lambda percent, message: told.append((percent, message))):
        progress.report(50.9, "half")
    assert told == [(50, "half")]


@pytest.mark.parametrize("look", [lambda: progress.report(1, "on"), progress.check])
def test_it_ends_when_that_was_asked(context: Flask, now: list[float], look: Any) -> None:
    task_id = ask()

    def work() -> None:
        assert tasks.cancel(task_id)
        now[0] += 2
        look()
        pytest.fail("it went on")

    tasks.run(task_id, {"work": work})
    assert (row(task_id).state, row(task_id).finished_at is None) == ("cancelled", False)
    assert tasks.reap() == []


@pytest.mark.parametrize(("attempts", "state", "left"), [(3, "queued", 0), (1, "cancelled", 1)])
def test_a_process_that_ends_hands_its_work_back(
    context: Flask, attempts: int, state: str, left: int
) -> None:
    """Unless it must not be repeated."""
    task_id = ask(max_attempts=attempts)

    def work() -> None:
        progress.stop(context)
        progress.report(5, "still there")

    tasks.run(task_id, {"work": work})
    assert (row(task_id).state, row(task_id).attempts) == (state, left)
    context.extensions["stopping"].clear()
    if state == "queued":
        assert tasks.reap() == [task_id]
        tasks.run(task_id, {"work": lambda: "done"})
        assert (row(task_id).state, row(task_id).attempts) == ("done", 1)


def test_work_that_somebody_else_has_by_now_stops(context: Flask, now: list[float]) -> None:
    task_id = ask()

    def work() -> None:
        with transaction() as session:
            taken = session.get(Task, task_id)
            assert taken
            taken.attempts += 1  # the next worker claimed it
        now[0] += 2
        progress.report(50, "mine")
        pytest.fail("it went on")

    tasks.run(task_id, {"work": work})
    task = row(task_id)
    assert (task.state, task.attempts, task.progress, task.message) == ("running", 2, 0, "")


def test_an_admin_sees_tasks_page_by_page(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_list, "PER_PAGE", 2)
    user = make_user("amel@example.org")
    first, second, third = ask(asked_by_id=user), ask("scrape"), ask()
    tasks.run(second, {"scrape": lambda: "ok"})
    tasks.cancel(third)
    page = task_list.page()
    assert [one.id for one in page.rows] == [third, second]
    assert (page.page, page.pages) == (1, 2)
    assert page.counts == {"queued": 1, "running": 0, "done": 1, "failed": 0, "cancelled": 1}
    last = task_list.page(number=99)
    assert (last.page, [(one.id, one.asked_by) for one in last.rows]) == (2, [(first, "amel@example.org")])
    assert [one.id for one in task_list.page("done").rows] == [second]
    assert task_list.page("failed").rows == ()
    assert len(task_list.page("no such state", -4).rows) == 2
    found = task_list.find(third)
    assert found
    assert (found.can_retry, found.can_cancel, found.asked_by) == (True, False, "")
    assert task_list.find(third + 100) is None
