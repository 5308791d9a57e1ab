"""A run stores what a source gives, counts it, and is one at a time."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.errors import NotFound
from app.extensions import db
from app.models import ScrapingRun, Task, utc_now
from app.services import collecting, ingest, lifecycle, progress, runs, scraping, source_configs, tasks
from app.services.transaction import transaction
from job_scraper.source import Source
from tests.factories import make_user
from tests.fake_web import Asked, FakeWeb, Reply
from tests.services import fake_board
from tests.services.fake_board import HOST, job
from tests.services.scraping import rows


def test_what_the_source_gives_is_stored_and_counted(board: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=120, each=60)
    user = make_user("admin@example.org", role="admin")
    asked = scraping.ask("board", user)
    assert asked.is_new
    tasks.run(asked.task_id, {scraping.TASK: scraping.run})
    run = rows.the_run()
    assert (run.status, run.progress, run.error_message, run.head) == ("ok", 100, None, None)
    assert (run.jobs_found, run.jobs_new, run.jobs_updated, run.jobs_unchanged) == (120, 120, 0, 0)
    assert (run.task_id, run.asked_by_id, run.config_version) == (asked.task_id, user, 0)
    assert run.completed_at
    assert run.filled["title"] == run.filled["company"] == run.filled["url"] == run.filled["city"] == 120
    assert run.filled["salary"] == 0
    assert len(rows.jobs()) == 120
    task = rows.task(asked.task_id)
    assert (task.state, task.message) == ("done", "ok: 120 found, 120 new")
    assert rows.lines() == [("info", "ok")]
    again = rows.scrape()
    assert (again.jobs_found, again.jobs_new, again.jobs_unchanged) == (120, 0, 120)
    assert len(rows.jobs()) == 120


def test_no_batch_is_larger_than_fifty_and_each_is_a_commit_with_its_counters(
    board: Flask, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_board.pages(web, jobs=130, each=130)
    sizes, seen = [], []
    save = ingest.save

    def watched(postings: Any, **given: Any) -> ingest.Saved:
        sizes.append(len(postings))
        with board.app_context():  # another session: it sees what was committed
            run = db.session.query(ScrapingRun).one()
            seen.append((run.jobs_new, db.session.query(rows.Job).count()))
            db.session.remove()
        return save(postings, **given)

    monkeypatch.setattr(ingest, "save", watched)
    rows.scrape()
    assert sizes == [50, 50, 30]
    assert seen == [(0, 0), (50, 50), (100, 100)]


def test_items_that_are_no_offers_are_counted_with_samples(board: Flask, web: FakeWeb) -> None:
    good = [job(number) for number in range(20)]
    bad = [job(90, title=""), "not a job", {"title": "Alone"}, job(91, title="  ")]
    web.answer(HOST, "/jobs", body={"jobs": [*good[:7], *bad, *good[7:]]})
    run = rows.scrape()
    assert (run.status, run.jobs_found, run.jobs_new, run.jobs_rejected) == ("ok", 24, 20, 4)
    assert set(run.samples) == {"broken", "no_title", "no_text"}
    assert len(run.samples["no_title"]) == 2
    assert "not a job" in run.samples["broken"][0]


def test_repeated_and_empty_ids_cost_nothing(board: Flask, web: FakeWeb) -> None:
    twice = [job(1), job(1, title="Welder, second spelling"), job(2, id=""), job(3, id=None), job(2, id="")]
    web.answer(HOST, "/jobs", body={"jobs": twice})
    run = rows.scrape()
    assert (run.status, run.jobs_found, run.jobs_new) == ("ok", 5, 3)
    titles = sorted(one.title for one in rows.jobs().values())
    assert titles == ["Welder 2", "Welder 3", "Welder, second spelling"]


def test_the_limit_of_the_set_up_ends_a_run(board: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=500, each=40)
    source_configs.save("board", {}, {}, is_on=True, every_hours=4, max_offers=70, expected_version=0)
    run = rows.scrape()
    assert (run.status, run.jobs_found, run.config_version) == ("ok", 70, 1)
    assert len(web.asked(HOST)) == 2
    assert ("warning", "stopped at the limit of 70 offers") in rows.lines()


def test_a_source_that_repeats_itself_for_ever_is_ended(
    board: Flask, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "FRUITLESS", 5)
    web.answer(HOST, "/jobs", body={"jobs": [job(1)], "next": "1"})
    run = rows.scrape()
    assert (run.status, run.jobs_found) == ("ok", 6)
    assert ("warning", "stopped after 5 answers without anything new") in rows.lines()


def test_a_run_that_takes_too_long_is_ended(
    board: Flask, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "LONGEST", timedelta(0))
    fake_board.pages(web, jobs=90, each=30)
    assert rows.scrape().jobs_found == 30
    assert ("warning", "stopped after two hours") in rows.lines()


def test_notes_become_lines(board: Flask, web: FakeWeb) -> None:
    web.answer(HOST, "/jobs", body={"jobs": [job(1)], "notes": ["one board answers nothing", "x" * 900]})
    rows.scrape()
    notes = [text for level, text in rows.lines() if level == "warning"]
    assert notes == ["one board answers nothing", "x" * runs.LINE_LENGTH]


def test_what_a_whole_list_no_longer_holds_is_closed(board: Flask, web: FakeWeb) -> None:
    def listed(*numbers: int, **more: Any) -> None:
        body = {"jobs": [job(number) for number in numbers], "listing": "atelier", "last": True, **more}
        web.answer(HOST, "/jobs", body=body)

    listed(1, 2, 3)
    rows.scrape()
    listed(1, 3)
    run = rows.scrape()
    assert (run.status, run.jobs_closed) == ("ok", 1)
    assert {name: (one.is_active, one.closed_reason) for name, one in rows.jobs().items()} == {
        "b1": (True, None), "b2": (False, "gone"), "b3": (True, None),
    }  # fmt: skip


@pytest.mark.parametrize("spoil", ["a broken item", "cut off", "not the end"])
def test_a_list_that_was_not_read_whole_closes_nothing(board: Flask, web: FakeWeb, spoil: str) -> None:
    web.answer(HOST, "/jobs", body={"jobs": [job(1), job(2), job(3)], "listing": "atelier", "last": True})
    rows.scrape()
    items: list[Any] = [job(1), job(3), *(["?"] if spoil == "a broken item" else [])]
    web.answer(HOST, "/jobs", body={"jobs": items, "listing": "atelier", "last": spoil != "not the end"})
    if spoil == "cut off":
        source_configs.save("board", {}, {}, is_on=True, every_hours=4, max_offers=1, expected_version=0)
    run = rows.scrape()
    assert run.jobs_closed == 0
    assert all(one.is_active for one in rows.jobs().values())


def test_only_a_good_run_that_saw_everything_counts_as_not_seen(
    board: Flask, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[str] = []
    monkeypatch.setattr(lifecycle, "count_unseen", lambda source, _since: counted.append(source) or 0)
    fake_board.pages(web, jobs=9, each=3)
    rows.scrape()
    assert counted == ["board"]
    web.answer(HOST, "/jobs", body=b"<html>")
    assert rows.scrape().status == "changed"
    source_configs.save("board", {}, {}, is_on=True, every_hours=4, max_offers=5, expected_version=0)
    fake_board.pages(web, jobs=9, each=3)
    rows.scrape()
    assert counted == ["board"]


def test_who_asks_while_one_waits_or_runs_gets_that_one(board: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=3, each=3)
    first = scraping.ask("board", None)
    second = scraping.ask("board", None)
    assert (first.is_new, second.is_new, second.task_id) == (True, False, first.task_id)
    assert scraping.ask_all(None) == [second]
    with pytest.raises(NotFound):
        scraping.ask("nowhere", None)
    tasks.run(first.task_id, {scraping.TASK: scraping.run})
    assert scraping.ask("board", None).is_new


def test_run_all_asks_for_those_that_are_on(context: Flask) -> None:
    fake_board.use(context, *(fake_board.board(name=name, is_on=name != "b") for name in "abc"))
    assert [one.source for one in scraping.ask_all(None)] == ["a", "c"]


def two_tasks() -> tuple[int, int]:
    with transaction() as session:
        return tuple(tasks.add(session, scraping.TASK, {"source": "board"}).id for _one in "ab")  # type: ignore[return-value]


def test_two_tasks_of_one_moment_make_one_run(board: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=3, each=3)
    first, second = two_tasks()
    for task_id in (first, second):
        tasks.run(task_id, {scraping.TASK: scraping.run})
    assert len(rows.runs()) == 1
    assert rows.task(second).message == "already under way"
    assert len(web.asked(HOST)) == 1


def test_of_many_threads_one_runs(board: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=12, each=3, delay=0.05)
    with transaction() as session:
        ids = [tasks.add(session, scraping.TASK, {"source": "board"}).id for _one in range(6)]
    barrier = threading.Barrier(len(ids))

    def one(task_id: int) -> None:
        with board.app_context():
            barrier.wait()
            tasks.run(task_id, {scraping.TASK: scraping.run})
            db.session.remove()

    threads = [threading.Thread(target=one, args=(task_id,)) for task_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [run.status for run in rows.runs()] == ["ok"]
    assert [asked.params["page"] for asked in web.asked(HOST)] == ["1", "2", "3", "4"]
    assert sorted(rows.task(task_id).state for task_id in ids) == ["done"] * 6


def open_run(**changes: Any) -> int:
    with transaction() as session:
        run = ScrapingRun(source="board", **changes)
        session.add(run)
        session.flush()
        return run.id


def test_a_living_run_holds_the_lease_and_a_lost_one_does_not(board: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=3, each=3)
    long_ago = utc_now() - timedelta(hours=1)
    held = open_run(started_at=long_ago, heartbeat_at=utc_now())
    scrape = scraping.ask("board", None)
    tasks.run(scrape.task_id, {scraping.TASK: scraping.run})
    assert [run.status for run in rows.runs()] == ["running"]
    rows.change_run(held, heartbeat_at=long_ago)
    rows.scrape()
    assert [(run.status, run.error_message) for run in rows.runs()] == [
        ("interrupted", runs.LOST), ("ok", None),
    ]  # fmt: skip


def test_the_reaper_ends_runs_of_killed_workers(board: Flask) -> None:
    long_ago = utc_now() - timedelta(hours=1)
    open_run(started_at=long_ago, heartbeat_at=long_ago)
    assert runs.reap() == 1
    assert runs.reap() == 0
    run = rows.the_run()
    assert run.status == "interrupted"
    assert run.completed_at
    alive = open_run(heartbeat_at=utc_now())
    assert runs.reap() == 0
    assert rows.runs()[-1].id == alive


def test_a_run_that_was_taken_for_lost_stores_nothing_more(board: Flask, web: FakeWeb) -> None:
    """Its lease went on while it slept; what it brings late is thrown away, the new run's rows stay."""

    def answer(asked: Asked) -> Reply:
        if asked.params["page"] == "2":
            with board.app_context():
                rows.change_run(1, heartbeat_at=utc_now() - timedelta(hours=1))
                assert runs.reap() == 1
                db.session.remove()
        number = int(asked.params["page"])
        return Reply({"jobs": [job(number)], "next": str(number + 1) if number < 3 else ""})

    web.answer(HOST, "/jobs", answer)
    run = rows.scrape()
    assert (run.status, run.jobs_found) == ("interrupted", 1)
    assert set(rows.jobs()) == {"b1"}
    assert len(web.asked(HOST)) == 2


