"""Which language a page is in, how a choice is kept, and that no way back leads off the site."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db, limiter
from app.models import User
from app.services import accounts
from app.web.navigation import safe_next
from tests.client import CheckingClient, sign_in, tree
from tests.factories import PASSWORD, make_user

OFF_SITE = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "https:evil.example",
    "http:/evil.example", "//evil.example/%2f..", "/%5Cevil.example", "/%2fevil.example", "/%09/evil.example", "\t//evil.example",
    " //evil.example", "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", "data:text/html,x", "evil.example",
    "//evil.example@localhost", "//localhost@evil.example", "https://localhost.evil.example", "//[::1]", "/\x00/evil.example",
    "?next=//evil.example", "#//evil.example", "/" + "a" * 3000, "", "\u2028//evil.example", "/a\r\nSet-Cookie: x=1",
]  # fmt: skip


def language(client: CheckingClient, path: str = "/", **headers: str) -> str:
    return tree(client.get(path, headers=headers)).get("lang")


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("fr", "fr"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("fr-CA", "fr"),
        ("en-GB", "en"),
        ("de,fr;q=0.7,en;q=0.3", "fr"),
        ("de,en;q=0.7,fr;q=0.3", "en"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
        ("en;q=0,fr", "fr"),
    ],
)
def test_the_browser_s_language_is_used(client: CheckingClient, asked: str, given: str) -> None:
    for path in ("/", "/login", "/how-scoring-works"):
        assert language(client, path, **{"Accept-Language": asked}) == given


def test_errors_speak_it_too(client: CheckingClient) -> None:
    for accept in ("text/html", "application/json"):
        texts = {
            code: client.get("/nowhere", headers={"Accept-Language": code, "Accept": accept}).text
            for code in ("fr", "en")
        }
        assert texts["fr"] != texts["en"]
        assert "adresse" in texts["fr"] or "page" in texts["fr"]


def test_a_visitor_s_choice_is_kept_against_the_browser(client: CheckingClient) -> None:
    answer = client.send("/preferences/language", {"language": "fr", "next": "/how-scoring-works?x=1"})
    assert (answer.status_code, answer.location) == (302, "/how-scoring-works?x=1")
    for _again in range(2):
        assert language(client, **{"Accept-Language": "en"}) == "fr"
    client.send("/preferences/language", {"language": "en"})
    assert language(client, **{"Accept-Language": "fr"}) == "en"


def test_a_choice_is_kept_on_the_account(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        user_id = make_user()
    sign_in(client, user_id)
    client.send("/preferences/language", {"language": "fr"})
    client.send("/preferences/theme", {"theme": "dark"})
    with app.app_context():
        assert db.session.execute(select(User.language, User.theme)).one() == ("fr", "dark")
    elsewhere: CheckingClient = app.test_client()  # type: ignore[assignment]
    elsewhere.send("/login", {"email": "amel@example.org", "password": PASSWORD})
    assert language(elsewhere, **{"Accept-Language": "en"}) == "fr"
    assert tree(elsewhere.get("/")).get("data-theme") == "dark"


def test_logging_out_and_in_keeps_the_choice(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        make_user(language="fr")
    client.send("/login", {"email": "amel@example.org", "password": PASSWORD})
    assert language(client) == "fr"
    client.send("/logout")
    client.send("/login", {"email": "amel@example.org", "password": PASSWORD})
    assert language(client, **{"Accept-Language": "en"}) == "fr"


def test_a_guest_s_choice_is_kept_on_the_guest(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        guest = accounts.create_guest().id
    sign_in(client, guest)
    client.send("/preferences/language", {"language": "fr"})
    with app.app_context():
        assert db.session.get(User, guest).language == "fr"


@pytest.mark.parametrize("path", ["/preferences/language", "/preferences/theme"])
@pytest.mark.parametrize("value", ["", "de", "FR", "../fr", "fr\x00", "x" * 999])
def test_other_values_are_refused(client: CheckingClient, path: str, value: str) -> None:
    answer = client.send(path, {path.rsplit("/", 1)[1]: value})
    assert answer.status_code == 400
    assert language(client) == "en"


@pytest.mark.parametrize("target", OFF_SITE)
def test_such_a_target_is_none(target: str) -> None:
    assert safe_next(target) == "/"


def test_no_way_back_leads_off_the_site(client: CheckingClient, app: Flask) -> None:
    limiter.enabled = False  # until the next application is made
    with app.app_context():
        make_user()
    for target in OFF_SITE:
        assert_it_leads_home(client, "/preferences/language", {"language": "fr", "next": target})
        assert_it_leads_home(client, "/preferences/theme", {"theme": "dark", "next": target})
    for target in OFF_SITE[::4]:
        assert_it_leads_home(
            client, "/login", {"email": "amel@example.org", "password": PASSWORD, "next": target}
        )


def assert_it_leads_home(client: CheckingClient, path: str, form: dict[str, str]) -> None:
    answer = client.send(path, form)
    assert (answer.status_code, answer.location) == (302, "/"), form
    assert urlsplit(answer.location).netloc == ""
    assert "x=1" not in str(answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize(
    "target",
    ["/", "/job/3", "/?keyword=a&page=2", "/account#picture", "/a//b", "/recommendations?sort=newest"],
)
def test_the_way_back_is_taken(client: CheckingClient, app: Flask, target: str) -> None:
    with app.app_context():
        make_user()
    answer = client.send("/login", {"email": "amel@example.org", "password": PASSWORD, "next": target})
    assert answer.location == target


def test_who_must_log_in_comes_back_to_the_page(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        make_user()
    form = tree(client.get(client.get("/account?a=1&b=2").location))
    [target] = form.xpath("//form[.//input[@name='password']]//input[@name='next']/@value")
    answer = client.send("/login", {"email": "amel@example.org", "password": PASSWORD, "next": target})
    assert answer.location == "/account?a=1&b=2"
