"""A start that finds everything prepared says so without loading the application."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from app.prepared import MARK, is_prepared, mark_of
from app.settings import ROOT, Settings
from tests.conftest import make_settings, running_app
from tests.factories import posting, store
from tools import prepare

Change = Callable[[Settings, Path], None]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program of two files, and what it needs."""
    root = tmp_path / "program"
    for name in ("app/rules.py", "migrations/versions/0001.py", "requirements.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("1")
    return root


@pytest.fixture
def prepared(tmp_path: Path, program: Path) -> Settings:
    """Settings of a database that has one offer and the mark of the program."""
    for folder in ("data/vectors", "models"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "models" / "model.json").write_text("{}")
    (tmp_path / "data" / "vectors" / "lexicon.npy").write_text("vectors")
    settings = make_settings(tmp_path / "data", models_dir=tmp_path / "models", database_url="")
    with closing(sqlite3.connect(settings.data_dir / "jobmatch.db")) as database:
        database.execute("CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER)")
        database.execute("CREATE TABLE jobs (id INTEGER)")
        database.execute("INSERT INTO jobs VALUES (1)")
        mark = mark_of(settings, with_demo=True, root=program)
        database.execute("INSERT INTO counters VALUES (?, ?)", (MARK, mark))
        database.commit()
    return settings


def test_what_was_prepared_and_did_not_change_is_prepared(prepared: Settings, program: Path) -> None:
    assert is_prepared(prepared, with_demo=True, root=program)
    (program / "app" / "__pycache__").mkdir()
    (program / "app" / "__pycache__" / "rules.pyc").write_text("made by looking at it")
    (program / "README.md").write_text("no part of it")
    assert is_prepared(prepared, with_demo=True, root=program)


def _run(statement: str) -> Change:
    def change(settings: Settings, _program: Path) -> None:
        with closing(sqlite3.connect(settings.data_dir / "jobmatch.db")) as database:
            database.execute(statement)
            database.commit()

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda _, program: (program / "app/rules.py").write_text("other"), id="a rule"),
        pytest.param(lambda _, program: os.utime(program / "app/rules.py", (1, 1)), id="its time"),
        pytest.param(
            lambda _, program: (program / "migrations/versions/0002.py").touch(), id="a new migration"
        ),
        pytest.param(lambda _, program: (program / "app/rules.py").unlink(), id="a file less"),
        pytest.param(lambda _, program: (program / "requirements.txt").write_text("newer"), id="libraries"),
        pytest.param(lambda has, _: (has.models_folder / "model.json").write_text("[]"), id="another model"),
        pytest.param(lambda has, _: (has.data_dir / "vectors/lexicon.npy").unlink(), id="vectors gone"),
        pytest.param(lambda has, _: (has.data_dir / "jobmatch.db").unlink(), id="no database"),
        pytest.param(lambda has, _: (has.data_dir / "jobmatch.db").write_text("no database"), id="damaged"),
        pytest.param(_run("DROP TABLE jobs"), id="other tables"),
        pytest.param(_run("DELETE FROM jobs"), id="no offer"),
        pytest.param(_run("DELETE FROM counters"), id="no mark, as after an older version"),
        pytest.param(_run("UPDATE counters SET value = value + 1"), id="prepared for another program"),
    ],
)
def test_any_change_asks_for_preparing(prepared: Settings, program: Path, change: Change) -> None:
    change(prepared, program)
    assert not is_prepared(prepared, with_demo=True, root=program)
    assert not (prepared.data_dir / "jobmatch.db-journal").exists()


def test_prepared_without_demo_offers_is_not_prepared_with_them(prepared: Settings, program: Path) -> None:
    assert not is_prepared(prepared, with_demo=False, root=program)


def test_a_server_of_databases_is_always_looked_at(prepared: Settings, program: Path) -> None:
    elsewhere = prepared.model_copy(update={"database_url": "postgresql://localhost/jobmatch"})
    assert not is_prepared(elsewhere, with_demo=True, root=program)


def test_looking_makes_no_database(tmp_path: Path) -> None:
    assert not is_prepared(make_settings(tmp_path, database_url=""), with_demo=True)
    assert list(tmp_path.iterdir()) == []


def test_looking_does_not_load_the_application() -> None:
    code = "import sys, tools.prepare; print({'flask', 'sqlalchemy', 'numpy'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout == "set()\n"


@pytest.fixture
def site(settings: Settings) -> Iterator[Flask]:
    with running_app(settings) as application, application.app_context():
        store(posting())
        yield application


def test_the_command_leaves_the_mark(site: Flask, settings: Settings) -> None:
    if settings.database_url:
        pytest.skip("the mark is looked at in SQLite alone")
    assert not is_prepared(settings, with_demo=True)
    for arguments, demo in (([], False), (["--demo"], True)):
        done = site.test_cli_runner().invoke(args=["database", "prepare", *arguments])
        assert done.exit_code == 0, done.output
        assert is_prepared(settings, with_demo=demo)


@pytest.mark.parametrize("is_done", [True, False])
def test_a_start_prepares_only_where_needed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_done: bool
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setattr(os, "execv", lambda _, arguments: ran.append(arguments))
    monkeypatch.setattr(prepare, "is_prepared", lambda _, with_demo: is_done and with_demo)
    prepare.main()
    assert [each[1:] for each in ran] == ([] if is_done else [["database", "prepare", "--demo"]])
