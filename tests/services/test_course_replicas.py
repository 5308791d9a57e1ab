"""Two machines with one database: what one builds, the other writes for itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.extensions import db
from app.models import Task
from app.services.courses import catalogue, generations, index, replicas
from app.services.courses.recommend import recommend
from app.services.courses.shelf import shelf
from app.settings import Settings
from tests.conftest import make_settings
from tests.services.some_courses import Speller, fill, record, use


@pytest.fixture
def other(context: Flask, settings: Settings, tmp_path: Path) -> Flask:
    """The second machine: a data folder of its own."""
    use(context, Speller())
    fill()
    url = settings.database_url or settings.sqlalchemy_url
    made = create_app(make_settings(tmp_path / "second", database_url=url))
    use(made, Speller())
    return made


def current() -> str:
    row = generations.current()
    assert row
    return row.name


def best() -> list[str]:
    return [one.course.course_id for one in recommend(["python"]).by_skill[0].suggestions]


def builds_asked() -> int:
    return db.session.scalar(select(func.count()).select_from(Task)) or 0


def test_what_one_machine_builds_the_other_takes_over(other: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    index.build_here()
    name, expected = current(), best()
    with other.app_context():
        assert not generations.is_here(name)
        assert best() == expected, "from the stored vectors meanwhile"
        monkeypatch.setattr("app.services.courses.shelf.TRY_AGAIN", 0.0)
        assert shelf() is shelf(), "and they are read once"
        index.keep_current()
        assert generations.is_here(name)
        assert (shelf().generation, shelf().fault, best()) == (name, "", expected)
        assert shelf().probe(20) == (20, 20)
        assert not replicas.take_over()
        assert builds_asked() == 0, "there was nothing to build"
        assert {path.name for path in generations.folder().iterdir() if path.is_dir()} == {name}
        db.session.remove()
    catalogue.save([record(99)], "import")
    index.build_here()
    with other.app_context():
        index.keep_current()
        assert shelf().generation == current() != name
        db.session.remove()
        db.engine.dispose()


def test_what_changed_since_is_built_anew_and_not_taken_over(other: Flask) -> None:
    index.build_here()
    catalogue.save([record(99)], "import")
    with other.app_context():
        assert not replicas.take_over()
        index.keep_current()
        assert builds_asked() == 1
        assert not generations.is_here(current())
        db.session.remove()
        db.engine.dispose()


def test_a_copy_that_finds_no_room_leaves_nothing(other: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    index.build_here()

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with other.app_context():
        monkeypatch.setattr("course_scraper.generation._write_lines", full)
        assert not replicas.take_over()
        assert not [path for path in generations.folder().iterdir() if path.is_dir()]
        db.session.remove()
        db.engine.dispose()
