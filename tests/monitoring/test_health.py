"""What probes are told when something is away."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest
from flask import Flask
from sqlalchemy import text

from app.extensions import db
from app.services import health
from app.worker import figures
from tests.client import CheckingClient
from tests.servers import free_port


def test_all_is_well(client: CheckingClient) -> None:
    for path in ("/readyz", "/startz"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.json == {
            "status": "ok",
            "checks": {"database": "ok", "migrations": "ok", "index": "ok", "queue": "ok"},
        }


@pytest.mark.parametrize(("version", "status"), [("0001", 503), ("of a later release", 200)])
def test_a_database_behind_the_program_is_not_ready_one_ahead_is(
    app: Flask, version: str, status: int
) -> None:
    with app.app_context():
        [(now,)] = db.session.execute(text("SELECT version_num FROM alembic_version")).all()
        _set_version(version)
        try:
            answer = app.test_client().get("/readyz", check=False)
        finally:
            _set_version(now)
    assert answer.status_code == status
    assert answer.json["checks"]["migrations"] == ("ok" if status == 200 else "Behind")


def _set_version(version: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(
            text("UPDATE alembic_version SET version_num = :version"), {"version": version[:32]}
        )


def test_without_the_database_the_process_lives_and_is_not_ready(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise ConnectionError("secret host name")

    monkeypatch.setattr(health, "looking", away)
    answer = client.get("/readyz", check=False)
    assert answer.status_code == 503
    assert answer.json["checks"] == {
        "database": "ConnectionError", "migrations": "not asked", "index": "not asked", "queue": "ok",
    }  # fmt: skip
    assert "secret" not in answer.text
    assert client.get("/livez").status_code == 200


def test_without_the_queue_pages_are_served(client: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise ConnectionError

    monkeypatch.setattr(health, "_queue", away)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json["checks"]["queue"] == "ConnectionError"


def test_all_connections_taken_does_not_hold_up_the_probe(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_index", lambda: None)  # it follows the offers, through the same pool
    with app.app_context():
        db.session.remove()
        taken = [db.engine.connect() for _ in range(db.engine.pool.most())]
        try:
            assert app.test_client().get("/readyz").status_code == 200
            assert app.test_client().get("/metrics").status_code == 200
        finally:
            for connection in taken:
                connection.close()


def test_the_worker_tells_of_itself(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    port, threads = free_port(), [True]
    settings = app.extensions["settings"]
    changes = {"metrics_port": port, "bind": "127.0.0.1"}
    app.extensions["settings"] = settings.model_copy(update=changes)
    figures.serve(app, lambda: all(threads))

    def status(path: str, **headers: str) -> int:
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code

    paths = ("/livez", "/healthz", "/readyz", "/startz", "/metrics", "/", "/admin")
    assert [status(path) for path in paths] == [200, 200, 200, 200, 200, 404, 404]
    assert status("/metrics", **{"X-Forwarded-For": "10.0.0.1"}) == 404
    threads.append(False)
    assert [status(path) for path in paths[:5]] == [503, 503, 503, 503, 200]
