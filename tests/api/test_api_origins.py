"""Scripts of other sites: none, until a setting names the site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app import create_app
from app.extensions import db
from app.settings import Settings
from tests.client import CheckingClient
from tests.conftest import make_settings

ASKING = {"Origin": "https://jobs.example.org", "Access-Control-Request-Method": "PUT"}
JOBS = "/api/v1/jobs"


def allowed(answer: object) -> str | None:
    return answer.headers.get("Access-Control-Allow-Origin")  # type: ignore[attr-defined]


def test_no_other_site_may_by_default(client: CheckingClient) -> None:
    for answer in (client.get(JOBS, headers=ASKING), client.options("/api/v1/auth/me", headers=ASKING)):
        assert answer.status_code == 200
        assert allowed(answer) is None


@pytest.fixture
def named(settings: Settings) -> Iterator[Flask]:
    origins = "https://jobs.example.org, https://two.example.org"
    application = create_app(make_settings(settings.data_dir, api_origins=origins))
    yield application
    with application.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_named_site_may_and_no_other(named: Flask) -> None:
    client = named.test_client()
    before = client.options("/api/v1/auth/me", headers=ASKING)
    assert allowed(before) == "https://jobs.example.org"
    assert "PUT" in before.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in before.headers
    got = client.get(JOBS, headers=ASKING)
    assert allowed(got) == "https://jobs.example.org"
    assert "ETag" in got.headers["Access-Control-Expose-Headers"]
    assert allowed(client.get(JOBS, headers={"Origin": "https://evil.example.org"})) is None
    assert allowed(client.get("/login", headers=ASKING)) is None
