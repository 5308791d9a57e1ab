"""The client is made from the settings, the same in all processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from pydantic import ValidationError

from app.outgoing import VERSION, client_of, outgoing_browser, outgoing_client, store_of, user_agent
from app.settings import ROOT, InvalidSettings, Settings, load_settings
from outgoing.browser import Browser
from outgoing.faults import AddressForbidden
from outgoing.redis_store import RedisStore
from outgoing.sqlite_store import SqliteStore
from tests.conftest import make_settings
from tests.fake_web import FakeWeb
from tests.processes import environment

ROUTE = "api.example.org=127.0.0.1:8000"
ASK = (
    "from app import create_app\nfrom app.outgoing import outgoing_client\n"
    "with create_app().app_context():\n"
    "    print(outgoing_client().get('https://api.example.org/jobs').text)"
)


def plain(tmp_path: Path, **changes: object) -> Settings:
    return make_settings(tmp_path, redis_url="", database_url="", **changes)


def test_routes_lead_where_they_say(tmp_path: Path, web: FakeWeb) -> None:
    web.answer("api.example.org", "/jobs", body="found")
    settings = plain(tmp_path, outgoing_routes=web.setting(), host_pause=0)
    client = client_of(settings)
    assert client.get("https://api.example.org/jobs").text == "found"
    assert (tmp_path / "outgoing.db").exists()
    with pytest.raises(AddressForbidden):
        client.get(f"http://127.0.0.1:{web.port}/jobs")


def test_processes_of_the_product_take_the_same_routes(settings: Settings, web: FakeWeb) -> None:
    web.answer("api.example.org", "/jobs", body="found")
    settings = settings.model_copy(update={"outgoing_routes": web.setting(), "host_pause": 0.0})
    variables = environment(settings)
    asked = subprocess.run(
        [sys.executable, "-c", ASK], env=variables, cwd=settings.data_dir, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert asked.stdout.strip().endswith("found"), asked.stderr
    assert web.requests[-1].headers["user-agent"] == "JobMatch/0.1.0 (+http://localhost)"


@pytest.mark.parametrize("given", [ROUTE, ROUTE + "," + ROUTE.replace("api", "www")])
def test_several_routes_may_be_named(tmp_path: Path, given: str) -> None:
    routes = plain(tmp_path, outgoing_routes=given).outgoing_route_map
    assert routes["api.example.org"] == "127.0.0.1:8000"
    assert len(routes) == given.count("=")


@pytest.mark.parametrize(
    "given", ["api.example.org", "=127.0.0.1:80", "a=b", "a=127.0.0.1:x", "a=1:1;b=1:1", "a=b:1 "]
)
def test_a_route_that_says_nothing_is_refused(tmp_path: Path, given: str) -> None:
    with pytest.raises(ValidationError):
        plain(tmp_path, outgoing_routes=given)


@pytest.mark.parametrize(("name", "value"), [("OUTGOING_ROUTES", ROUTE), ("HOST_PAUSE", "0.5")])
def test_production_refuses_what_is_for_tests(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOBMATCH_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", "c41f0e9b7a6d5283f1e0c9b8a7d6e5f4")
    monkeypatch.setenv("BASE_URL", "https://jobs.example.org")
    assert load_settings().is_production
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSettings) as caught:
        load_settings()
    assert name in caught.value.message


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outgoing_contact": "ops@jobs.example"}, "JobMatch/0.1.0 (+ops@jobs.example)"),
        ({"base_url": "https://jobs.example"}, "JobMatch/0.1.0 (+https://jobs.example)"),
        ({"base_url": ""}, "JobMatch/0.1.0 (self-hosted)"),
    ],
)
def test_says_who_asks(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    assert user_agent(plain(tmp_path, **changes)) == said


@pytest.mark.parametrize(
    "contact", ["nobody", "a b@c.example", "x@y\r\nCookie: 1", "javascript:1", "é@jobs.example"]
)
def test_a_contact_is_an_address(tmp_path: Path, contact: str) -> None:
    with pytest.raises(ValidationError):
        plain(tmp_path, outgoing_contact=contact)


def test_the_store_is_redis_where_there_is_one(tmp_path: Path) -> None:
    assert isinstance(store_of(plain(tmp_path)), SqliteStore)
    assert isinstance(store_of(make_settings(tmp_path, redis_url="redis://127.0.0.1:1/0")), RedisStore)


def test_pages_are_read_without_a_browser_unless_asked_for(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        assert outgoing_browser() is None
        app.extensions["settings"] = plain(tmp_path, browser_fallback=True)
        assert isinstance(outgoing_browser(), Browser)


def test_a_process_has_one_client(app: Flask) -> None:
    with app.app_context():
        assert outgoing_client() is outgoing_client()


def test_the_version_it_names_is_that_of_the_product() -> None:
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text("utf-8")