def test_another_attempt_of_the_same_task_takes_its_lease_over(board: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=3, each=3)
    asked = scraping.ask("board", None)
    open_run(task_id=asked.task_id, heartbeat_at=utc_now())
    tasks.run(asked.task_id, {scraping.TASK: scraping.run})
    assert [run.status for run in rows.runs()] == ["interrupted", "ok"]


def test_an_admin_ends_a_run_between_two_requests(
    board: Flask, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.0)

    def answer(asked: Asked) -> Reply:
        number = int(asked.params["page"])
        if number == 3:
            with board.app_context():
                assert scraping.cancel("board")
                db.session.remove()
        return Reply({"jobs": [job(number)], "next": str(number + 1)})

    web.answer(HOST, "/jobs", answer)
    asked = scraping.ask("board", None)
    tasks.run(asked.task_id, {scraping.TASK: scraping.run})
    run = rows.the_run()
    assert (run.status, run.error_message) == ("cancelled", "ended by an admin")
    assert rows.task(asked.task_id).state == "cancelled"
    assert set(rows.jobs()) == {"b1", "b2", "b3"}, "what came before stays"
    assert run.jobs_found == run.jobs_new == 3
    assert not scraping.cancel("board")
    fake_board.pages(web, jobs=3, each=3)
    assert rows.scrape().status == "ok"


