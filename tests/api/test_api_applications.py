"""The tracker by program."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.models import utc_now
from app.services.tracker import board
from app.services.tracker.board import Asked
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import make_user

ALL = "/api/v1/applications"
SignIn = Callable[..., Headers]


def test_from_an_offer_to_its_end(
    app: Flask, client: CheckingClient, amel: int, sign_in: SignIn, offers: list[int]
) -> None:
    headers = sign_in()
    key = {**headers, "Idempotency-Key": "once"}
    made = client.post(f"{ALL}/{offers[0]}", json={"status": "saved"}, headers=key)
    assert made.status_code == 201, made.json
    path, one = made.headers["Location"], made.json
    assert client.post(f"{ALL}/{offers[0]}", json={"status": "saved"}, headers=key).json == one
    again = client.post(f"{ALL}/{offers[0]}", json={"status": "applied"}, headers=headers)
    assert (again.status_code, again.json["id"], again.json["status"]) == (200, one["id"], "saved")
    moved = client.put(f"{path}/status", json={"status": "applied"}, headers=headers)
    assert (moved.json["before"], moved.json["status"], moved.json["number"]) == ("saved", "applied", 1)
    when = (utc_now() - timedelta(hours=1)).isoformat()
    due = client.put(f"{path}/follow-up", json={"at": when, "text": "ask"}, headers=headers)
    assert due.json["follow_up_text"] == "ask"
    [card] = client.get(ALL, headers=headers).json["applications"]
    assert (card["is_due"], card["status"], card["job_id"]) == (True, "applied", offers[0])
    assert client.delete(f"{path}/follow-up", headers=headers).status_code == 204
    assert client.put(f"{path}/cv", json={"cv_id": 99}, headers=headers).status_code == 404
    assert client.put(f"{path}/cv", json={"cv_id": None}, headers=headers).json["cv_id"] is None
    details = {"title": "Architect", "company": "Nour", "url": "careers.example.org/jobs/42"}
    changed = client.put(path, json=details, headers=headers).json
    assert (changed["title"], changed["url"]) == ("Architect", "https://careers.example.org/jobs/42")
    events = client.get(f"{path}/timeline", headers=headers).json["events"]
    assert [event["kind"] for event in events] == ["details", "follow_up", "follow_up", "status", "created"]
    assert events[3]["text"] == "Moved from “Saved” to “Applied”."
    assert client.delete(path, headers=headers).status_code == 204
    assert client.get(path, headers=headers).status_code == 404
    with app.app_context():
        assert board.listing(amel, Asked()).total == 0


def test_the_list_is_the_boards_list(app: Flask, client: CheckingClient, amel: int, sign_in: SignIn) -> None:
    headers = sign_in()
    for number, status in enumerate(("saved", "applied", "applied")):
        body = {"title": f"Job {number}", "company": f"Nour {number % 2}", "status": status}
        assert client.post(ALL, json=body, headers=headers).status_code == 201
    for query, asked in (
        ("", Asked()),
        ("?status=applied", Asked(status="applied")),
        ("?company=Nour 0&sort=title", Asked(company="Nour 0", sort="title")),
        ("?q=job 1", Asked(words="job 1")),
    ):
        shown = client.get(ALL + query, headers=headers).json
        with app.app_context():
            there = board.listing(amel, asked)
        assert [one["id"] for one in shown["applications"]] == [card.id for card in there.cards]
        assert shown["all"] == 3
    second = client.get(f"{ALL}?page_size=2&page=2", headers=headers)
    assert (len(second.json["applications"]), second.json["paging"]["pages"]) == (1, 2)
    assert 'rel="prev"' in second.headers["Link"]
    for wrong in ("status=x", "sort=x", "page=0", "page_size=101"):
        refused = client.get(f"{ALL}?{wrong}", headers=headers)
        assert (refused.status_code, list(refused.json["errors"])) == (400, [wrong.split("=")[0]])
    for field, value, status in (
        ("title", " ", 422),
        ("title", "", 400),
        ("title", "\x01", 422),
        ("url", "ftp://x.example.org", 422),
        ("status", "x", 400),
        ("a", 1, 400),
    ):
        refused = client.post(ALL, json={"title": "x", field: value}, headers=headers)
        assert (refused.status_code, list(refused.json["errors"])) == (status, [field])


@pytest.mark.usefixtures("amel")
def test_overtaken_writers_are_told(client: CheckingClient, sign_in: SignIn) -> None:
    headers = sign_in()
    made = client.post(ALL, json={"title": "Job"}, headers=headers)
    path, read = made.headers["Location"], made.json
    old = {**headers, "If-Match": client.get(path, headers=headers).headers["ETag"]}
    wish = {"text": "one", "version": read["version"], "seen": read["notes_seen"]}
    assert client.put(f"{path}/notes", json=wish, headers=old).json["notes"] == "one"
    letter = {"text": "Dear", "version": read["version"], "seen": read["cover_letter_seen"]}
    assert client.put(f"{path}/cover-letter", json=letter, headers=headers).json["cover_letter"] == "Dear"
    late = client.put(f"{path}/notes", json={**wish, "text": "two"}, headers=headers)
    assert (late.status_code, late.json["code"], list(late.json["errors"])) == (409, "edited", ["version"])
    for end, body in (
        ("", {"title": "x"}),
        ("/status", {"status": "offer"}),
        ("/notes", {**wish, "text": "three"}),
        ("/follow-up", {"at": "2030-01-01T00:00:00Z"}),
        ("/cv", {"cv_id": None}),
    ):
        assert client.put(path + end, json=body, headers=old).status_code == 412, end
    assert client.delete(path, headers=old).status_code == 412
    for at in (
        "1800-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "2030-01-01T00:00:00",
        "tomorrow",
        7e30,
        1700000000,
        "1700000000",
    ):
        refused = client.put(f"{path}/follow-up", json={"at": at}, headers=headers)
        status = 422 if str(at).startswith(("1800-", "0001-")) else 400  # a moment, but of another time
        assert (refused.status_code, list(refused.json["errors"])) == (status, ["at"]), at
    for place in ("middle", "before:x", "before:0"):
        refused = client.put(f"{path}/status", json={"status": "saved", "place": place}, headers=headers)
        assert refused.status_code == 400
    shown = client.get(path, headers=headers).json
    assert (shown["title"], shown["status"], shown["notes"]) == ("Job", "saved", "one")


@pytest.mark.usefixtures("amel")
def test_people_and_interviews(client: CheckingClient, sign_in: SignIn) -> None:
    headers = sign_in()
    path = client.post(ALL, json={"title": "Job"}, headers=headers).headers["Location"]
    for noun, given, changed in (
        ("contacts", {"name": "Leila", "email": "leila@example.org"}, {"name": "Leila M."}),
        (
            "interviews",
            {"starts_at": "2030-01-01T10:00:00+01:00", "kind": "phone"},
            {"starts_at": "2030-01-02T10:00:00Z"},
        ),
    ):
        made = client.post(f"{path}/{noun}", json=given, headers=headers)
        assert made.status_code == 201, made.json
        where, seen = made.headers["Location"], made.json["seen"]
        assert client.get(where, headers=headers).json == made.json
        once = client.put(where, json={**changed, "seen": seen}, headers=headers)
        assert once.status_code == 200, once.json
        assert client.get(f"{path}/{noun}", headers=headers).json == {noun: [once.json]}
        late = client.put(where, json={**given, "seen": seen}, headers=headers)
        assert (late.status_code, late.json["code"]) == (409, "edited")
        assert (
            client.put(where, json=changed, headers=headers).status_code == 400
        )  # nothing says what was read
        assert client.delete(where, headers={**headers, "If-Match": '"other"'}).status_code == 412
        assert client.delete(where, headers=headers).status_code == 204
        assert client.delete(where, headers=headers).status_code == 404
        assert client.put(where, json={**given, "seen": seen}, headers=headers).status_code == 404
    for body, status in (
        ({"name": "\x01"}, 422),
        ({"name": "L", "email": "no"}, 422),
        ({"name": "L", "email": "leila@mail.test"}, 422),
        ({"name": "L", "notes": "x" * 2001}, 400),
    ):
        assert client.post(f"{path}/contacts", json=body, headers=headers).status_code == status


@pytest.mark.usefixtures("amel")
def test_documents(client: CheckingClient, sign_in: SignIn) -> None:
    headers = sign_in()
    path = client.post(ALL, json={"title": "Job"}, headers=headers).headers["Location"]

    def upload(data: bytes, name: str, **more: str) -> tuple[int, dict[str, object], str]:
        sent = {"document": (io.BytesIO(data), name)}
        answer = client.post(f"{path}/documents", data=sent, headers={**headers, **more})
        return answer.status_code, answer.json, answer.headers.get("Location", "")

    status, one, where = upload(b"Dear Ms Mansour", "letter.txt", **{"Idempotency-Key": "a"})
    assert (status, one["file_name"], one["size"]) == (201, "letter.txt", 15)
    assert upload(b"Dear Ms Mansour", "letter.txt", **{"Idempotency-Key": "a"})[1] == one
    assert client.get(f"{path}/documents", headers=headers).json == {"documents": [one]}
    file = client.get(where, headers=headers)
    assert (file.data, file.headers["Content-Disposition"]) == (
        b"Dear Ms Mansour",
        "attachment; filename=letter.txt",
    )
    assert "sandbox" in file.headers["Content-Security-Policy"]
    for data, name, code in ((b"", "a.txt", "empty"), (b"MZ\x00\x01", "a.pdf", "wrong_type")):
        status, said, _where = upload(data, name)
        assert (status, said["code"], list(said["errors"])) == (422, code, ["document"])
    assert client.post(f"{path}/documents", data={"other": "x"}, headers=headers).status_code in {400, 415}
    as_text = {"document": "x", "filler": (io.BytesIO(b"x"), "x")}
    assert client.post(f"{path}/documents", data=as_text, headers=headers).status_code == 400
    assert client.delete(where, headers=headers).status_code == 204
    assert client.get(where, headers=headers).status_code == 404


@pytest.mark.usefixtures("amel")
def test_files_and_calendar(client: CheckingClient, sign_in: SignIn) -> None:
    headers = sign_in()
    path = client.post(ALL, json={"title": "=Job"}, headers=headers).headers["Location"]
    client.post(f"{path}/interviews", json={"starts_at": "2030-01-01T10:00:00Z"}, headers=headers)
    out = {
        kind: client.get(f"{ALL}/export?format={kind}", headers=headers) for kind in ("csv", "xlsx", "json")
    }
    assert out["csv"].mimetype == "text/csv"
    assert "'=Job" in out["csv"].text
    assert out["xlsx"].data.startswith(b"PK")
    assert json.loads(out["json"].data)["applications"][0]["title"] == "=Job"
    other = client.get(f"{ALL}/export?format=pdf", headers=headers)
    assert (other.status_code, list(other.json["errors"])) == (400, ["format"])

    def bring(data: bytes) -> tuple[int, dict[str, object]]:
        answer = client.post(f"{ALL}/import", data={"table": (io.BytesIO(data), "a")}, headers=headers)
        return answer.status_code, answer.json

    status, report = bring(out["json"].data)
    assert (status, report["read"], report["unchanged"]) == (200, 1, 1)
    status, report = bring(b"Job title,Company,Status\nA,B,applied\nC,D,flying\n")
    assert (status, report["new"]) == (200, 1)
    [rejected] = report["rejected"]  # type: ignore[misc]
    assert (rejected["line"], rejected["code"]) == (3, "bad_status")
    assert bring(b"\x00\x01")[0] == bring(b"nothing here")[0] == 422

    shown = client.get(f"{ALL}/calendar", headers=headers)
    assert (shown.mimetype, shown.text.count("BEGIN:VEVENT")) == ("text/calendar", 1)
    assert client.get(f"{ALL}/calendar/address", headers=headers).json == {"is_set": False}
    made = client.post(f"{ALL}/calendar/address", headers=headers)
    assert (made.status_code, made.headers["Cache-Control"]) == (201, "no-store")
    feed = client.get(made.json["url"].removeprefix("http://localhost"))
    assert feed.text == shown.text
    assert client.delete(f"{ALL}/calendar/address", headers=headers).status_code == 204
    assert client.get(made.json["url"].removeprefix("http://localhost")).status_code == 404
    weak = client.post(
        "/api/v1/auth/tokens", json={"name": "a", "scopes": ["read", "write"]}, headers=headers
    )
    scoped = {"Authorization": f"Bearer {weak.json['token']}"}
    assert client.post(f"{ALL}/calendar/address", headers=scoped).status_code == 403


def test_another_persons_application_is_not_there(
    app: Flask, client: CheckingClient, amel: int, sign_in: SignIn
) -> None:
    with app.app_context():
        make_user("other@example.org")
    mine, theirs = sign_in(), sign_in("other@example.org")
    made = client.post(ALL, json={"title": "Job", "company": "Mine"}, headers=mine)
    id_ = made.json["id"]
    path = f"{ALL}/{id_}"
    contact = client.post(f"{path}/contacts", json={"name": "Leila"}, headers=mine).json
    when = {"starts_at": "2030-01-01T10:00:00Z"}
    interview = client.post(f"{path}/interviews", json=when, headers=mine).json
    paper = client.post(
        f"{path}/documents", data={"document": (io.BytesIO(b"x y z"), "a.txt")}, headers=mine
    ).json
    before = client.get(path, headers=mine).json
    for method, end, body in (
        ("GET", "", None),
        ("PUT", "", {"title": "x"}),
        ("DELETE", "", None),
        ("PUT", "/status", {"status": "offer"}),
        ("PUT", "/notes", {"text": "x", "version": before["version"]}),
        ("PUT", "/cover-letter", {"text": "x", "version": before["version"]}),
        ("PUT", "/follow-up", {"at": "2030-01-01T10:00:00Z"}),
        ("DELETE", "/follow-up", None),
        ("PUT", "/cv", {"cv_id": None}),
        ("GET", "/timeline", None),
        ("GET", "/contacts", None),
        ("POST", "/contacts", {"name": "x"}),
        ("GET", f"/contacts/{contact['id']}", None),
        ("PUT", f"/contacts/{contact['id']}", {"name": "x", "seen": contact["seen"]}),
        ("DELETE", f"/contacts/{contact['id']}", None),
        ("GET", "/interviews", None),
        ("POST", "/interviews", when),
        ("GET", f"/interviews/{interview['id']}", None),
        ("PUT", f"/interviews/{interview['id']}", {**when, "minutes": 5, "seen": interview["seen"]}),
        ("DELETE", f"/interviews/{interview['id']}", None),
        ("GET", "/documents", None),
        ("GET", f"/documents/{paper['id']}", None),
        ("DELETE", f"/documents/{paper['id']}", None),
    ):
        answers = [
            client.open(f"{ALL}/{number}{end}", method=method, json=body, headers=theirs)
            for number in (id_, 99999)
        ]
        assert [one.status_code for one in answers] == [404, 404], (method, end)
        assert {**answers[0].json, "request_id": ""} == {**answers[1].json, "request_id": ""}
    upload = {"document": (io.BytesIO(b"x"), "a.txt")}
    assert client.post(f"{path}/documents", data=upload, headers=theirs).status_code == 404
    assert client.get(path, headers=mine).json == before
    assert client.get(ALL, headers=theirs).json["applications"] == []
    assert "Mine" not in client.get(f"{ALL}/export", headers=theirs).text
    assert amel
