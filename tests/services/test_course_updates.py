"""The weekly update on the catalogue: what is stored, how each way to end looks, what is reported."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Course, CourseUpdate, Task, utc_now
from app.services import progress, tasks
from app.services.courses import builds, catalogue, update, update_runs
from app.services.courses.revision import current_revision
from app.services.courses.update_tally import write_report
from app.services.transaction import end_reading, transaction
from app.settings import Settings
from app.worker import HANDLERS
from course_scraper.course import Course as Record
from course_scraper.update import Bounds
from tests.course_scraper.coursera_site import CAPTCHA, HOST, PATHS, SITE, course_page, learn, put_site
from tests.fake_web import Asked, FakeWeb, Reply

SLUGS = ("glass", "sand", "wood")


@pytest.fixture
def settings(settings: Settings, web: FakeWeb) -> Settings:
    return settings.model_copy(update={"outgoing_routes": web.setting(HOST), "host_pause": 0.0})


@pytest.fixture(autouse=True)
def site(web: FakeWeb) -> FakeWeb:
    put_site(web, SLUGS)
    return web


@pytest.fixture(autouse=True)
def _signals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test process keeps its own."""
    monkeypatch.setattr("app.cli.course_update.stop_gently", lambda: None)


def call(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["courses", "update", *arguments])


def rows() -> dict[str, Course]:
    found = {
        row.url or "": row
        for row in db.session.scalars(select(Course).execution_options(populate_existing=True))
    }
    end_reading()
    return found


def the_update() -> CourseUpdate:
    row = update_runs.find_last()
    assert row is not None
    db.session.refresh(row)
    end_reading()
    return row


def put(*slugs: str, days: int | None = 40, **changes: Any) -> None:
    """Courses that the catalogue has from a file, asked for so many days ago."""
    catalogue.save(
        [
            Record(id=f"course~{slug}", title=f"Old {slug}", slug=slug, url=learn(slug), **changes)
            for slug in slugs
        ],
        "import",
    )
    if days is not None:
        with transaction() as session:
            for row in session.scalars(select(Course).where(Course.slug.in_(slugs))):
                row.link_checked_at = utc_now() - timedelta(days=days)


def test_an_empty_catalogue_is_filled_and_indexed(context: Flask) -> None:
    result = call(context)
    assert result.exit_code == 0, result.output
    assert "5 new" in result.output
    row = rows()[learn("glass")]
    assert (row.course_id, row.title, row.partner) == ("course~id-glass", "Glass", "Nour Institute")
    assert (row.source, row.rating_count, row.link_ok) == ("coursera", 321, True)
    assert row.link_checked_at is not None
    assert row.syllabus is not None
    assert row.syllabus["modules"][0] == {
        "name": "Sand",
        "topics": ["Where it lies", "How it melts"],
        "hours": 2.5,
    }
    assert builds.is_current()


def test_a_second_update_finds_nothing_new_changes_nothing_and_looks_again(
    context: Flask, site: FakeWeb
) -> None:
    call(context)
    before, asked = current_revision(), len(site.requests)
    end_reading()
    with transaction() as session:
        for row in session.scalars(select(Course)):
            row.link_checked_at = utc_now() - timedelta(days=9)
    result = call(context, "--recheck", "2")
    assert result.exit_code == 0, result.output
    counts = the_update().counts
    assert (counts["planned"], counts["unchanged"], counts.get("new", 0)) == (2, 2, 0)
    assert current_revision() == before
    end_reading()
    assert len(site.requests) - asked == 3 + 2
    assert (
        sum(
            utc_now() - row.link_checked_at < timedelta(days=1)
            for row in rows().values()
            if row.link_checked_at
        )
        == 2
    )


def test_a_changed_course_is_changed_and_indexed_again(context: Flask, site: FakeWeb) -> None:
    call(context)
    site.answer(HOST, "/learn/glass", body=course_page("glass", description="Now with lasers.", partners=[]))
    result = call(context)
    assert "1 changed" in result.output
    assert "lasers" in rows()[learn("glass")].description
    assert builds.is_current()


def test_a_known_course_is_known_by_its_address_and_keeps_its_row(context: Flask) -> None:
    put("glass")
    number = rows()[learn("glass")].id
    call(context)
    row = rows()[learn("glass")]
    assert (row.id, row.course_id, row.title) == (number, "course~id-glass", "Glass")
    assert len(rows()) == 5