def test_a_waiting_run_can_be_cancelled(board: Flask) -> None:
    asked = scraping.ask("board", None)
    assert scraping.cancel("board")
    assert rows.task(asked.task_id).state == "cancelled"
    tasks.run(asked.task_id, {scraping.TASK: scraping.run})
    assert rows.runs() == []


def test_a_program_that_ends_hands_its_run_back(board: Flask, web: FakeWeb) -> None:
    def answer(asked: Asked) -> Reply:
        number = int(asked.params["page"])
        if number == 2:
            progress.stop(board)
        return Reply({"jobs": [job(number)], "next": str(number + 1) if number < 4 else ""})

    web.answer(HOST, "/jobs", answer)
    asked = scraping.ask("board", None)
    tasks.run(asked.task_id, {scraping.TASK: scraping.run})
    run = rows.the_run()
    assert (run.status, run.error_message) == ("interrupted", "the program was told to stop")
    assert run.completed_at
    task = rows.task(asked.task_id)
    assert (task.state, task.attempts) == ("queued", 0)
    board.extensions["stopping"].clear()
    web.answer(HOST, "/jobs", body={"jobs": [job(1), job(2), job(9)]})
    tasks.run(asked.task_id, {scraping.TASK: scraping.run})
    assert [one.status for one in rows.runs()] == ["interrupted", "ok"]
    assert set(rows.jobs()) == {"b1", "b2", "b9"}


