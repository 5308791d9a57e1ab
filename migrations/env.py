"""Alembic's entry. Tables and columns of the full-text index are not in the models and are left alone."""

from contextlib import contextmanager

from alembic import context
from flask import current_app

from app.database import begin_immediately
from app.models import Base
from app.models.base import Json, UtcDateTime

SEARCH_TABLES = "jobs_fts"
SEARCH_COLUMNS = {"search_vector"}
SEARCH_INDEXES = {"ix_jobs_search_vector"}


def include_object(_object, name, type_, _reflected, _compare_to):
    if type_ == "table":
        return not name.startswith(SEARCH_TABLES)
    if type_ == "column":
        return name not in SEARCH_COLUMNS
    return name not in SEARCH_INDEXES


def render_item(kind, item, autogen_context):
    """Migrations stay readable when our own types change: they name SQLAlchemy's."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and item is Json:
        autogen_context.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


@contextmanager
def foreign_keys_off(connection):
    """Batch changes remake tables: with foreign keys enforced, dropping the old one would delete all
    that refers to it. SQLite ignores the pragma inside a transaction, so the driver is told before one."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys = ON")


def run_migrations():
    engine = current_app.extensions["migrate"].db.engine
    with begin_immediately(), engine.connect() as connection, foreign_keys_off(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_object=include_object,
            render_item=render_item,
            render_as_batch=True,
            compare_type=True,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            if engine.dialect.name == "sqlite":
                assert not connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        connection.commit()


run_migrations()
