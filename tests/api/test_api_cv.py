"""CVs over the API: the same reading, rules and refusals as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from app.services import cvs
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import CV_TEXT, make_user

CV = "/api/v1/cv"


def send(
    client: CheckingClient,
    headers: Headers,
    content: bytes = CV_TEXT.encode(),
    name: str = "cv.txt",
    **form: str,
):  # type: ignore[no-untyped-def]
    data = {"file": (BytesIO(content), name), **form}
    return client.post(f"{CV}/upload", data=data, headers=headers, content_type="multipart/form-data")


@pytest.fixture
def mine(amel: int, sign_in: Callable[..., Headers]) -> Headers:
    assert amel
    return sign_in()


def test_a_cv_from_upload_to_deletion(app: Flask, client: CheckingClient, mine: Headers, amel: int) -> None:
    keyed = {**mine, "Idempotency-Key": "first"}
    sent = send(client, keyed)
    assert sent.status_code == 201, sent.json
    where, cv = sent.headers["Location"], sent.json
    assert send(client, keyed).json == cv  # the same key: nothing new
    assert (cv["file_name"], cv["is_primary"], cv["kind"]) == ("cv.txt", True, "txt")
    assert {"Python", "Docker"} <= set(cv["extracted_skills"])
    second = send(client, mine, name="other.txt", is_primary="true").json
    listed = client.get(CV, headers=mine).json["cvs"]
    assert [one["id"] for one in listed] == [second["id"], cv["id"]]
    assert client.post(f"{where}/primary", headers=mine).json["is_primary"] is True
    assert client.get(where, headers=mine).json["is_primary"] is True
    file = client.get(f"{where}/file", headers=mine)
    assert file.data == CV_TEXT.encode()
    assert file.headers["Content-Disposition"] == "attachment; filename=cv.txt"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert client.delete(where, headers=mine).status_code == 204
    assert client.get(where, headers=mine).status_code == 404
    with app.app_context():
        assert [one.id for one in cvs.summaries(amel)] == [second["id"]]


def test_what_was_read_and_corrections(app: Flask, client: CheckingClient, mine: Headers, amel: int) -> None:
    where = send(client, mine).headers["Location"]
    first = client.get(f"{where}/parse", headers=mine)
    read = first.json
    lines = CV_TEXT.splitlines()
    assert read["contact"]["name"] == "Amel Trabelsi"
    [job] = read["experience"]
    assert (job["start"], job["end"], job["company"]) == ("2020-01-01", "2023-12-01", "Nour Systems")
    python = next(skill for skill in read["skills"] if skill["id"] == "python")
    assert python["lines"]
    assert all(lines[line["number"] - 1].strip() == line["text"].strip() for line in python["lines"])
    assert read["is_corrected"] is False
    matching = {**mine, "If-Match": first.headers["ETag"]}
    wanted = [
        {"action": "add_skill", "skill": "Kubernetes"},
        {"action": "remove_skill", "skill": "git"},
        {"action": "edit_contact", "name": "Amel T.", "place": "Sfax"},
        {"action": "edit_experience", "index": 0, "title": "Engineer", "start": "2019-02", "current": True},
        {"action": "add_experience", "title": "Trainee", "start": "2018-01", "end": "2018-06"},
        {"action": "add_education", "level": "bachelor", "title": "Bachelor of science", "year": 2017},
        {"action": "set_language", "code": "de", "level": "A2"},
        {"action": "remove_language", "code": "fr"},
        {
            "action": "edit_wishes",
            "titles": ["Data engineer"],
            "places": ["Tunis"],
            "contracts": ["permanent"],
            "salary": {"minimum": 30000},
        },
        {"action": "add_title", "text": "Platform engineer"},
    ]
    changed = client.put(where, json={"corrections": wanted}, headers=matching)
    assert changed.status_code == 200, changed.json
    now = changed.json
    skills = {skill["id"] for skill in now["skills"]}
    assert "kubernetes" in skills
    assert "git" not in skills
    assert now["contact"]["name"] == "Amel T."
    assert {"Engineer", "Trainee"} == {one["title"] for one in now["experience"]}
    assert {one["code"] for one in now["languages"]} == {"de", "en"}
    assert (now["desired_titles"], now["salary"]["minimum"]) == (["Data engineer"], "30000")
    assert now["is_corrected"] is True
    stale = client.put(where, json={"corrections": wanted[:1]}, headers=matching)
    assert (stale.status_code, stale.json["code"]) == (412, "precondition_failed")
    back = client.delete(f"{where}/corrections", headers=mine)
    assert back.json == read
    with app.app_context():
        profile = cvs.profile_of(cvs.summaries(amel) and cvs.get(amel, int(where.rsplit("/", 1)[1])))
        assert [one.skill for one in profile.skills] == [one["id"] for one in read["skills"]]


@pytest.mark.parametrize(
    ("correction", "field"),
    [
        ({"action": "add_skill", "skill": "no such skill at all"}, "corrections.1"),
        ({"action": "add_skill"}, "corrections.1.add_skill.skill"),
        ({"action": "remove_experience", "index": 99}, "corrections.1"),
        ({"action": "edit_contact", "email": "nothing"}, "corrections.1"),
        ({"action": "edit_contact", "name": "a\u0000b"}, "corrections.1.edit_contact.name"),
        (
            {"action": "add_experience", "title": "x", "start": "2030-13"},
            "corrections.1.add_experience.start",
        ),
        ({"action": "add_experience", "title": "x", "start": "2020-05", "end": "2019-01"}, "corrections.1"),
        ({"action": "fly"}, "corrections.1"),
        ({"action": "add_title", "text": "x", "more": 1}, "corrections.1.add_title.more"),
    ],
)
def test_one_wrong_correction_refuses_all(
    client: CheckingClient, mine: Headers, correction: dict[str, object], field: str
) -> None:
    where = send(client, mine).headers["Location"]
    before = client.get(f"{where}/parse", headers=mine).json
    wanted = [{"action": "add_skill", "skill": "kubernetes"}, correction]
    refused = client.put(where, json={"corrections": wanted}, headers=mine)
    assert refused.status_code == (422 if field == "corrections.1" and correction["action"] != "fly" else 400)
    assert list(refused.json["errors"]) == [field]
    assert client.get(f"{where}/parse", headers=mine).json == before


def test_what_is_no_cv_is_refused(client: CheckingClient, mine: Headers) -> None:
    refused = send(client, mine, b"\x7fELF" + bytes(4000), "cv.pdf")
    assert refused.status_code == 422
    assert refused.json["detail"] != refused.json["code"]
    assert send(client, mine, b"too short").status_code == 422
    nothing = client.post(f"{CV}/upload", data={}, headers=mine, content_type="multipart/form-data")
    assert (nothing.status_code, list(nothing.json["errors"])) == (400, ["file"])
    assert send(client, mine, is_primary="[" * 100_000).status_code == 400
    assert client.post(f"{CV}/upload", json={}, headers=mine).status_code == 415
    assert client.get(CV, headers=mine).json == {"cvs": []}


def test_another_persons_cv_is_not_there(
    app: Flask, client: CheckingClient, mine: Headers, sign_in: Callable[..., Headers]
) -> None:
    with app.app_context():
        make_user("other@example.org")
    number = send(client, mine).json["id"]
    theirs = sign_in("other@example.org")
    body = {"corrections": [{"action": "add_skill", "skill": "no such skill"}]}
    for method, path, sent in [
        ("get", "", None), ("get", "/parse", None), ("get", "/file", None), ("put", "", body),
        ("delete", "", None), ("delete", "/corrections", None), ("post", "/primary", None),
    ]:  # fmt: skip
        refused, missing = (
            getattr(client, method)(f"{CV}/{id_}{path}", headers=theirs, json=sent) for id_ in (number, 99999)
        )
        assert refused.status_code == missing.status_code == 404
        assert {**refused.json, "request_id": ""} == {**missing.json, "request_id": ""}
    assert client.get(f"{CV}/{number}", headers=mine).status_code == 200
