"""One's own account over the API: profile, figures, a copy of everything, the end of it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from flask import Flask

from app.extensions import db
from app.models import AccountExport, User
from app.services import cvs
from app.services.account_export import asking
from app.services.erasure import person
from app.services.saved_jobs import keeping
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import CV_TEXT, PASSWORD, make_user

U = "/api/v1/users"


def test_the_profile_changes_only_in_what_is_sent(
    client: CheckingClient, amel: int, sign_in: Callable[..., Headers]
) -> None:
    headers = sign_in()
    first = client.get(f"{U}/profile", headers=headers)
    assert first.json == client.get("/api/v1/auth/me", headers=headers).json
    matching = {**headers, "If-Match": first.headers["ETag"]}
    changed = client.put(f"{U}/profile", json={"first_name": "Amel", "phone": "+216 20"}, headers=matching)
    assert changed.status_code == 200
    assert changed.json == {**first.json, "first_name": "Amel", "phone": "+216 20"}
    assert client.put(f"{U}/profile", json={"last_name": "T"}, headers=matching).status_code == 412
    for wrong, status in (
        ({"phone": "abc"}, 400),
        ({"timezone": "Nowhere"}, 422),
        ({"role": "admin"}, 400),
        ({"email": "x@example.org"}, 400),
        ({"reminder_mails": 0}, 400),
    ):
        refused = client.put(f"{U}/profile", json=wrong, headers=headers)
        assert (refused.status_code, list(refused.json["errors"])) == (status, list(wrong))
    assert changed.json["id"] == amel


def test_figures_count_what_is_there(
    app: Flask, client: CheckingClient, amel: int, offers: list[int], sign_in: Callable[..., Headers]
) -> None:
    headers = sign_in()
    empty = client.get(f"{U}/stats", headers=headers).json
    assert (empty["offers"], empty["primary_cv_id"], empty["belongings"]["cvs"]) == (None, None, 0)
    with app.app_context():
        cv_id = cvs.upload(amel, BytesIO(CV_TEXT.encode()), "cv.txt").id
        keeping.save(amel, offers[0])
        expected = person.belongings(amel)
    found = client.get(f"{U}/stats?days=30", headers=headers).json
    assert found["primary_cv_id"] == cv_id
    assert found["offers"]["new"] == 3
    assert found["saved_jobs"] == {"total": 1, "open": 1, "favorites": 0, "changed": 0}
    assert found["belongings"]["saved_jobs"] == expected.saved_jobs == 1
    assert client.get(f"{U}/stats?days=0", headers=headers).status_code == 400


def test_a_copy_is_asked_for_made_fetched_and_let_go(
    app: Flask, client: CheckingClient, amel: int, sign_in: Callable[..., Headers]
) -> None:
    headers = sign_in()
    path = f"{U}/account/export"
    assert client.get(path, headers=headers).json["state"] == "none"
    asked = client.post(path, headers=headers)
    assert (asked.status_code, asked.json["state"]) == (202, "waiting")
    task = client.get(asked.headers["Location"], headers=headers).json
    assert (task["name"], task["state"]) == ("account_export", "queued")
    again = client.post(path, headers=headers)
    assert (again.headers["Location"], again.json["id"]) == (asked.headers["Location"], asked.json["id"])
    number = asked.json["id"]
    assert client.get(f"{path}/{number}", headers=headers).status_code == 404
    with app.app_context():
        asking.run(number)
        row = db.session.get_one(AccountExport, number)
        assert row.user_id == amel
        make_user("other@example.org")
    fetched = client.get(f"{path}/{number}", headers=headers)
    assert fetched.mimetype == "application/zip"
    with ZipFile(BytesIO(fetched.data)) as archive:
        assert any(b"amel@example.org" in archive.read(name) for name in archive.namelist())
    theirs = sign_in("other@example.org")
    for method in ("get", "delete"):
        refused, missing = (
            getattr(client, method)(f"{path}/{id_}", headers=theirs) for id_ in (number, 99999)
        )
        assert refused.status_code == missing.status_code == 404
        assert {**refused.json, "request_id": ""} == {**missing.json, "request_id": ""}
    assert client.delete(f"{path}/{number}", headers=headers).status_code == 204
    assert client.get(f"{path}/{number}", headers=headers).status_code == 404


def test_an_account_is_deleted_with_its_password_only(
    app: Flask, client: CheckingClient, amel: int, sign_in: Callable[..., Headers]
) -> None:
    headers, path = sign_in(), f"{U}/account"
    wrong = client.delete(path, json={"password": "not the password"}, headers=headers)
    assert (wrong.status_code, wrong.json["code"]) == (422, "wrong_password")
    assert client.delete(path, headers=headers).status_code == 400
    deep = client.delete(
        path, data='{"password":' + "[" * 100_000, content_type="application/json", headers=headers
    )
    assert (deep.status_code, deep.json["code"]) == (400, "not_an_object")
    assert client.delete(path, json={"password": PASSWORD}, headers=headers).status_code == 204
    assert client.get(f"{U}/profile", headers=headers).status_code == 401
    with app.app_context():
        assert db.session.get(User, amel) is None


def test_a_personal_token_needs_the_scope(
    client: CheckingClient, amel: int, sign_in: Callable[..., Headers]
) -> None:
    wish = {"name": "script", "scopes": ["read", "write"]}
    token = client.post("/api/v1/auth/tokens", json=wish, headers=sign_in()).json["token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get(f"{U}/profile", headers=headers).json["id"] == amel
    for method, path in (("post", "account/export"), ("get", "account/export"), ("delete", "account")):
        refused = getattr(client, method)(f"{U}/{path}", headers=headers)
        assert (refused.status_code, refused.json["code"]) == (403, "insufficient_scope")