def test_vanished_courses_are_not_recommended_any_more(context: Flask, site: FakeWeb) -> None:
    put("glass", "gone", "still-there")
    site.answer(HOST, "/learn/gone", status=410)
    site.answer(HOST, "/learn/still-there", body=course_page("still-there"))
    site.answer(HOST, "/learn/glass", status=404)
    call(context)
    found = rows()
    shown = {
        slug: (found[learn(slug)].is_active, found[learn(slug)].link_ok)
        for slug in ("gone", "still-there", "glass")
    }
    assert shown == {"gone": (False, False), "still-there": (True, True), "glass": (True, False)}
    counts = the_update().counts
    assert (counts["gone"], counts["missing"]) == (1, 1)
    assert the_update().samples["gone"] == [f"{learn('gone')}: 410"]


def test_a_course_that_comes_back_is_recommended_again(context: Flask, site: FakeWeb) -> None:
    put("glass")
    catalogue.deactivate(["course~glass"])
    call(context)
    assert rows()[learn("glass")].is_active


def test_a_course_that_moved_keeps_its_row(context: Flask, site: FakeWeb) -> None:
    put("old-glass")
    number = rows()[learn("old-glass")].id
    site.answer(HOST, "/learn/old-glass", status=301, headers={"Location": "/learn/new-glass"})
    site.answer(HOST, "/learn/new-glass", body=course_page("new-glass"))
    call(context)
    found = rows()
    assert learn("old-glass") not in found
    assert (found[learn("new-glass")].id, found[learn("new-glass")].is_active) == (number, True)


def test_what_could_not_be_read_waits_for_its_next_turn(context: Flask, site: FakeWeb) -> None:
    put("glass", "sand", "wood", days=None)
    site.answer(HOST, "/learn/glass", body="<html>Something else</html>")
    call(context, "--recheck", "1", "--pages", "3")
    first = rows()[learn("glass")]
    assert first.link_checked_at is not None
    assert first.link_ok is None
    call(context, "--recheck", "1", "--pages", "3")
    assert rows()[learn("sand")].link_ok is True


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (Reply("no", 403), "blocked"),
        (Reply(CAPTCHA), "blocked"),
        (Reply("slower", 429, {"Retry-After": "60"}), "quota"),
    ],
)
def test_a_refusal_ends_the_update_and_keeps_what_came(
    context: Flask, site: FakeWeb, reply: Reply, status: str
) -> None:
    site.answer(HOST, "/learn/sand", reply)
    result = call(context)
    assert result.exit_code == 1
    assert (the_update().status, the_update().counts["new"]) == (status, 1)
    assert set(rows()) == {learn("glass")}
    assert builds.is_current()
    assert not site.asked(HOST, "/learn/wood")


def test_changed_sitemaps_are_no_empty_catalogue(context: Flask, site: FakeWeb) -> None:
    put("glass")
    for path in PATHS.values():
        site.answer(HOST, path, body="<html>Sitemaps live elsewhere now</html>")
    result = call(context)
    assert (result.exit_code, the_update().status) == (1, "changed")
    assert rows()[learn("glass")].is_active


def test_one_at_a_time(context: Flask, site: FakeWeb) -> None:
    with transaction() as session:
        session.add(CourseUpdate(source="coursera"))
    result = call(context)
    assert (result.exit_code, result.output) == (3, "already under way\n")
    assert site.requests == []


def test_what_a_killed_process_left_is_taken_over(context: Flask) -> None:
    with transaction() as session:
        session.add(
            CourseUpdate(source="coursera", heartbeat_at=utc_now() - timedelta(hours=1), cursor=learn("sand"))
        )
    assert call(context, "--pages", "1", "--recheck", "0").exit_code == 0
    assert set(rows()) == {learn("wood")}  # behind the cursor
    statuses = db.session.scalars(select(CourseUpdate.status).order_by(CourseUpdate.id)).all()
    end_reading()
    assert statuses == ["interrupted", "ok"]


def test_updates_of_dead_processes_are_ended_by_the_clock(context: Flask) -> None:
    with transaction() as session:
        session.add(CourseUpdate(source="coursera", heartbeat_at=utc_now() - timedelta(hours=1)))
    assert update_runs.reap() == 1
    assert the_update().status == "interrupted"


