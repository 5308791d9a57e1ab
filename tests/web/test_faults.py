"""What stands behind the site and is away or full: each as what it is, on a page that needs none of it."""

from __future__ import annotations

import errno
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from flask import Flask
from limits.errors import StorageError
from redis.exceptions import ConnectionError as RedisAway
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from app.core.matching.match import Match
from app.extensions import db
from app.files import StorageFault
from app.models import CV, Job
from app.services import cvs, matching
from app.web.faults import find_fault
from tests.client import CheckingClient, sign_in, words
from tests.factories import make_user, posting, store
from tests.web.everything import cv_of


def sqlite_error(code: int, said: str = "") -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(said)
    error.sqlite_errorcode = code
    return error


def from_database(cause: Exception, kind: type = OperationalError) -> Exception:
    return kind("SELECT 1", {}, cause)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (OSError(errno.ENOSPC, "full"), 507, "disk_full"),
        (from_database(sqlite_error(sqlite3.SQLITE_FULL)), 507, "disk_full"),
        (StorageError(sqlite_error(sqlite3.SQLITE_FULL)), 507, "disk_full"),
        (from_database(psycopg.errors.DiskFull("full")), 507, "disk_full"),
        (from_database(psycopg.OperationalError("connection refused")), 503, "database_unavailable"),
        (from_database(psycopg.errors.AdminShutdown("going")), 503, "database_unavailable"),
        (from_database(sqlite_error(sqlite3.SQLITE_CANTOPEN)), 503, "database_unavailable"),
        (from_database(sqlite_error(sqlite3.SQLITE_BUSY)), 503, "busy"),
        (PoolTimeout(), 503, "busy"),
        (StorageFault("EndpointConnectionError"), 503, "storage_unavailable"),
        (RedisAway("refused"), 503, "unavailable"),
        (StorageError(RedisAway("refused")), 503, "unavailable"),
        (StaleDataError("gone"), 409, "changed_meanwhile"),
        (from_database(psycopg.errors.ForeignKeyViolation("gone"), IntegrityError), 409, "changed_meanwhile"),
        (from_database(sqlite_error(sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY), IntegrityError), 409, "changed_meanwhile"),
    ],
)  # fmt: skip
def test_faults_are_told_apart(error: Exception, status: int, code: str) -> None:
    found = find_fault(error)
    assert found
    assert (found.status, found.code) == (status, code)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("ours"),
        OSError(errno.EACCES, "ours"),
        from_database(psycopg.errors.UndefinedColumn("ours")),
        from_database(sqlite_error(sqlite3.SQLITE_ERROR, "no such column")),
        from_database(sqlite_error(sqlite3.SQLITE_CONSTRAINT_UNIQUE), IntegrityError),
    ],
)
def test_mistakes_of_ours_stay_mistakes(error: Exception) -> None:
    assert find_fault(error) is None


def test_a_page_says_that_the_database_is_away(
    client: CheckingClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And asks it nothing for that."""
    assert client.get("/").status_code == 200

    def away(*_given: object, **_more: object) -> None:
        raise from_database(psycopg.OperationalError("connection refused"))

    monkeypatch.setattr("sqlalchemy.engine.Engine.connect", away)
    answer = client.get("/", check=False)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "The database does not answer at the moment" in words(answer)
    told = client.get("/api/v1/jobs", check=False, headers={"Accept": "application/json"})
    assert (told.status_code, told.get_json()["code"]) == (503, "database_unavailable")
    monkeypatch.undo()
    assert client.get("/").status_code == 200


def test_a_page_whose_cv_goes_away_meanwhile_is_shown_without_it(
    client: CheckingClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        user_id = make_user()
        cv_id = cv_of(user_id, "cv.txt")
        [job_id] = store(posting(1))
    explain, tries = matching.explain, []

    def overtaken(cv: CV, job: Job) -> Match:
        tries.append(cv.id)
        with ThreadPoolExecutor(1) as other:
            other.submit(remove).result()
        db.session.expire(cv)
        return explain(cv, job)

    def remove() -> None:
        with app.app_context():
            cvs.delete(user_id, cv_id)

    monkeypatch.setattr(matching, "explain", overtaken)
    sign_in(client, user_id)
    answer = client.get(f"/job/{job_id}")
    assert (answer.status_code, tries) == (200, [cv_id])
    assert "Add your CV" in words(answer)


def test_what_keeps_going_away_is_said_once(
    client: CheckingClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def gone(*_given: object, **_more: object) -> None:
        tries.append(1)
        raise StaleDataError("gone")

    monkeypatch.setattr("app.services.jobs.job_page", gone)
    answer = client.get("/job/1", check=False)
    assert (answer.status_code, len(tries)) == (409, 2)
