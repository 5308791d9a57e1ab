"""The history of the tables: head equals the models, down and up again is the same, nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from flask import Flask, current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, inspect, select

from app.extensions import db
from app.models import Base
from app.services.transaction import transaction
from app.settings import ROOT
from tests.shell import every_table
from tests.shell.migrated import SERVER_URL, application, rules, schema

KINDS = [
    "sqlite",
    pytest.param(
        "postgresql", marks=pytest.mark.skipif(not SERVER_URL, reason="TEST_DATABASE_URL is not set")
    ),
]


@pytest.fixture(params=KINDS)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application in its context whose database is empty, on each kind of database."""
    with application(tmp_path / "data", request.param) as app:
        yield app


def test_head_is_what_the_models_say(fresh: Flask) -> None:
    upgrade()
    config = current_app.extensions["migrate"].migrate.get_config()
    command.check(config)  # raises when autogenerate would still change something, by the rules of env.py
    migrated = rules(db.engine)
    db.engine.dispose()
    downgrade(revision="base")
    Base.metadata.create_all(db.engine)
    assert rules(db.engine) == migrated


def test_down_and_up_again_with_rows_in_every_table_gives_the_same_schema(fresh: Flask) -> None:
    upgrade()
    before = schema(db.engine)
    every_table.fill()
    for table in Base.metadata.sorted_tables:
        assert db.session.scalar(select(func.count()).select_from(table)), f"{table.name} has no row"
    db.session.remove()
    downgrade(revision="base")
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    upgrade()
    assert schema(db.engine) == before


def test_upgrading_twice_changes_nothing(fresh: Flask) -> None:
    upgrade()
    every_table.fill()
    before, rows = schema(db.engine), every_table.count_rows()
    db.session.remove()
    upgrade()
    assert schema(db.engine) == before
    assert every_table.count_rows() == rows


REMAKE = """
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "9001", "{head}", None, None
def upgrade():
    with op.batch_alter_table("users") as batch:  # SQLite cannot alter a column: the table is remade
        batch.alter_column("phone", type_=sa.String(40))
    with op.batch_alter_table("cv") as batch:
        batch.alter_column("sha256", type_=sa.String(70))
def downgrade():
    upgrade()
"""
BROKEN = """
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "9001", "{head}", None, None
def upgrade():
    op.create_table("half_done", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("DELETE FROM search_history")
    raise KeyError("in the middle")
def downgrade():
    pass
"""


def test_remaking_a_table_keeps_what_hangs_on_it(fresh: Flask, tmp_path: Path) -> None:
    """Dropping the old table with foreign keys enforced would delete all that refers to it."""
    upgrade()
    every_table.fill()
    before = every_table.count_rows()
    db.session.remove()
    history = with_one_more(tmp_path, REMAKE)
    upgrade(directory=history)
    assert every_table.count_rows() == before
    db.session.remove()
    downgrade(directory=history, revision="-1")
    assert every_table.count_rows() == before
    assert_foreign_keys_hold()


def test_a_migration_that_fails_leaves_everything_as_it_was(fresh: Flask, tmp_path: Path) -> None:
    upgrade()
    every_table.fill()
    before, rows = schema(db.engine), every_table.count_rows()
    db.session.remove()
    with pytest.raises(KeyError):
        upgrade(directory=with_one_more(tmp_path, BROKEN))
    assert schema(db.engine) == before
    assert every_table.count_rows() == rows
    assert_foreign_keys_hold()


def with_one_more(folder: Path, text: str) -> str:
    """A copy of the history with one more migration at its end."""
    copy = folder / "migrations"
    shutil.copytree(ROOT / "migrations", copy, ignore=shutil.ignore_patterns("__pycache__"))
    head = max(path.stem.split("_")[0] for path in (copy / "versions").glob("*.py"))
    (copy / "versions" / "9001_one_more.py").write_text(text.format(head=head))
    return str(copy)


def assert_foreign_keys_hold() -> None:
    """Deleting a person takes the CVs along, on every connection of the pool."""
    with transaction() as session:
        session.execute(Base.metadata.tables["users"].delete())
    assert every_table.count_rows()["cv"] == 0