def test_nothing_is_stored_in_the_name_of_a_lost_lease(context: Flask, site: FakeWeb) -> None:
    def end(asked: Asked) -> Reply:
        with context.app_context(), transaction() as session:
            for row in session.scalars(select(CourseUpdate)):
                row.status, row.completed_at = "interrupted", utc_now()
        return Reply(course_page("glass"))

    site.answer(HOST, "/learn/glass", end)
    assert call(context).exit_code == 75
    assert rows() == {}
    [task] = db.session.scalars(select(Task))
    assert task.state == "failed"


def test_stopping_hands_the_rest_to_the_next_update(context: Flask, site: FakeWeb) -> None:
    def stop(asked: Asked) -> Reply:
        progress.stop(context)
        return Reply(course_page("sand"))

    site.answer(HOST, "/learn/sand", stop)
    result = call(context)
    assert result.exit_code == 75
    assert the_update().status == "interrupted"
    assert set(rows()) == {learn("glass"), learn("sand")}
    context.extensions["stopping"].clear()
    site.answer(HOST, "/learn/sand", body=course_page("sand"))
    assert call(context, "--recheck", "0").exit_code == 0
    assert len(rows()) == 5
    assert [len(site.asked(HOST, f"/learn/{slug}")) for slug in SLUGS] == [1, 1, 1]


@pytest.mark.parametrize(
    "wrong", [("--pages", "0"), ("--pages", "many"), ("--recheck", "-1"), ("--fast",), ("x",)]
)
def test_wrong_use_asks_nobody(context: Flask, site: FakeWeb, wrong: tuple[str, ...]) -> None:
    assert call(context, *wrong).exit_code == 2
    assert site.requests == []


def test_the_report_is_written_as_json_and_as_lines(
    context: Flask, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    result = call(context, "--report", str(path))
    report = json.loads(path.read_text())
    assert report == json.loads((settings.data_dir / "course_update.json").read_text())
    assert (report["status"], report["counts"]["new"], report["counts"]["listed"]) == ("ok", 5, 5)
    assert (settings.data_dir / "course_update.log").read_text() == result.output


def test_the_log_of_reports_is_bounded(tmp_path: Path, context: Flask) -> None:
    call(context)
    report = json.loads((context.extensions["settings"].data_dir / "course_update.json").read_text())
    (tmp_path / "course_update.log").write_bytes(b"x" * 3_000_000)
    write_report(tmp_path, report)
    assert (tmp_path / "course_update.log").stat().st_size < 1_100_000


def test_a_report_that_cannot_be_written_is_said(context: Flask, tmp_path: Path) -> None:
    result = call(context, "--report", str(tmp_path / "nowhere" / "report.json"))
    assert result.exit_code == 1
    assert "cannot be written" in result.output
    assert the_update().status == "ok"


def test_an_index_that_cannot_be_built_fails_the_update_and_keeps_the_courses(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room() -> str:
        raise builds.IndexNotBuilt("the disk has 0 MB left")

    monkeypatch.setattr(builds, "build", no_room)
    result = call(context)
    assert result.exit_code == 1
    assert "the disk has 0 MB left" in result.output
    assert len(rows()) == 5


def test_a_task_does_the_same(context: Flask) -> None:
    task_id, is_new = update.ask(bounds=Bounds(pages=2, recheck=0))
    assert (is_new, update.ask()) == (True, (task_id, False))
    tasks.run(task_id, HANDLERS)
    task = db.session.get_one(Task, task_id, populate_existing=True)
    assert (task.state, task.message) == ("done", "ok: 2 new, 0 changed, 0 gone")
    end_reading()
    assert len(rows()) == 2


def test_a_waiting_update_can_be_cancelled(context: Flask, site: FakeWeb) -> None:
    task_id, _is_new = update.ask()
    assert update.cancel()
    tasks.run(task_id, HANDLERS)
    assert site.requests == []
    assert not update.cancel()


@pytest.fixture
def many(site: FakeWeb) -> FakeWeb:
    put_site(site, [f"c{number:03}" for number in range(60)])
    return site


def test_a_bounded_update_goes_round_the_new_ones(context: Flask, many: FakeWeb) -> None:
    for number in range(0, 60, 7):
        many.answer(HOST, f"/learn/c{number:03}", body="<html>Something else</html>")
    for _ in range(4):
        assert call(context, "--pages", "20", "--recheck", "0").exit_code == 0
    assert len(rows()) == 62 - 9
    assert max(len(many.asked(HOST, f"/learn/c{number:03}")) for number in range(60)) <= 2
    assert f"{SITE}/specializations/crafts" in rows()
