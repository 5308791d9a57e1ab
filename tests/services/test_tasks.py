"""Background work: done once, tried again, found again, asked for once, and by a real worker process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import select, update

from app import queue
from app.extensions import db
from app.models import AccountToken, Task, utc_now
from app.services import account_links, tasks
from app.services.transaction import transaction
from app.settings import Settings
from tests.factories import make_user
from tests.processes import finish, let_go, python, wait_until
from tests.servers import free_port

PEOPLE = 8


def ask(name: str = "work", **arguments: Any) -> int:
    with transaction() as session:
        return tasks.add(session, name, arguments).id


def row(task_id: int) -> Task:
    db.session.rollback()  # also ends the read under way, which would go on showing the old row
    task = db.session.get(Task, task_id)
    assert task
    return task


def change(task_id: int, **values: Any) -> None:
    with transaction() as session:
        session.execute(update(Task).where(Task.id == task_id).values(**values))


def in_parallel(app: Flask, action: Any) -> list[Any]:
    """The results of as many threads as there are people, started together; a fault fails the test."""
    barrier, results, faults = threading.Barrier(PEOPLE), [], []

    def run() -> None:
        with app.app_context():
            barrier.wait()
            try:
                results.append(action())
            except BaseException as fault:
                faults.append(fault)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run) for _person in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    return results


def test_a_task_is_done_and_says_so(context: Flask) -> None:
    task_id = ask(number=3)
    tasks.run(task_id, {"work": lambda number: f"{number} done"})
    task = row(task_id)
    assert (task.state, task.progress, task.message, task.attempts) == ("done", 100, "3 done", 1)
    assert task.started_at
    assert task.finished_at


def test_one_of_many_runners_does_it(context: Flask) -> None:
    task_id = ask()
    done: list[int] = []
    in_parallel(context, lambda: tasks.run(task_id, {"work": lambda: done.append(1)}))  # type: ignore[func-returns-value]
    assert done == [1]
    assert row(task_id).attempts == 1
    tasks.run(task_id, {"work": lambda: done.append(2)})  # type: ignore[func-returns-value]
    assert done == [1]


def test_a_fault_is_tried_again_until_the_last_attempt(context: Flask) -> None:
    task_id = ask()
    tried: list[int] = []

    def fail() -> str:
        tried.append(1)
        with transaction() as session:
            session.add(Task(name="half done", arguments={}))
            session.flush()
            raise OSError("the secret text of somebody")

    for attempt in (1, 2, 3):
        assert row(task_id).state == "queued"
        change(
            task_id,
            heartbeat_at=utc_now() - timedelta(minutes=5),
            wake_at=utc_now() - timedelta(minutes=5),
        )
        if attempt > 1:
            assert tasks.reap() == [task_id]
        tasks.run(task_id, {"work": fail})
    task = row(task_id)
    assert (task.state, task.attempts, task.message) == ("failed", 3, "OSError")
    assert task.finished_at
    assert tasks.reap() == []
    tasks.run(task_id, {"work": fail})
    assert len(tried) == 3
    assert db.session.scalars(select(Task.name)).all() == ["work"], "the half-done work was undone"


def test_a_failed_attempt_is_not_tried_again_at_once(context: Flask) -> None:
    task_id = ask()
    tasks.run(task_id, {"work": lambda: 1 / 0})  # type: ignore[dict-item, return-value]
    assert row(task_id).state == "queued"
    assert tasks.reap() == []


def test_an_unknown_task_fails_without_stopping_the_worker(context: Flask) -> None:
    task_id = ask("of another release")
    for _attempt in range(3):
        tasks.run(task_id, {})
    assert (row(task_id).state, row(task_id).message) == ("failed", "KeyError")


def test_a_lost_worker_s_task_runs_again_and_at_last_fails(context: Flask) -> None:
    old = utc_now() - timedelta(hours=1)
    lost, last, alive = ask(), ask(), ask()
    change(lost, state="running", attempts=1, heartbeat_at=old)
    change(last, state="running", attempts=3, heartbeat_at=old)
    change(alive, state="running", attempts=1, heartbeat_at=utc_now())
    waiting = queue.length()
    assert tasks.reap() == [lost]
    assert queue.length() == waiting + 1
    assert (row(last).state, row(last).message) == ("failed", "the worker was lost")
    assert row(last).finished_at
    assert row(alive).state == "running"
    tasks.run(lost, {"work": lambda: "done"})
    assert (row(lost).state, row(lost).attempts) == ("done", 2)


def test_a_worker_that_was_taken_for_lost_does_not_end_another_s_work(context: Flask) -> None:
    """It comes back after its task was given to the next one: only the attempt under way may end it."""
    task_id = ask()

    def slow() -> str:
        change(task_id, heartbeat_at=utc_now() - timedelta(hours=1), wake_at=utc_now() - timedelta(hours=1))
        tasks.reap()
        assert tasks._claim(task_id)  # the next worker has it now
        return "from the lost one"

    tasks.run(task_id, {"work": slow})
    assert (row(task_id).state, row(task_id).message, row(task_id).attempts) == ("running", "", 2)


def test_long_work_gives_signs_of_life(context: Flask, settings: Settings) -> None:
    context.extensions["settings"] = settings.model_copy(update={"heartbeat_seconds": 0.5})
    task_id = ask()
    old = utc_now() - timedelta(hours=1)

    def long() -> str:
        change(task_id, heartbeat_at=old)
        wait_until(lambda: row(task_id).heartbeat_at > old)
        assert tasks.reap() == []
        return "done"

    tasks.run(task_id, {"work": long})
    assert (row(task_id).state, row(task_id).attempts) == ("done", 1)
    assert threading.active_count() < 10, "the heart stopped with the work"


def test_a_waiting_task_is_not_pushed_every_minute(context: Flask) -> None:
    task_id = ask()
    change(task_id, wake_at=utc_now() - timedelta(seconds=1))
    assert tasks.reap() == [task_id]
    waiting = queue.length()
    assert tasks.reap() == []
    assert queue.length() == waiting
    change(task_id, wake_at=utc_now() - timedelta(seconds=1))
    assert tasks.reap() == [task_id], "a queue may have lost it"


def test_one_that_was_never_pushed_is_found(context: Flask) -> None:
    fresh, forgotten = ask(), ask()
    change(forgotten, wake_at=utc_now() - timedelta(minutes=2))
    assert tasks.reap() == [forgotten]
    assert row(fresh).state == "queued"


@pytest.mark.parametrize("state", ["done", "failed", "cancelled", "running"])
def test_what_does_not_wait_is_left_alone(context: Flask, state: str) -> None:
    task_id = ask()
    change(task_id, state=state, heartbeat_at=utc_now())
    tasks.run(task_id, {"work": lambda: pytest.fail("it ran")})
    tasks.run(task_id + 1000, {"work": lambda: pytest.fail("it ran")})
    assert row(task_id).state == state


def test_a_cancelled_task_is_not_run_and_says_so(context: Flask) -> None:
    task_id = ask()
    assert tasks.cancel(task_id)
    assert row(task_id).state == "cancelled"
    tasks.run(task_id, {"work": lambda: pytest.fail("it ran")})
    assert not tasks.cancel(task_id), "it has ended"
    assert not tasks.cancel(task_id + 1000)


def test_a_running_task_is_asked_to_stop_and_is_not_tried_again(context: Flask) -> None:
    task_id = ask()

    def work() -> str:
        assert tasks.cancel(task_id)
        raise InterruptedError

    tasks.run(task_id, {"work": work})
    task = row(task_id)
    assert (task.state, task.cancel_requested, task.finished_at is None) == ("cancelled", True, False)
    lost = ask()
    change(
        lost, state="running", attempts=1, cancel_requested=True, heartbeat_at=utc_now() - timedelta(hours=1)
    )
    tasks.reap()
    assert row(lost).state == "cancelled"


def test_a_slot_is_asked_for_once_by_threads(context: Flask) -> None:
    asked = in_parallel(context, lambda: tasks.ask_once("hourly", "2030-01-01T10") is not None)
    assert sorted(asked) == [False] * (PEOPLE - 1) + [True]
    assert len(db.session.scalars(select(Task)).all()) == 1
    assert queue.length() == 1
    assert tasks.ask_once("hourly", "2030-01-01T11")
    assert tasks.ask_once("daily", "2030-01-01T10")


ASK_ONCE = """
import sys
from app import create_app
from app.services import tasks
with create_app().app_context():
    print("ready", flush=True)
    sys.stdin.read()
    print(tasks.ask_once("hourly", "2030-01-01T10") is not None)