def test_a_source_of_another_release_is_no_error(board: Flask) -> None:
    assert scraping.run("gone") == "there is no source gone"
    assert rows.runs() == []


def test_old_logs_are_forgotten(board: Flask, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=3, each=3)
    rows.scrape()
    old = rows.the_run().id
    rows.change_run(
        old, completed_at=utc_now() - timedelta(days=400), started_at=utc_now() - timedelta(days=400)
    )
    rows.scrape()
    assert runs.forget_old() == 1
    assert [run.id for run in rows.runs()] == [old + 1]
    assert rows.lines() == [("info", "ok")]


def key_source() -> Source:
    return fake_board.board(options=fake_board.board().options)


def test_no_key_reaches_the_log(board: Flask, web: FakeWeb) -> None:
    secret = "s3cr3t-key"
    source_configs.save(
        "board", {}, {"key": secret}, is_on=True, every_hours=4, max_offers=50, expected_version=0
    )
    body = {"jobs": [job(1), f"bad {secret}"], "notes": [f"see ?key={secret}"], "next": "2"}
    web.answer(HOST, "/jobs", Reply(body), Reply(f"<p>Your key {secret} is blocked".encode()))
    run = rows.scrape()
    assert run.status == "changed"
    assert web.asked(HOST)[0].params["key"] == secret
    written = repr((run.samples, run.error_message, run.head, run.message, rows.lines()))
    assert secret not in written
    assert written.count("***") >= 3
    assert secret not in repr([vars(one) for one in db.session.query(Task)])
