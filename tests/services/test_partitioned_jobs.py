"""On PostgreSQL the table of offers can be a partitioned one, and the program goes on as it is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from app import create_app
from app.core.search.filters import Filters
from app.extensions import db
from app.models import Job, JobSkill, SavedJob, User
from app.services import ingest
from app.services.saved_jobs import keeping
from app.services.search import offers
from app.services.transaction import transaction
from app.settings import ROOT
from tests.conftest import SERVER_URL, WORKER, make_settings
from tests.factories import make_user, posting, store

pytestmark = pytest.mark.skipif(not SERVER_URL, reason="TEST_DATABASE_URL (PostgreSQL) is not set")
RECIPE = (ROOT / "tools" / "partition_jobs.sql").read_text("utf-8")


@pytest.fixture
def partitioned(tmp_path: Path) -> Iterator[Flask]:
    """A database of its own, with three offers from before it was partitioned."""
    name = f"partitioned_{WORKER}"
    url = sqlalchemy.make_url(SERVER_URL).set(drivername="postgresql+psycopg")
    server = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    app = create_app(make_settings(tmp_path, database_url=f"{SERVER_URL.rsplit('/', 1)[0]}/{name}"))
    with app.app_context():
        upgrade()
        store(*(posting(number, title=f"Quokka keeper {number}") for number in (1, 2, 3)))
        db.session.remove()
        with db.engine.begin() as connection:
            connection.connection.cursor().execute(RECIPE)
        yield app
        db.session.remove()
        db.engine.dispose()
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


def found(keyword: str) -> list[str]:
    ids = offers.find(Filters(keyword=keyword)).ids
    return sorted(db.session.scalars(select(Job.title).where(Job.id.in_(ids))))


def partition_of(job_id: int) -> str:
    query = text("SELECT tableoid::regclass::text FROM jobs WHERE id = :id")
    return str(db.session.execute(query, {"id": job_id}).scalar_one())


def test_the_program_does_not_notice(partitioned: Flask) -> None:
    assert found("quokka") == ["Quokka keeper 1", "Quokka keeper 2", "Quokka keeper 3"]
    db.session.execute(text("SELECT setval('jobs_id_seq', 10000000)"))
    db.session.commit()
    [new_id] = store(posting(4, title="Éleveur de quokkas"))
    assert (partition_of(1), partition_of(new_id)) == ("jobs_1", "jobs_2")
    assert found("eleveur") == ["Éleveur de quokkas"], "folded by the same trigger"

    told_again = dataclasses.replace(posting(2), title="Wombat keeper 2")
    assert ingest.save([told_again]).new == 0, "found by its key, in the old partition"
    assert found("wombat") == ["Wombat keeper 2"]

    user_id = make_user()
    keeping.save(user_id, new_id)
    with transaction() as session:
        session.delete(session.get_one(Job, new_id))
    assert db.session.scalar(select(func.count()).select_from(SavedJob)) == 0, "foreign keys reach it"
    assert db.session.scalar(select(func.count()).select_from(JobSkill).where(JobSkill.job_id == new_id)) == 0
    assert db.session.scalar(select(func.count()).select_from(User)) == 1
    assert found("eleveur") == []


def test_a_source_names_an_offer_once_in_all_partitions(partitioned: Flask) -> None:
    columns = {column.name for column in Job.__table__.columns} - {"id", "doc_id", "external_id"}
    listed = ", ".join(sorted(columns))
    copy = (
        f"INSERT INTO jobs (id, external_id, {listed}) SELECT 20000000, {{}}, {listed} FROM jobs WHERE id = 1"
    )
    with pytest.raises(IntegrityError, match="job_keys"), db.engine.begin() as connection:
        connection.execute(text(copy.format("external_id")))
    with db.engine.begin() as connection:
        connection.execute(text(copy.format("'another'")))
    assert partition_of(20_000_000) == "jobs_rest"


def test_only_the_partition_of_an_id_is_read(partitioned: Flask) -> None:
    plan = "\n".join(db.session.scalars(text("EXPLAIN SELECT title FROM jobs WHERE id = 2")))
    assert "jobs_1" in plan
    assert "jobs_2" not in plan
    wanted = text("EXPLAIN SELECT doc_id FROM jobs WHERE search_vector @@ to_tsquery('simple', 'quokka')")
    db.session.execute(text("SET LOCAL enable_seqscan = off"))
    plan = "\n".join(db.session.scalars(wanted))
    assert plan.count("Bitmap Index Scan") == 3, "each partition has its own index of words"