"""


def test_a_slot_is_asked_for_once_by_processes(context: Flask, settings: Settings) -> None:
    with ExitStack() as stack:
        started = [stack.enter_context(python(settings, "-c", ASK_ONCE, waits=True)) for _one in range(4)]
        for process in started:
            assert process.stdout.readline() == "ready\n"
        let_go(*started)
        said = [finish(process).strip() for process in started]
    assert sorted(said) == ["False"] * 3 + ["True"]
    assert len(db.session.scalars(select(Task)).all()) == 1


def test_what_failed_or_was_cancelled_can_be_asked_for_again(context: Flask) -> None:
    failed, cancelled, done = ask(), ask(), ask()
    old = utc_now() - timedelta(days=3)
    change(failed, state="failed", attempts=3, message="OSError", finished_at=old, created_at=old)
    assert tasks.cancel(cancelled)
    tasks.run(done, {"work": lambda: "done"})
    waiting = queue.length()
    assert tasks.retry(failed)
    assert tasks.retry(cancelled)
    assert not tasks.retry(done)
    assert not tasks.retry(done + 1000)
    assert queue.length() == waiting + 2
    assert row(failed).created_at > old, "it counts as asked for now"
    for task_id in (failed, cancelled):
        assert not tasks.retry(task_id), "it waits already"
        tasks.run(task_id, {"work": lambda: "done"})
        assert (row(task_id).state, row(task_id).attempts, row(task_id).cancel_requested) == (
            "done",
            1,
            False,
        )


def test_work_that_must_not_be_repeated_has_one_attempt(context: Flask) -> None:
    with transaction() as session:
        task_id = tasks.add(session, "work", {}, max_attempts=1).id
    tasks.run(task_id, {"work": lambda: 1 / 0})  # type: ignore[dict-item, return-value]
    assert (row(task_id).state, row(task_id).message) == ("failed", "ZeroDivisionError")


def test_slow_work_waits_in_a_lane_of_its_own(context: Flask) -> None:
    with transaction() as session:
        slow, quick = tasks.add(session, "scrape", {}), tasks.add(session, "work", {})
    tasks.start(slow)
    tasks.start(quick)
    lanes = [context.extensions[name].pending_count() for name in ("slow_queue", "queue")]
    assert lanes == [1, 1]
    assert queue.length() == 2


def test_finished_work_is_forgotten_after_two_weeks(context: Flask) -> None:
    old, recent, waiting = ask(), ask(), ask()
    change(old, state="done", finished_at=utc_now() - timedelta(days=15))
    change(recent, state="failed", finished_at=utc_now() - timedelta(days=13))
    assert tasks.forget_finished() == 1
    assert set(db.session.scalars(select(Task.id))) == {recent, waiting}


class Mailbox:
    def __init__(self) -> None:
        self.messages: list[tuple[list[str], str]] = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.messages.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 kept"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box, port = Mailbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def test_a_real_worker_sends_the_mail_and_ends_when_told(
    context: Flask, settings: Settings, mailbox: tuple[Mailbox, int]
) -> None:
    """What waited before it started and what comes while it runs; the queue is a file, or Redis when set."""
    box, port = mailbox
    make_user("amel@example.org")
    account_links.ask_to_reset("amel@example.org", "fr")
    with python(settings, "-m", "app.worker", MAIL_SERVER="127.0.0.1", MAIL_PORT=str(port)) as worker:
        wait_until(lambda: len(box.messages) == 1 or worker.poll() is not None)
        account_links.ask_to_reset("amel@example.org", "en")
        wait_until(lambda: len(box.messages) == 2 or worker.poll() is not None)
        wait_until(lambda: {row.state for row in mails()} == {"done"})
        worker.send_signal(signal.SIGTERM)
        output, _none = worker.communicate(timeout=10)
    assert worker.returncode == 0, output
    assert "Traceback" not in output
    assert [to for to, _message in box.messages] == [["amel@example.org"]] * 2
    assert {task.message for task in mails()} == {"reset mail sent"}
    hashes = db.session.scalars(select(AccountToken.token_hash)).all()
    assert len(hashes) == len(set(hashes)) == 2
    assert not any(hash_ in message for hash_ in hashes for _to, message in box.messages)
    assert "amel@example.org" not in output


def mails() -> list[Task]:
    """Not all tasks: the worker also asks for what its clock says is due."""
    db.session.rollback()
    return list(db.session.scalars(select(Task).where(Task.name == account_links.MAIL_TASK)))
