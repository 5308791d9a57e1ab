"""The catalogue in the database: what comes in, what it changes, what stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import Course, UserCourse
from app.services.courses import catalogue, index, kept, marks
from app.services.courses.cards import load_cards
from app.services.courses.recommend import recommend
from app.services.courses.revision import current_revision
from course_scraper.starter import starter_courses
from record_files.items import UnreadableFile
from tests.factories import make_user
from tests.services.some_courses import fill, record, row, write_lines


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Course)) or 0


def test_a_file_is_read_with_an_account(context: Flask, tmp_path: Path) -> None:
    file = write_lines(
        tmp_path / "courses.jsonl",
        {"id": "course~a", "title": "Glass blowing", "url": "https://www.coursera.org/learn/glass"},
        {"id": "course:a", "title": "Glass blowing again", "url": "https://www.coursera.org/learn/glass"},
        {"id": "b", "title": "<b>Welding</b>", "description": "<p>Join <i>metal</i></p><script>x()</script>"},
        {"id": "c", "title": ""},
        {"id": "d", "description": "no title"},
    )
    file.write_text(file.read_text("utf-8") + "{broken\n", "utf-8")
    report = catalogue.import_file(file)
    assert report.saved == catalogue.Saved(new=2)
    assert (report.read, report.duplicates, report.rejected) == (6, 1, {"no_title": 2, "broken_json": 1})
    assert [line for line, _reason, _detail in report.samples] == [4, 5, 6]
    assert (row("course~b").title, row("course~b").description) == ("Welding", "Join metal")
    again = catalogue.import_file(file)
    assert again.saved == catalogue.Saved(unchanged=2)


def test_what_is_no_catalogue_is_refused(context: Flask, tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(UnreadableFile):
        catalogue.import_file(file)
    assert count() == 0


def test_a_change_is_told_to_every_process_and_repetition_is_not(context: Flask) -> None:
    assert fill(3) == catalogue.Saved(new=3)
    first = current_revision()
    assert fill(3) == catalogue.Saved(unchanged=3)
    assert current_revision() == first
    changed = record(1, title="Docker from the start")
    assert catalogue.save([record(0), changed], "import") == catalogue.Saved(updated=1, unchanged=1)
    assert current_revision() == first + 1
    assert row("course~c1").revision == first + 1
    assert row("course~c0").revision == first


def test_only_the_embedded_text_changes_the_hash(context: Flask) -> None:
    fill(1)
    before = row("course~c0").content_hash
    catalogue.save([record(0, rating=3.0, enrolments=5, partner="Other")], "import")
    assert row("course~c0").content_hash == before
    catalogue.save([record(0, title="Python for bakers")], "import")
    assert row("course~c0").content_hash != before


def test_what_nobody_tells_takes_nothing_away(context: Flask) -> None:
    fill(1)
    bare = record(
        0, description="", skills=(), level=None, hours=None, rating=None, enrolments=None, url=None
    )
    assert catalogue.save([bare], "coursera").updated == 1, "who says it counts"
    found = row("course~c0")
    assert found.skills == ["Python"]
    assert (found.level, found.hours, found.rating, found.source) == ("beginner", 10.0, 4.5, "coursera")
    assert found.url == "https://www.coursera.org/learn/c0"


def test_who_knows_less_only_fills_what_is_empty(context: Flask) -> None:
    catalogue.save([record(0, level=None)], "coursera")
    catalogue.save([record(0, title="Something else", level="advanced")], "import")
    assert (row("course~c0").title, row("course~c0").level) == ("Python 0", "advanced")


def test_the_starter_list_loads_once(context: Flask) -> None:
    known = len(starter_courses())
    assert known >= 300
    assert catalogue.load_starter() == catalogue.Saved(new=known)
    assert catalogue.load_starter() == catalogue.Saved(unchanged=known)
    unchecked = db.session.scalar(select(func.count()).where(Course.link_checked_at.is_(None)))
    assert unchecked == known, "nobody has asked whether the addresses answer"


def test_a_real_catalogue_takes_over_the_starter_s_row(context: Flask) -> None:
    catalogue.save([record(0, id="course~python-zero", description="")], "starter")
    user_id = make_user()
    kept.keep(user_id, "course~python-zero", "saved")
    assert catalogue.save([record(0, id="course~Xk2")], "import").updated == 1
    assert count() == 1
    assert row("course~Xk2").description
    assert kept.states(user_id) == {"course~Xk2": "saved"}
    assert catalogue.save([record(0, id="course~python-zero")], "starter").unchanged == 1
    assert count() == 1


def test_two_rows_that_are_one_course_become_one(context: Flask) -> None:
    catalogue.save([record(0), record(1)], "import")
    one, two = make_user("one@example.org"), make_user("two@example.org")
    kept.keep(one, "course~c0", "done")
    kept.keep(one, "course~c1", "saved")
    kept.keep(two, "course~c0", "saved")
    moved = record(1, url="https://www.coursera.org/learn/c0")
    catalogue.save([moved], "import")
    assert db.session.scalars(select(Course.course_id)).all() == ["course~c1"]
    assert kept.states(one) == {"course~c1": "done"}, "the further of both"
    assert kept.states(two) == {"course~c1": "saved"}


def test_a_former_id_still_means_the_course(context: Flask) -> None:
    catalogue.save([record(0, id="course~python-zero", description="")], "starter")
    number = row("course~python-zero").id
    catalogue.save([record(0, id="course~Xk2")], "import")
    catalogue.save([record(0, id="course~Yz9")], "coursera")
    for former in ("course~python-zero", "course~Xk2", "course~Yz9"):
        card = load_cards([former])[former]
        assert (card.id, card.course_id) == (number, "course~Yz9")
    moved = record(0, id="course~python-zero", url="https://www.coursera.org/learn/elsewhere")
    catalogue.save([moved], "starter")
    assert count() == 1, "a former id is known when the address is not"


def test_the_number_of_a_row_that_became_another_still_means_the_course(context: Flask) -> None:
    catalogue.save([record(0), record(1), record(2)], "import")
    old, middle, last = (row(f"course~c{number}").id for number in range(3))
    user_id = make_user()
    catalogue.save([record(1, url="https://www.coursera.org/learn/c0")], "import")
    catalogue.save([record(2, url="https://www.coursera.org/learn/c0")], "import")
    assert count() == 1
    for number in (old, middle, last):
        assert marks.get_card(number).id == last
    assert set(load_cards(["course~c0", "course~c1"])) == {"course~c0", "course~c1"}
    marks.mark(user_id, old, "started")
    assert kept.states(user_id) == {"course~c2": "started"}
    catalogue.deactivate(["course~c2"])
    with pytest.raises(NotFound):
        marks.get_card(old)


def test_an_index_of_former_ids_finds_the_courses_once_each(context: Flask) -> None:
    fill(8)
    index.build_here()
    catalogue.save([record(number, id=f"course~real{number}") for number in range(8)], "coursera")
    found = recommend(["python"]).by_skill[0].suggestions
    assert [one.course.course_id for one in found] == ["course~real0"]
    twin = record(8, title="Python 0", url="https://www.coursera.org/learn/twin")
    catalogue.save([twin], "coursera")
    index.build_here()
    catalogue.save([record(0, id="course~real0", url="https://www.coursera.org/learn/twin")], "coursera")
    assert [one.course.title for one in recommend(["python"]).by_skill[0].suggestions] == ["Python 0"]


def test_what_a_database_cannot_store_is_left_out(context: Flask, tmp_path: Path) -> None:
    file = tmp_path / "courses.jsonl"
    file.write_text(
        '{"id": "a", "title": "Glass \\ud800blowing\\u0000", "skills": ["\\udfff Glass\\u0000"],'
        ' "url": "https://www.coursera.org/learn/gl\\ud800ass", "enrolments": 99999999999999999999999}\n',
        "utf-8",
    )
    assert catalogue.import_file(file).saved.new == 1
    found = row("course~a")
    assert found.title == "Glass blowing"
    assert found.url == "https://www.coursera.org/learn/glass"


def test_courses_that_are_gone_come_back_when_they_are_seen(context: Flask) -> None:
    fill(2)
    assert catalogue.deactivate(["course~c0", "course~unknown"]) == 1
    assert catalogue.deactivate(["course~c0"]) == 0
    assert not row("course~c0").is_active
    catalogue.save([record(0)], "starter")
    assert not row("course~c0").is_active, "the starter list knows nothing new"
    assert catalogue.save([record(0)], "import").updated == 1
    assert row("course~c0").is_active


def test_links_are_noted(context: Flask) -> None:
    catalogue.save([record(0, checked=date(2026, 1, 5)), record(1)], "import")
    assert (row("course~c0").link_ok, row("course~c1").link_ok) == (True, None)
    catalogue.note_links({"course~c0": False, "course~c1": True})
    assert (row("course~c0").link_ok, row("course~c1").link_ok) == (False, True)
    catalogue.save([record(0, checked=date(2026, 1, 6))], "import")
    assert row("course~c0").link_ok is False, "an older look says nothing"


def test_courses_are_saved_done_and_forgotten(context: Flask) -> None:
    fill(2)
    user_id = make_user()
    kept.keep(user_id, "course~c0", "saved")
    kept.keep(user_id, "course~c0", "done")
    kept.keep(user_id, "course~c1", "saved")
    found = kept.kept_courses(user_id)
    assert [(one.course_id, one.state, one.done_at is not None) for one in found] == [
        ("course~c1", "saved", False),
        ("course~c0", "done", True),
    ]
    catalogue.deactivate(["course~c1"])
    assert [one.course is None for one in kept.kept_courses(user_id)] == [True, False]
    assert kept.forget(user_id, "course~c0")
    assert not kept.forget(user_id, "course~c0")
    with pytest.raises(NotFound):
        kept.keep(user_id, "course~unknown", "saved")
    with pytest.raises(BadInput):
        kept.keep(user_id, "course~c1", "begun")
    assert db.session.scalar(select(func.count()).select_from(UserCourse)) == 1


def test_the_command_says_what_became_of_the_rows(app: Flask, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "courses.jsonl", {"id": "a", "title": "Glass"}, {"id": "b"})
    run = app.test_cli_runner().invoke
    said = run(args=["courses", "import", str(file)])
    assert said.exit_code == 0
    assert "2 read: 1 new, 0 updated, 0 unchanged, 0 twice in the file, 1 rejected" in said.output
    assert "line 2: no_title" in said.output
    assert "asked to index" in said.output
    none = write_lines(tmp_path / "none.jsonl", {"id": "b"})
    assert run(args=["courses", "import", str(none)]).exit_code == 1
    (tmp_path / "empty.csv").touch()
    refused = run(args=["courses", "import", str(tmp_path / "empty.csv")])
    assert refused.exit_code == 1
    assert "cannot be read" in refused.output
