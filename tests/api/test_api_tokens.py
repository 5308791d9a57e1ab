"""Who may enter with what: access tokens, refresh tokens, personal tokens, and every way to cheat."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from joserfc import jwt
from joserfc.jwk import OctKey
from sqlalchemy import select, update

from app.extensions import db
from app.models import ApiToken, AuditEntry, RefreshToken, User, UserSession, utc_now
from app.services.tokens import access
from app.services.transaction import transaction
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import PASSWORD, make_user

ME = "/api/v1/auth/me"


def granted(client: CheckingClient) -> dict[str, str]:
    answer = client.post("/api/v1/auth/login", json={"email": "amel@example.org", "password": PASSWORD})
    return answer.json


def bearer(token: str) -> Headers:
    return {"Authorization": f"Bearer {token}"}


def status(client: CheckingClient, token: str) -> int:
    return client.get(ME, headers=bearer(token)).status_code


@pytest.mark.usefixtures("amel")
def test_an_access_token_says_who_calls(client: CheckingClient) -> None:
    tokens = granted(client)
    assert (tokens["token_type"], tokens["expires_in"]) == ("bearer", 900)
    shown = client.get(ME, headers=bearer(tokens["access_token"]))
    assert shown.json["email"] == "amel@example.org"
    assert "password" not in shown.text


def test_wrong_passwords_and_unknown_addresses_look_the_same(client: CheckingClient, amel: int) -> None:
    answers = [
        client.post("/api/v1/auth/login", json={"email": email, "password": "not the password"})
        for email in ("amel@example.org", "nobody@example.org")
    ]
    said = [{**answer.json, "request_id": ""} for answer in answers]
    assert said[0] == said[1]
    assert answers[0].status_code == 401
    assert amel


def forged(user_id: int, **changes: object) -> dict[str, object]:
    now = int(time.time())
    return {
        "iss": "http://localhost", "aud": access.AUDIENCE, "sub": str(user_id), "sid": 1, "iat": now, "exp": now + 900,
        **changes,
    }  # fmt: skip


def part(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": int(time.time()) - 3600},
        {"iss": "https://elsewhere.example.org"},
        {"aud": "another"},
        {"sub": "999"},
        {"sub": "1 OR 1=1"},
        {"sid": 77},
        {"sid": True},
        {"sid": "1"},
        {"sid": 2**40},
    ],
    ids=range(9),
)
def test_claims_that_do_not_hold(
    app: Flask, client: CheckingClient, amel: int, changes: dict[str, object]
) -> None:
    granted(client)
    with app.test_request_context():
        key = access._key()
    header = {"alg": "HS256", "typ": access.TYPE}
    assert status(client, jwt.encode(header, forged(amel), key)) == 200  # the control
    assert status(client, jwt.encode(header, forged(amel, **changes), key)) == 401
    missing = {name: value for name, value in forged(amel).items() if name not in changes}
    assert status(client, jwt.encode(header, missing, key)) == 401


def test_signatures_that_do_not_hold(app: Flask, client: CheckingClient, amel: int) -> None:
    good = granted(client)["access_token"]
    with app.test_request_context():
        key = access._key()
    head, claims, signature = good.split(".")
    other = OctKey.import_key(b"another key that is long enough for this")
    public = OctKey.import_key(str(app.secret_key).encode())
    cheats = (
        f"{part({'alg': 'none', 'typ': access.TYPE})}.{claims}.",
        f"{part({'alg': 'None', 'typ': access.TYPE})}.{claims}.{signature}",
        f"{head}.{part(forged(amel, sub='2'))}.{signature}",
        f"{head}.{claims}.",
        f"{head}.{claims}",
        jwt.encode({"alg": "HS256", "typ": access.TYPE}, forged(amel), other),
        jwt.encode({"alg": "HS256", "typ": access.TYPE}, forged(amel), public),
        jwt.encode({"alg": "HS512", "typ": access.TYPE}, forged(amel), key, algorithms=["HS512"]),
        jwt.encode({"alg": "HS256", "typ": "JWT"}, forged(amel), key),
        jwt.encode({"alg": "HS256"}, forged(amel), key),
        "a.b.c", "....", "x" * 9000, "", "é", "[]", "null",
    )  # fmt: skip
    for cheat in cheats:
        answer = client.get(ME, headers={"Authorization": b"Bearer " + cheat.encode()})  # type: ignore[dict-item]
        assert answer.status_code == 401, cheat
    for scheme in ("Basic", "bearer:", "Token"):
        assert client.get(ME, headers={"Authorization": f"{scheme} {good}"}).status_code == 401
    assert status(client, good) == 200


def test_a_refresh_token_works_once_and_its_reuse_ends_the_session(
    app: Flask, client: CheckingClient, amel: int
) -> None:
    first = granted(client)
    assert status(client, first["refresh_token"]) == 401  # it is no access token
    second = client.post("/api/v1/auth/refresh", json={"refresh_token": first["refresh_token"]}).json
    assert status(client, second["access_token"]) == 200
    assert (
        client.post("/api/v1/auth/refresh", json={"refresh_token": second["access_token"]}).status_code == 401
    )
    assert status(client, second["access_token"]) == 200  # nobody is thrown out by noise
    stolen = client.post("/api/v1/auth/refresh", json={"refresh_token": first["refresh_token"]})
    assert (stolen.status_code, stolen.json["code"]) == (401, "invalid_token")
    assert status(client, first["access_token"]) == status(client, second["access_token"]) == 401
    again = client.post("/api/v1/auth/refresh", json={"refresh_token": second["refresh_token"]})
    assert again.status_code == 401
    with app.app_context():
        assert not db.session.scalars(select(UserSession)).all()
        assert not db.session.scalars(select(RefreshToken)).all()
        noted = db.session.scalars(select(AuditEntry.action).where(AuditEntry.user_id == amel)).all()
    assert noted.count("refresh_reused") == 1


def test_old_refresh_tokens_are_refused(app: Flask, client: CheckingClient, amel: int) -> None:
    tokens = granted(client)
    with app.app_context(), transaction() as session:
        session.execute(update(RefreshToken).values(expires_at=utc_now() - timedelta(seconds=1)))
    answer = client.post("/api/v1/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
    assert answer.status_code == 401
    assert amel


@pytest.mark.parametrize("change", [{"is_active": False}, {"session_epoch": 9}], ids=str)
def test_disabled_people_and_ended_sessions_are_refused_at_once(
    app: Flask, client: CheckingClient, amel: int, change: dict[str, object]
) -> None:
    tokens = granted(client)
    made = client.post(
        "/api/v1/auth/tokens",
        json={"name": "script", "scopes": ["read"]},
        headers=bearer(tokens["access_token"]),
    ).json["token"]
    with app.app_context(), transaction() as session:
        session.execute(update(User).where(User.id == amel).values(**change))
    assert status(client, tokens["access_token"]) == 401
    refreshed = client.post("/api/v1/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
    assert refreshed.status_code == 401
    assert status(client, made) == (401 if "is_active" in change else 200)


@pytest.mark.usefixtures("amel")
def test_personal_tokens_do_what_they_were_made_for(
    app: Flask, client: CheckingClient, sign_in: Callable[..., Headers]
) -> None:
    headers = sign_in()
    wish = {"name": "Nightly script", "scopes": ["read"], "days": 30}
    made = client.post("/api/v1/auth/tokens", json=wish, headers=headers)
    assert made.status_code == 201
    secret = made.json["token"]
    assert secret.startswith("jm_")
    assert status(client, secret) == 200
    refused = client.put(ME, json={"first_name": "X"}, headers=bearer(secret))
    assert (refused.status_code, refused.json["code"]) == (403, "insufficient_scope")
    listed = client.get("/api/v1/auth/tokens", headers=headers)
    assert secret not in listed.text
    assert [row["name"] for row in listed.json["tokens"]] == ["Nightly script"]
    with app.app_context():
        assert secret not in str([vars(row) for row in db.session.scalars(select(ApiToken))])
    assert client.delete(made.headers["Location"], headers=headers).status_code == 204
    assert status(client, secret) == 401
    assert client.delete(made.headers["Location"], headers=headers).status_code == 404


@pytest.mark.usefixtures("amel")
def test_a_token_makes_no_stronger_one(client: CheckingClient, sign_in: Callable[..., Headers]) -> None:
    headers = sign_in()
    asked = client.post("/api/v1/auth/tokens", json={"name": "a", "scopes": ["admin"]}, headers=headers)
    assert asked.status_code == 403  # who asks is no administrator
    wish = {"name": "b", "scopes": ["read", "account"]}
    limited = bearer(client.post("/api/v1/auth/tokens", json=wish, headers=headers).json["token"])
    asked = client.post("/api/v1/auth/tokens", json={"name": "c", "scopes": ["write"]}, headers=limited)
    assert asked.status_code == 403


def test_another_persons_sessions_and_tokens_are_not_there(
    app: Flask, client: CheckingClient, amel: int, sign_in: Callable[..., Headers]
) -> None:
    with app.app_context():
        make_user("other@example.org")
    mine, theirs = sign_in(), sign_in("other@example.org")
    made = client.post("/api/v1/auth/tokens", json={"name": "a", "scopes": ["read"]}, headers=mine).json["id"]
    [session] = client.get("/api/v1/auth/sessions", headers=mine).json["sessions"]
    assert session["is_this"]
    for path in (f"tokens/{made}", f"sessions/{session['id']}"):
        refused = client.delete(f"/api/v1/auth/{path}", headers=theirs)
        missing = client.delete(f"/api/v1/auth/{path.split('/')[0]}/99999", headers=theirs)
        assert {**refused.json, "request_id": ""} == {**missing.json, "request_id": ""}
        assert refused.status_code == missing.status_code == 404
    assert client.get(ME, headers=mine).json["id"] == amel


@pytest.mark.usefixtures("amel")
def test_cookies_mean_nothing_here(client: CheckingClient) -> None:
    page = client.get("/login")
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    form = {"email": "amel@example.org", "password": PASSWORD, "csrf_token": token}
    assert client.post("/login", data=form).status_code == 302
    assert client.get("/account").status_code == 200
    assert client.get(ME).status_code == 401


@pytest.mark.usefixtures("amel")
def test_signing_out_and_changing_the_password_end_what_was(client: CheckingClient) -> None:
    tokens = granted(client)
    headers = bearer(tokens["access_token"])
    change = {"current": PASSWORD, "new": "another three olives"}
    changed = client.post("/api/v1/auth/change-password", json=change, headers=headers)
    assert changed.status_code == 200
    assert status(client, tokens["access_token"]) == 401
    new = bearer(changed.json["access_token"])
    assert client.post("/api/v1/auth/logout", headers=new).status_code == 204
    assert client.get(ME, headers=new).status_code == 401
