"""Databases at a chosen migration, and what their schemas look like."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy
from flask import Flask
from sqlalchemy import Connection, Engine

from app import create_app
from app.extensions import db
from tests.conftest import make_settings

SERVER_URL = os.environ.get("TEST_DATABASE_URL", "")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
_FUNCTIONS = (
    "SELECT proname, pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace "
    "WHERE nspname = 'public' AND proname LIKE 'job%%' ORDER BY 1"
)
_TRIGGERS = "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"


@contextmanager
def application(folder: Path, kind: str) -> Iterator[Flask]:
    """An application on an empty database of this kind, inside its context."""
    app = create_app(
        make_settings(folder, database_url=_empty_server_database() if kind == "postgresql" else "")
    )
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def schema(engine: Engine) -> list[tuple[object, ...]]:
    """Everything that DDL made, in a comparable form; the table of Alembic itself left out."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(
                "SELECT type, name, tbl_name, sql FROM sqlite_master "
                "WHERE name NOT LIKE 'sqlite_%' AND tbl_name <> 'alembic_version' ORDER BY 1, 2"
            )
            return [tuple(row) for row in rows]
        rows = connection.exec_driver_sql("SELECT tablename, indexname, indexdef FROM pg_indexes "
                                          "WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1, 2")  # fmt: skip
        return [*(tuple(row) for row in rows), *_columns(connection), *_constraints(connection),
                *(tuple(row) for row in connection.exec_driver_sql(_FUNCTIONS)),
                *(tuple(row) for row in connection.exec_driver_sql(_TRIGGERS))]  # fmt: skip


def rules(engine: Engine) -> dict[str, dict[str, set[str]]]:
    """By table: its checks, unique keys, foreign keys with what deleting does, and indexes."""
    inspector = sqlalchemy.inspect(engine)
    tables = [name for name in inspector.get_table_names() if not name.startswith(("jobs_fts", "alembic"))]
    return {
        table: {
            "checks": {f"{one['name']}: {one['sqltext']}" for one in inspector.get_check_constraints(table)},
            "unique": {
                f"{one['name']}: {one['column_names']}" for one in inspector.get_unique_constraints(table)
            },
            "foreign": {
                f"{one['name']}: {one['constrained_columns']} {one['referred_table']} {one['options']}"
                for one in inspector.get_foreign_keys(table)
            },
            "indexes": {
                f"{one['name']}: {one['column_names']} {one['unique']}"
                for one in inspector.get_indexes(table)
                if one["name"] != "ix_jobs_search_vector"
            },
            "columns": {
                f"{one['name']}: {one['type']} {one['nullable']} {one.get('computed')}"
                for one in inspector.get_columns(table)
                if one["name"] != "search_vector"
            },
        }
        for table in tables
    }


def _columns(connection: Connection) -> list[tuple[object, ...]]:
    rows = connection.exec_driver_sql(
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, "
        "generation_expression FROM information_schema.columns WHERE table_schema = 'public' "
        "AND table_name <> 'alembic_version' ORDER BY 1, 2"
    )
    return [tuple(row) for row in rows]


def _constraints(connection: Connection) -> list[tuple[object, ...]]:
    rows = connection.exec_driver_sql(
        "SELECT conname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace "
        "WHERE nspname = 'public' AND conname NOT LIKE 'alembic%%' ORDER BY 1"
    )
    return [tuple(row) for row in rows]


def _empty_server_database() -> str:
    name = f"jobmatch_migrations_{WORKER}"
    url = sqlalchemy.make_url(SERVER_URL).set(drivername="postgresql+psycopg")
    engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)
