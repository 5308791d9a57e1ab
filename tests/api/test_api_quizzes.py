"""Quizzes over the API: no answer before a submission, and one submission only."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from app.services import cvs
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import CV_TEXT, make_user
from tests.some_quizzes import RIGHT, load_some

Q = "/api/v1/quizzes"
SECRETS = ("EXPLANATION", "Handbook", "topic ", '"right"', '"correct"', '"key"')


@pytest.fixture
def mine(app: Flask, amel: int, sign_in: Callable[..., Headers]) -> Headers:
    with app.app_context():
        load_some("python")
        cvs.upload(amel, BytesIO(CV_TEXT.encode()), "cv.txt")
    return sign_in()


def test_a_try_from_start_to_result(app: Flask, client: CheckingClient, mine: Headers) -> None:
    listed = {one["skill"]: one for one in client.get(Q, headers=mine).json["skills"]}
    assert listed["python"]["has_quiz"] is True
    assert listed["docker"]["has_quiz"] is False
    started = client.post(f"{Q}/start", json={"skill": "python"}, headers=mine)
    assert started.status_code == 201
    where = started.headers["Location"]
    assert client.post(f"{Q}/start", json={"skill": "python"}, headers=mine).json["id"] == started.json["id"]
    shown = client.get(where, headers=mine)
    for before in (started, shown, client.get(Q, headers=mine)):
        assert not [secret for secret in SECRETS if secret in before.text]
    assert client.post(f"{where}/questions/1/report", json={}, headers=mine).status_code == 409
    early = client.get(f"{where}/result", headers=mine)
    assert (early.status_code, early.json["code"]) == (409, "under_way")
    assert not [secret for secret in SECRETS if secret in early.text]
    with app.app_context():
        make_user("other@example.org")
    _others_see_nothing(client, started.json["id"])
    right = [
        next(place for place, text in enumerate(one["options"]) if RIGHT in text)
        for one in shown.json["questions"]
    ]
    for wrong, status in (([4] * len(right), 400), (right[:-1], 422), (["0"], 400), ([True], 400), ([], 400)):
        refused = client.post(f"{where}/submit", json={"answers": wrong}, headers=mine)
        assert refused.status_code == status, wrong
    done = client.post(f"{where}/submit", json={"answers": [None, *right[1:]]}, headers=mine)
    assert done.status_code == 200
    assert done.json["passed"] is True
    assert [one["is_right"] for one in done.json["questions"]] == [False] + [True] * (len(right) - 1)
    assert done.json["questions"][0]["right"] == right[0]
    assert done.json["percent"] < 100
    again = client.post(f"{where}/submit", json={"answers": right}, headers=mine)
    assert (again.status_code, again.json["code"]) == (409, "already_submitted")
    assert client.get(f"{where}/result", headers=mine).json == done.json
    assert client.get(where, headers=mine).json["code"] == "ended"
    report = f"{where}/questions/2/report"
    said = [client.post(report, json={"reason": "Two are right."}, headers=mine).json for _time in (1, 2)]
    assert said == [{"is_new": True}, {"is_new": False}]
    assert client.post(f"{where}/questions/50/report", json={}, headers=mine).status_code == 404
    [kept] = client.get(f"{Q}/history", headers=mine).json["attempts"]
    assert (kept["id"], kept["percent"]) == (done.json["id"], done.json["percent"])
    listed = {one["skill"]: one for one in client.get(Q, headers=mine).json["skills"]}
    assert (listed["python"]["rung"], listed["python"]["best_percent"]) == ("quiz", done.json["percent"])


def _others_see_nothing(client: CheckingClient, number: int) -> None:
    granted = client.post(
        "/api/v1/auth/login", json={"email": "other@example.org", "password": "a quiet morning by the sea"}
    )
    theirs = {"Authorization": f"Bearer {granted.json['access_token']}"}
    refused = client.post(f"{Q}/start", json={"skill": "python"}, headers=theirs)
    assert (refused.status_code, refused.json["code"]) == (409, "no_cv")
    for method, path, body in (
        ("get", "", None),
        ("get", "/result", None),
        ("post", "/submit", {"answers": [0]}),
        ("post", "/questions/1/report", {"reason": "x"}),
    ):
        mine, missing = (
            getattr(client, method)(f"{Q}/{id_}{path}", json=body, headers=theirs) for id_ in (number, 99999)
        )
        assert mine.status_code == missing.status_code == 404
        assert {**mine.json, "request_id": ""} == {**missing.json, "request_id": ""}


def test_a_skill_without_quiz_or_not_mine_is_refused(client: CheckingClient, mine: Headers) -> None:
    no_quiz = client.post(f"{Q}/start", json={"skill": "docker"}, headers=mine)
    assert (no_quiz.status_code, no_quiz.json["code"]) == (409, "no_quiz")
    assert client.post(f"{Q}/start", json={"skill": "cobol"}, headers=mine).status_code == 404
    assert client.post(f"{Q}/start", json={"skill": "a\u0000"}, headers=mine).status_code == 400
