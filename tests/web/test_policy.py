"""What holds for the whole map of routes: a new route without a rule, a token or headers fails here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from app.extensions import db, limiter
from app.models import User
from app.services.transaction import transaction
from app.settings import Settings
from app.web.policy import POLICY, Who
from tests.client import CheckingClient
from tests.conftest import make_settings, per_module
from tests.web.everything import PEOPLE, World, all_rows, make_world, rules, who_may

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def test_a_route_without_a_rule_is_closed(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "open")
    world = make_world(app)
    for who in PEOPLE:
        assert world.client(who).get("/forgotten").status_code == 404


def test_an_administrator_s_route_is_closed_to_others(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    app.add_url_rule("/for-admins", "for_admins", lambda: "open", methods=["GET", "POST"])
    monkeypatch.setitem(POLICY, "for_admins", Who.ADMIN)
    world = make_world(app)
    statuses = {who: world.client(who).get("/for-admins", check=False).status_code for who in PEOPLE}
    assert statuses == {"anonymous": 302, "guest": 302, "member": 403, "admin": 200}
    assert world.client("member", checks_tokens=False).post("/for-admins").status_code == 403


def test_a_guest_with_the_role_of_an_administrator_is_none(app: Flask) -> None:
    app.add_url_rule("/for-members", "profile.extra", lambda: "open")
    world = make_world(app)
    with app.app_context(), transaction() as session:
        session.get(User, world.users["guest"]).role = "admin"
    assert world.client("guest").get("/account").status_code == 302


@pytest.mark.parametrize(
    "body", [{"data": {"x": "1"}}, {"json": {"x": 1}}, {"data": "x", "content_type": "text/plain"}]
)
def test_nothing_is_written_without_a_token(world: World, body: dict) -> None:
    before = all_rows(world.app)
    for who in PEOPLE:
        client = world.client(who)
        for rule, method in rules(world.app):
            if method == "GET":
                continue
            answer = client.open(world.path(rule, owner=who), method=method, **body)
            closed = who not in who_may(rule.endpoint)
            assert answer.status_code in {400, 415} or (
                closed and answer.status_code in {302, 401, 403, 404}
            ), (
                rule,
                answer.status_code,
            )
    assert all_rows(world.app) == before


def test_nothing_is_written_with_the_token_of_another(world: World) -> None:
    before = all_rows(world.app)
    of_another = {"X-CSRFToken": world.client("other").token()}
    for who in PEOPLE:
        client = world.client(who)
        for rule, method in rules(world.app):
            if method != "GET":
                answer = client.open(world.path(rule, owner=who), method=method, headers=of_another)
                assert answer.status_code in {400, 302, 401, 403, 404}, (rule, answer.status_code)
    assert all_rows(world.app) == before


def test_looking_changes_nothing_for_visitors(world: World) -> None:
    before = all_rows(world.app)
    client = world.client("anonymous")
    for rule, method in rules(world.app):
        if method == "GET":
            for query in ("", "?keyword=python&country=TN&next=/"):
                client.get(world.path(rule, owner="anonymous") + query, check=False)
                client.head(world.path(rule, owner="anonymous") + query, check=False)
    assert all_rows(world.app) == before
    with client.session_transaction() as session:
        assert "_user_id" not in session


@pytest.fixture(scope=per_module)
def answers(made_world: World) -> list[tuple[str, TestResponse]]:
    """All routes for all people, and what goes wrong in many ways."""
    limiter.enabled, world, found = False, made_world, []
    for who in PEOPLE:
        client = world.client(who)
        for rule, method in rules(world.app):
            path = world.path(rule, owner=who)
            found.append((f"{method} {path} as {who}", client.open(path, method=method, check=False)))
    client = world.client("anonymous")
    for what, answer in (
        ("unknown page", client.get("/nowhere")),
        ("wrong method", client.post("/healthz", check=False)),
        ("no token", client.post("/login", data={})),
        ("wrong parameter", client.get("/?page=x")),
        (
            "too large",
            client.post("/upload-cv", data=b"x" * 7_000_000, content_type="text/plain", check=False),
        ),
        ("unknown host", client.get("/", headers={"Host": "evil.example"}, check=False)),
        ("no file", client.get("/static/nothing.css", check=False)),
        ("redirect to slash", client.get("/searches/", check=False)),
    ):
        found.append((what, answer))
    return found


def test_every_answer_carries_the_headers(answers: list[tuple[str, TestResponse]]) -> None:
    for what, answer in answers:
        headers = answer.headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS, what
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy, what
        assert "default-src 'self'" in policy or "sandbox" in policy, what
        assert "frame-ancestors 'none'" in policy or "sandbox" in policy, what
        assert "camera=()" in headers["Permissions-Policy"], what
        assert headers["X-Request-ID"], what
        assert "Server" not in headers or "Werkzeug" not in headers["Server"], what


def test_pages_of_people_are_not_kept_by_anybody(answers: list[tuple[str, TestResponse]]) -> None:
    for what, answer in answers:
        if " as " not in what:
            continue
        public_file = "/static/" in what
        if public_file:
            continue
        assert "Cookie" in answer.headers["Vary"], what
        if not what.endswith("anonymous") or not what.startswith("GET"):
            assert answer.headers["Cache-Control"] == "no-store", what
        else:
            assert "public" not in answer.headers["Cache-Control"], what


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "localhost.evil.example"},
        {"Host": "evil.example:5000"},
        {"Host": "localhost@evil.example"},
        {"Host": "evil.example#localhost"},
        {"Host": ""},
        {"Host": "localhost:abc"},
        {"Host": "[::1"},
        {"Host": "lo calhost"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/login", "/reset", "/nowhere"])
def test_other_host_names_are_refused(client: CheckingClient, headers: dict[str, str], path: str) -> None:
    answer = client.get(path, headers=headers, check=False)
    if not headers["Host"]:
        assert answer.status_code in {200, 400, 404}
        assert "evil" not in answer.text
        return
    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Host", "X-Host", "X-Original-Host", "Forwarded", "X-Forwarded-Server"]
)
def test_forwarded_names_are_not_believed_without_a_proxy(client: CheckingClient, name: str) -> None:
    for path in ("/", "/account", "/login?next=/account"):
        answer = client.get(
            path, headers={name: "host=evil.example" if name == "Forwarded" else "evil.example"}
        )
        assert answer.status_code in {200, 302}
        assert "evil.example" not in answer.text + str(answer.headers)


@contextmanager
def started(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_trusted_proxy_cannot_bring_another_name_either(settings: Settings) -> None:
    with started(settings.model_copy(update={"proxy_count": 1})) as behind:
        answer = behind.test_client().get(
            "/healthz", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "1.2.3.4"}
        )
    assert answer.status_code == 400


@pytest.mark.parametrize(("site", "secure"), [("http://localhost", False), ("https://localhost", True)])
def test_cookies_are_for_this_site_and_not_for_scripts(settings: Settings, site: str, secure: bool) -> None:
    with started(make_settings(settings.data_dir, base_url=site)) as made:
        answer = made.test_client().get("/login", base_url=site)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure
    assert "Domain" not in cookie
    assert ("Strict-Transport-Security" in answer.headers) is secure


@pytest.mark.parametrize("change", ["other user", "other epoch", "forged", "cut", "not a session"])
def test_a_changed_cookie_is_nobody(world: World, change: str) -> None:
    client = world.client("member")
    assert client.get("/account").status_code == 200
    member = world.users["member"]
    planted = {
        "other user": f"{member + 1000}.0",
        "other epoch": f"{member}.7",
        "not a session": "١٢.٠",
        "cut": f"{member}",
    }
    if change == "forged":
        client.set_cookie("jobmatch", "eyJfdXNlcl9pZCI6IjEuMCJ9.aaaa.bbbb")
    else:
        with client.session_transaction() as session:
            session["_user_id"] = planted[change]
    assert client.get("/account").status_code == 302
