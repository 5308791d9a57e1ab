"""A fresh application for each test: a copy of a migrated database, its own data folder, no key, no network.

With TEST_DATABASE_URL (PostgreSQL) and TEST_REDIS_URL set, the same tests run on those: one database
and one Redis number per test process, emptied before each test.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
import redis
import sqlalchemy
from flask import Flask
from flask_migrate import upgrade

from app import create_app, worker
from app.extensions import db
from app.models import Base, Counter
from app.settings import Settings
from tests import cheap, compiled
from tests.client import CheckingClient
from tests.effort import times
from tests.fake_web import FakeWeb

SERVER_URL = os.environ.get("TEST_DATABASE_URL", "")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
compiled.keep_routes()
cheap.cheap_passwords()
cheap.files_in_memory()
hypothesis.settings.register_profile(  # a slow machine is no fault of a test
    "tests",
    max_examples=times(30, 100),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("tests")


def make_settings(data_dir: Path, **changes: object) -> Settings:
    given: dict[str, object] = {
        "JOBMATCH_ENV": "test",
        "secret_key": "5f0d8c1e-tests-only-7b2a94c6d3e8f1a0",
        "data_dir": data_dir,
        "database_url": _database_url(),
        "redis_url": _redis_url(),
        "base_url": "http://localhost",
        "log_level": "WARNING",
        "embedder": "lexical",  # what needs the sentence model asks for it
        **changes,
    }
    return Settings(_env_file=None, **given)  # type: ignore[arg-type]


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path | None) -> Settings:
    return fresh_data(tmp_path, empty_database)


def fresh_data(folder: Path, empty_database: Path | None) -> Settings:
    """Settings of a site that has nothing yet. On PostgreSQL and Redis it is the only one."""
    if empty_database:
        shutil.copy(empty_database, folder / "jobmatch.db")
    else:
        _empty_tables()
    if REDIS_URL:
        redis.Redis.from_url(_redis_url()).flushdb()
    return make_settings(folder)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    with running_app(settings) as application:
        yield application


@contextmanager
def running_app(settings: Settings) -> Iterator[Flask]:
    application = create_app(settings)
    compiled.keep_templates(application)
    with application.app_context():
        compiled.keep_statements(db.engine)
    application.test_client_class = CheckingClient
    worker.init_app(application)
    application.extensions["queue"].immediate = False
    yield application
    with application.app_context():
        db.session.remove()
        db.engine.dispose()


def per_module(fixture_name: str, config: pytest.Config) -> str:
    """The scope of a site that its tests leave as it was: where every test empties the one database there is, each
    needs its own."""
    return "function" if SERVER_URL or REDIS_URL else "module"


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """For tests of services: an application context, without a request."""
    with app.app_context():
        yield app


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    """The outside world, on this machine."""
    with FakeWeb() as fake:
        yield fake


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A migrated SQLite file to copy, made once per test process; on PostgreSQL the database itself."""
    if SERVER_URL:
        _make_server_database()
    folder = tmp_path_factory.mktemp("template")
    application = create_app(make_settings(folder))
    with application.app_context():
        upgrade()
        db.session.remove()
        if not SERVER_URL:
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return None if SERVER_URL else folder / "jobmatch.db"


def _database_url() -> str:
    return f"{SERVER_URL}_{WORKER}" if SERVER_URL else ""


def _redis_url() -> str:
    return f"{REDIS_URL}/{int(WORKER[2:] or 0)}" if REDIS_URL else ""


def _make_server_database() -> None:
    url = sqlalchemy.make_url(SERVER_URL).set(drivername="postgresql+psycopg")
    engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {url.database}_{WORKER} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {url.database}_{WORKER}")
    engine.dispose()


def _empty_tables() -> None:
    engine = sqlalchemy.create_engine(
        sqlalchemy.make_url(_database_url()).set(drivername="postgresql+psycopg")
    )
    with engine.begin() as connection:
        names = ", ".join(table.name for table in Base.metadata.sorted_tables)
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        connection.execute(sqlalchemy.insert(Counter).values(name="offers", value=0, epoch=0))
    engine.dispose()
